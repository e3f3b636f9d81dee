import FileFormats
import Testing

struct GzipByteSourceTests {
    /// `gzip -n9` of `abc\n`.
    private let packed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0x4C, 0x4A, 0xE6, 0x02, 0x00, 0x4E, 0x81, 0x88, 0x47,
        0x04, 0x00, 0x00, 0x00,
    ]

    private func unpacked(_ bytes: [UInt8], limits: InputLimits = .init()) throws -> String {
        let source = try GzipByteSource(MemoryByteSource(bytes), limits: limits)
        return String(decoding: try source.readAll(limit: 1 << 20), as: UTF8.self)
    }

    @Test func unpacksAndGoesOnWithTheNextMember() throws {
        #expect(try unpacked(packed) == "abc\n")
        #expect(try unpacked(packed + packed) == "abc\nabc\n")
    }

    @Test func refusesWhatIsCutShortOrDamaged() {
        let short = #expect(throws: FormatError.self) { try unpacked(Array(packed.dropLast(3))) }
        #expect(short?.problem == "is cut short: the end of the gzip file is missing")
        var wrong = packed
        wrong[16] ^= 1
        let damaged = #expect(throws: FormatError.self) { try unpacked(wrong) }
        #expect(damaged?.problem == "is damaged: it does not unpack as gzip, or its check sum is wrong")
    }

    @Test func countsWhatComesOut() {
        var limits = InputLimits()
        limits.unpackedBytes = 3
        let large = #expect(throws: FormatError.self) { try unpacked(packed, limits: limits) }
        #expect(large?.problem == "holds more than 3 bytes")
        limits = InputLimits()
        (limits.ratio, limits.ratioFloor) = (0, 3)
        let bomb = #expect(throws: FormatError.self) { try unpacked(packed, limits: limits) }
        #expect(bomb?.problem == "unpacks to more than 3 bytes, the limit for its packed size")
    }
}
