import Crypto
package import Foundation

/// What a thing in a study is known by, in every copy of the study: a uuid made from its content when it was born.
///
/// Two coders who import the same file hold the same source under the same id, and a study built anew from the same files
/// has the same ids. Later edits, merges and re-anchoring never change one. The type parameter keeps a code's id from
/// being taken for a source's.
package struct Identifier<Entity>: Hashable, Sendable {
    package let uuid: UUID

    package init(_ uuid: UUID) { self.uuid = uuid }

    /// The uuid of version 5 (RFC 9562, section 5.5) over `parts`, which are set apart by a zero byte each.
    ///
    /// `kind` is the word for the sort of thing, so that a code and a case of the same name differ.
    package init(of kind: String, _ parts: String...) {
        self.init(of: kind, parts: parts)
    }

    package init(of kind: String, parts: [String]) {
        var content = ankerpunktNamespace
        content.append(contentsOf: kind.utf8)
        for part in parts {
            content.append(0)
            content.append(contentsOf: part.utf8)
        }
        var hasher = Insecure.SHA1()
        content.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        self.uuid = UUID(version: 5, digest: hasher.finalize())
    }

    /// The 16 bytes, in the order in which a uuid is written.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: uuid.uuid) { Array($0) }
    }

    /// Nil unless there are 16 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        // Not `UUID()`, which would ask the system for random bytes first.
        var value = UUID.zero
        withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes) }
        uuid = UUID(uuid: value)
    }

    /// Reads what `description` writes; nil where it is anything else.
    package init?(parsing text: String) {
        guard let uuid = UUID(uuidString: text) else { return nil }
        self.uuid = uuid
    }

    /// The first 12 hexadecimal digits, as node and edge ids carry them.
    package var shortDigits: String {
        bytes.prefix(6).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
}

extension Identifier: CustomStringConvertible {
    /// 36 lower-case characters.
    package var description: String {
        // Not `uuidString.lowercased()`, which takes many times as long where ids are written by the hundred thousand.
        withUnsafeBytes(of: uuid.uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { target in
                var place = 0
                for number in 0..<16 {
                    if number == 4 || number == 6 || number == 8 || number == 10 {
                        target[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    target[place] = Self.digit(bytes[number] >> 4)
                    target[place + 1] = Self.digit(bytes[number] & 0x0F)
                    place += 2
                }
                return place
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension Identifier: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

/// The namespace of every id of a study: the version 5 uuid of the DNS name `ankerpunkt.study`.
private let ankerpunktNamespace: [UInt8] = {
    // The DNS namespace of RFC 9562, section 6.6.
    let dns: [UInt8] = [
        0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
    ]
    var hasher = Insecure.SHA1()
    hasher.update(data: dns)
    hasher.update(data: Array("ankerpunkt.study".utf8))
    return withUnsafeBytes(of: UUID(version: 5, digest: hasher.finalize()).uuid) { Array($0) }
}()

extension UUID {
    fileprivate static var zero: uuid_t { (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) }

    fileprivate init(version: UInt8, digest: Insecure.SHA1.Digest) {
        var value = UUID.zero
        withUnsafeMutableBytes(of: &value) { target in
            for (index, byte) in digest.prefix(16).enumerated() { target[index] = byte }
            target[6] = target[6] & 0x0F | version << 4
            target[8] = target[8] & 0x3F | 0x80
        }
        self = UUID(uuid: value)
    }
}
