import CZlib

/// Packs and unpacks bytes without a header around them (RFC 1951), with zlib.
package enum Deflate {
    /// `level` 1 is fastest, 9 smallest.
    package static func pack(_ bytes: [UInt8], level: Int32 = 6) throws -> [UInt8] {
        var stream = z_stream()
        guard anker_deflate_init(&stream, level) == Z_OK else { throw FormatError("cannot be packed: no memory for zlib") }
        defer { deflateEnd(&stream) }
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let code = run(&stream, from: bytes, into: &packed) { deflate(&$0, Z_FINISH) }
        guard code == Z_STREAM_END else { throw FormatError("cannot be packed") }
        packed.removeLast(packed.count - Int(stream.total_out))
        return packed
    }

    /// - Parameter size: how many bytes must come out.
    package static func unpack(_ bytes: [UInt8], size: Int) throws -> [UInt8] {
        var stream = z_stream()
        guard anker_inflate_init(&stream) == Z_OK else { throw FormatError("cannot be unpacked: no memory for zlib") }
        defer { inflateEnd(&stream) }
        // One byte more than asked for shows a content that is too long.
        var unpacked = [UInt8](repeating: 0, count: size + 1)
        let code = run(&stream, from: bytes, into: &unpacked) { inflate(&$0, Z_FINISH) }
        guard code == Z_STREAM_END, Int(stream.total_out) == size else {
            throw FormatError("is damaged: it does not unpack to its size")
        }
        unpacked.removeLast()
        return unpacked
    }

    private static func run(
        _ stream: inout z_stream, from input: [UInt8], into output: inout [UInt8], _ step: (inout z_stream) -> Int32
    ) -> Int32 {
        input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                // zlib only reads its input; the pointer is mutable for historical reasons.
                stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.avail_in = UInt32(clamping: source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(clamping: target.count)
                return step(&stream)
            }
        }
    }
}
