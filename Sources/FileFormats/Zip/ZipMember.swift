import CZlib

/// One member of a zip archive on its way in: packed as its bytes arrive, so that its size and check sum stand before it.
///
/// Unchecked, since one thread at a time may append to it.
package final class ZipMember: @unchecked Sendable {
    let name: String
    /// zlib's state points back to where it was set up, so it stays in one place.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private(set) var packed: [UInt8] = []
    private(set) var size = 0
    private(set) var checkSum: UInt32 = 0

    /// - Parameters:
    ///   - name: with `/` between folders and file.
    ///   - level: 1 is fastest, 9 smallest.
    package init(_ name: String, level: Int32) throws {
        self.name = name
        stream.initialize(to: z_stream())
        guard anker_deflate_init(stream, level) == Z_OK else { throw FormatError("cannot be packed: no memory for zlib") }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        block.deallocate()
    }

    package func append(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            size += bytes.count
            checkSum = UInt32(
                truncatingIfNeeded: crc32_z(UInt(checkSum), bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
            // zlib only reads its input; the pointer is mutable for historical reasons.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
            stream.pointee.avail_in = UInt32(clamping: bytes.count)
            try pack(Z_NO_FLUSH)
        }
    }

    /// Ends the member; nothing may be appended behind that.
    func finish() throws { try pack(Z_FINISH) }

    private func pack(_ flush: Int32) throws {
        var isFull = true
        while isFull {
            stream.pointee.next_out = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(clamping: block.count)
            let code = deflate(stream, flush)
            guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw FormatError("cannot be packed") }
            packed.append(contentsOf: block.prefix(block.count - Int(stream.pointee.avail_out)))
            isFull = stream.pointee.avail_out == 0
        }
    }
}
