/// The files that the bytes of one input stand for.
///
/// An input of a plain target is one file as it is, or several that are handed over together, each `\u{1}NAME\n` and its
/// bytes. In one of parts, a file is a zip archive where it has members, each `\u{2}NAME\n` and its bytes; what is missing is
/// put in, see `Outline`, and XML is mended: the archive is valid and the XML well-formed, so that what is fuzzed is the
/// reader behind them.
struct FuzzInput {
    struct File {
        var name: String
        var bytes: [UInt8]
    }

    static let fileMark: UInt8 = 1
    static let memberMark: UInt8 = 2

    let files: [File]

    /// - Parameters:
    ///   - name: what a file is called that has no name of its own.
    ///   - outline: nil for an input of a plain target.
    init(_ bytes: UnsafeBufferPointer<UInt8>, name: String, outline: Outline?) {
        let given =
            bytes.first == Self.fileMark
            ? Self.parts(of: bytes[...], at: Self.fileMark) : [File(name: name, bytes: Array(bytes))]
        files = outline.map { given.map($0.completed) } ?? given
    }

    /// The members that stand in `bytes`; what stands before the first one is a member of the name `main`.
    static func members(in bytes: [UInt8], main: String) -> [File] {
        let given = bytes.first == memberMark ? bytes : [memberMark] + Array("\(main)\n".utf8) + bytes
        return given.withUnsafeBufferPointer { parts(of: $0[...], at: memberMark) }
    }

    /// The bytes of an input that stands for these parts.
    static func joined(_ parts: [File], by mark: UInt8) -> [UInt8] {
        parts.flatMap { [mark] + Array($0.name.utf8) + [UInt8(ascii: "\n")] + $0.bytes }
    }

    private static func parts(of bytes: Slice<UnsafeBufferPointer<UInt8>>, at mark: UInt8) -> [File] {
        var parts: [File] = []
        for part in bytes.split(separator: mark).prefix(64) {
            let end = part.prefix(200).firstIndex(of: UInt8(ascii: "\n")) ?? part.startIndex
            let name = String(decoding: part[..<end], as: UTF8.self)
            // The same name twice is refused at the door.
            guard !parts.contains(where: { $0.name == name }) else { continue }
            parts.append(File(name: name, bytes: Array(part[end...].dropFirst())))
        }
        return parts
    }
}

/// A zip archive whose members are stored as they are. Source of the format: PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12
/// and 4.3.16.
struct StoredZip {
    private(set) var bytes: [UInt8] = []

    init(_ members: [FuzzInput.File]) {
        var directory: [UInt8] = []
        for member in members {
            let name = Array(member.name.utf8)
            let start = bytes.count
            var common: [UInt8] = []
            common.add(20, 2)
            common.add(0, 8)
            common.add(CRC32.of(member.bytes), 4)
            common.add(member.bytes.count, 4)
            common.add(member.bytes.count, 4)
            common.add(name.count, 2)
            directory.add(0x0201_4B50, 4)
            directory.add(20, 2)
            directory += common
            directory.add(0, 12)
            directory.add(start, 4)
            directory += name
            bytes.add(0x0403_4B50, 4)
            bytes += common
            bytes.add(0, 2)
            bytes += name
            bytes += member.bytes
        }
        let start = bytes.count
        bytes += directory
        bytes.add(0x0605_4B50, 4)
        bytes.add(0, 4)
        bytes.add(members.count, 2)
        bytes.add(members.count, 2)
        bytes.add(directory.count, 4)
        bytes.add(start, 4)
        bytes.add(0, 2)
    }
}

private enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }

    static func of(_ bytes: [UInt8]) -> Int {
        Int(bytes.reduce(0xFFFF_FFFF as UInt32) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] } ^ 0xFFFF_FFFF)
    }
}

extension [UInt8] {
    /// Adds the lowest `count` bytes of `value`, the lowest first.
    fileprivate mutating func add(_ value: Int, _ count: Int) {
        for index in 0..<count { append(index < 8 ? UInt8(truncatingIfNeeded: value >> (index * 8)) : 0) }
    }
}
