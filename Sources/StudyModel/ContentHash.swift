import Crypto

/// The SHA-256 of some content: of a source's text, of a file as it was handed over, of a journal row.
package struct ContentHash: Hashable, Sendable {
    /// Always 32 bytes.
    package let bytes: [UInt8]

    package init(of content: some Sequence<UInt8>) {
        let contiguous = content.withContiguousStorageIfAvailable { SHA256.hash(data: UnsafeRawBufferPointer($0)) }
        bytes = Array(contiguous ?? SHA256.hash(data: Array(content)))
    }

    /// Adds the 32 bytes of the hash of `content` to `target`, for hashes in great number.
    package static func append(of content: UnsafeRawBufferPointer, to target: inout [UInt8]) {
        var hasher = SHA256()
        hasher.update(bufferPointer: content)
        hasher.finalize().withUnsafeBytes { target.append(contentsOf: $0) }
    }

    /// Nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// The hash that 64 hexadecimal digits stand for; nil for anything else.
    package init?(hexadecimal digits: String) {
        let digits = Array(digits.utf8)
        guard digits.count == 64 else { return nil }
        let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard values.count == 64 else { return nil }
        bytes = (0..<32).map { UInt8(values[2 * $0] << 4 | values[2 * $0 + 1]) }
    }

    /// What stands for several files in their order: the hash over their hashes, and of a single one its own; nil for none.
    package init?(over files: [ContentHash]) {
        guard let first = files.first else { return nil }
        self = files.count == 1 ? first : ContentHash(of: files.flatMap(\.bytes))
    }
}

extension ContentHash: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package var description: String {
        bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
}

/// A hash over content that arrives in pieces.
package struct ContentHasher {
    private var hasher = SHA256()

    package init() {}

    package mutating func update(_ piece: UnsafeRawBufferPointer) { hasher.update(bufferPointer: piece) }

    package func finalize() -> ContentHash {
        // A digest is always 32 bytes, so this cannot be nil.
        ContentHash(bytes: Array(hasher.finalize())) ?? ContentHash(of: [])
    }
}
