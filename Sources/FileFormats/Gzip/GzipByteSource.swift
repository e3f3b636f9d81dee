import CZlib

/// The bytes inside a gzip file (RFC 1952), as they are inflated; one of several members is read through.
///
/// The check sum and size at the end of each member are verified. No size that the file claims is believed: what comes out is
/// counted against `InputLimits.unpackedBytes` and against `InputLimits.ratio` times what went in.
package final class GzipByteSource: ByteSource {
    private let packed: any ByteSource
    private let limits: InputLimits
    /// zlib's state points back to where it was set up, so it stays in one place.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private var packedCount = 0
    private var count = 0
    private var isInsideMember = true
    private var isAtEnd = false

    /// The bytes of a file; those inside it where it is packed with gzip.
    package static func open(path: String, limits: InputLimits) throws -> any ByteSource {
        let mark = try FileByteSource(path: path).readHead(2)
        let file = try FileByteSource(path: path, limits: limits)
        return mark == [0x1F, 0x8B] ? try GzipByteSource(file, limits: limits) : file
    }

    package init(_ packed: any ByteSource, limits: InputLimits) throws {
        self.packed = packed
        self.limits = limits
        stream.initialize(to: z_stream())
        guard anker_gunzip_init(stream) == Z_OK else { throw FormatError("cannot be unpacked: no memory for zlib") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        block.deallocate()
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard !isAtEnd, !buffer.isEmpty else { return 0 }
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let room = Int(stream.pointee.avail_out)
        while Int(stream.pointee.avail_out) == room {
            if stream.pointee.avail_in == 0, try !fill() { break }
            if !isInsideMember {
                inflateReset(stream)
                isInsideMember = true
            }
            switch inflate(stream, Z_NO_FLUSH) {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: isInsideMember = false
            default: throw FormatError.damagedGzip
            }
        }
        let read = room - Int(stream.pointee.avail_out)
        try add(read)
        return read
    }

    /// Gets the next bytes that are packed; false at the end of the file.
    private func fill() throws -> Bool {
        let read = try packed.read(into: block)
        guard read > 0 else {
            guard !isInsideMember else { throw FormatError.cutShort }
            isAtEnd = true
            return false
        }
        packedCount += read
        stream.pointee.next_in = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(clamping: read)
        return true
    }

    private func add(_ read: Int) throws {
        count += read
        guard count <= limits.unpackedBytes else {
            throw FormatError.tooLarge(limits.unpackedBytes).raised(by: \.unpackedBytes)
        }
        let (byRatio, overflow) = packedCount.multipliedReportingOverflow(by: limits.ratio)
        let limit = overflow ? Int.max : max(limits.ratioFloor, byRatio)
        guard count <= limit else { throw FormatError.gzipBomb(limit).raised(by: \.ratio) }
    }
}

extension FormatError {
    fileprivate static var damagedGzip: FormatError {
        FormatError(
            "is damaged: it does not unpack as gzip, or its check sum is wrong", remedy: "fetch or export the file again")
    }
    fileprivate static var cutShort: FormatError {
        FormatError("is cut short: the end of the gzip file is missing", remedy: "fetch or export the file again")
    }
    fileprivate static func gzipBomb(_ limit: Int) -> FormatError {
        FormatError(
            "unpacks to more than \(limit) bytes, the limit for its packed size",
            remedy: "if it is no mistake, unpack the file first")
    }
}
