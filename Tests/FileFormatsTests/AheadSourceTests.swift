import Testing

@testable import FileFormats

struct AheadSourceTests {
    /// Gives its bytes in pieces of odd sizes, and fails behind the last where it is told to.
    private final class Pieces: ByteSource {
        struct Damage: Error {}
        private let bytes: [UInt8]
        private let fails: Bool
        private var position = 0
        private var size = 1

        init(_ bytes: [UInt8], fails: Bool = false) {
            self.bytes = bytes
            self.fails = fails
        }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            size = size * 7 % 65_521
            let count = min(buffer.count, size, bytes.count - position)
            if count == 0, fails { throw Damage() }
            buffer.copyBytes(from: bytes[position..<position + count])
            position += count
            return count
        }
    }

    private static func content(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) } }

    @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 5_000_000])
    func handsOutWhatTheSourceHolds(count: Int) throws {
        let content = Self.content(count)
        #expect(try AheadSource(Pieces(content)).readAll(limit: Int.max) == content)
    }

    @Test func failsBehindTheBytesThatCameBeforeTheDamage() throws {
        let content = Self.content(3_000_001)
        let source = AheadSource(Pieces(content, fails: true))
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        var count = 0
        #expect(throws: Pieces.Damage.self) {
            while true {
                let read = try source.read(into: block)
                guard read > 0 else { break }
                count += read
            }
        }
        #expect(count == content.count)
    }

    @Test func isGivenUpInTheMiddle() throws {
        for _ in 0..<20 {
            let source = AheadSource(Pieces(Self.content(4_000_000)))
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
            defer { block.deallocate() }
            var count = 0
            while count < 1_500_000 { count += try source.read(into: block) }
        }
    }
}
