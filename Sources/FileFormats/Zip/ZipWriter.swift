/// Writes a zip archive member by member; only what is packed of one member is held in memory.
///
/// Members have no time (the first day that the format knows, 1 January 1980) and no owner, so the same content gives the same bytes. Sizes and check sums
/// stand before each member, which every reader takes. Source: PKWARE, APPNOTE.TXT 6.3.10; sections 4.3.14 and 4.3.15 (Zip64) where
/// there are 65,535 members or 4 GiB, or more.
package struct ZipWriter {
    private var directory: [UInt8] = []
    private var count = 0
    private var offset = 0

    package init() {}

    /// Ends a member and writes it.
    package mutating func add(_ member: ZipMember, to sink: ByteSink) throws {
        try member.finish()
        guard member.size < Self.limit, member.packed.count < Self.limit else { throw FormatError.tooLargeMember(member.name) }
        let name = Array(member.name.utf8)
        let isFar = offset >= Self.limit
        var common: [UInt8] = []
        common.append16(isFar ? 45 : 20)
        // Names are UTF-8.
        common.append16(1 << 11)
        // Deflated.
        common.append16(8)
        common.append16(0)
        common.append16(1 << 5 | 1)
        common.append32(Int(member.checkSum))
        common.append32(member.packed.count)
        common.append32(member.size)
        common.append16(name.count)
        var header: [UInt8] = []
        header.append32(0x0403_4B50)
        header += common
        header.append16(0)
        header += name
        directory.append32(0x0201_4B50)
        // Made on Unix, where the rights of a file are kept with it.
        directory.append16(3 << 8 | 45)
        directory += common
        directory.append16(isFar ? 12 : 0)
        directory.append16(0)
        directory.append16(0)
        directory.append16(0)
        directory.append32(0o100644 << 16)
        directory.append32(min(offset, Self.limit))
        directory += name
        if isFar {
            directory.append16(1)
            directory.append16(8)
            directory.append64(offset)
        }
        try sink(header)
        try sink(member.packed)
        offset += header.count + member.packed.count
        count += 1
    }

    /// Writes the directory, behind which nothing may come.
    package mutating func finish(to sink: ByteSink) throws {
        var end: [UInt8] = []
        if count >= 0xFFFF || offset >= Self.limit || directory.count >= Self.limit {
            end.append32(0x0606_4B50)
            end.append64(44)
            end.append16(3 << 8 | 45)
            end.append16(45)
            end.append32(0)
            end.append32(0)
            end.append64(count)
            end.append64(count)
            end.append64(directory.count)
            end.append64(offset)
            end.append32(0x0706_4B50)
            end.append32(0)
            end.append64(offset + directory.count)
            end.append32(1)
        }
        end.append32(0x0605_4B50)
        end.append16(0)
        end.append16(0)
        end.append16(min(count, 0xFFFF))
        end.append16(min(count, 0xFFFF))
        end.append32(min(directory.count, Self.limit))
        end.append32(min(offset, Self.limit))
        end.append16(0)
        try sink(directory)
        try sink(end)
    }

    /// What stands for a number that does not fit into 32 bits.
    private static let limit = 0xFFFF_FFFF
}

extension [UInt8] {
    /// Numbers are little-endian.
    fileprivate mutating func append16(_ value: Int) { append(UInt16(value)) }
    fileprivate mutating func append32(_ value: Int) { append(UInt32(value)) }
    fileprivate mutating func append64(_ value: Int) { append(UInt64(value)) }

    private mutating func append(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}

extension FormatError {
    fileprivate static func tooLargeMember(_ name: String) -> FormatError {
        FormatError("would have a member of more than 4 GiB", remedy: "export a part of it", member: name)
    }
}
