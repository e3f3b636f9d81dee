/// A zip archive whose members are stored as they are. Source of the format: PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12
/// and 4.3.16.
func storedZip(_ members: [(name: String, text: String)]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
        let name = Array(member.name.utf8)
        let content = Array(member.text.utf8)
        let common =
            littleEndian(20, 2) + littleEndian(0, 8) + littleEndian(crc32(content), 4) + littleEndian(content.count, 4)
            + littleEndian(content.count, 4) + littleEndian(name.count, 2)
        directory += littleEndian(0x0201_4B50, 4) + littleEndian(20, 2) + common + littleEndian(0, 12)
        directory += littleEndian(archive.count, 4) + name
        archive += littleEndian(0x0403_4B50, 4) + common + littleEndian(0, 2) + name + content
    }
    let end =
        littleEndian(0x0605_4B50, 4) + littleEndian(0, 4) + littleEndian(members.count, 2) + littleEndian(members.count, 2)
        + littleEndian(directory.count, 4) + littleEndian(archive.count, 4) + littleEndian(0, 2)
    return archive + directory + end
}

private func littleEndian(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
}

private func crc32(_ bytes: [UInt8]) -> Int {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return Int(crc ^ 0xFFFF_FFFF)
}
