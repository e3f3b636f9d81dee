import Foundation
import Testing

@testable import FileFormats

struct ZipWriterTests {
    private let files: SheetFiles

    init() throws { files = try SheetFiles() }

    private func archive(_ members: [(name: String, pieces: [[UInt8]])], level: Int32 = 6) throws -> [UInt8] {
        var (writer, bytes) = (ZipWriter(), [UInt8]())
        for (name, pieces) in members {
            let member = try ZipMember(name, level: level)
            for piece in pieces { try member.append(piece) }
            try writer.add(member) { bytes += $0 }
        }
        try writer.finish { bytes += $0 }
        return bytes
    }

    @Test(arguments: [1, 6, 9] as [Int32])
    func whatIsWrittenIsReadBack(level: Int32) throws {
        let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }
        let bytes = try archive(
            [
                ("sources/ä.txt", [Array("Die ".utf8), [], Array("Straße 👍🏽\n".utf8)]), ("empty.txt", []),
                ("long.bin", stride(from: 0, to: long.count, by: 777).map { Array(long[$0..<min($0 + 777, long.count)]) }),
            ], level: level)
        let zip = try ZipArchive(path: files.write(bytes, as: "a.zip"))
        #expect(zip.names == ["sources/ä.txt", "empty.txt", "long.bin"])
        #expect(try zip.read("sources/ä.txt") == Array("Die Straße 👍🏽\n".utf8))
        #expect(try zip.read("empty.txt") == [])
        #expect(try zip.read("long.bin") == long)
    }

    @Test func theSameContentGivesTheSameBytesHoweverItArrives() throws {
        let text = Array(String(repeating: "Der Dorfplatz lebt.\n", count: 5_000).utf8)
        let whole = try archive([("a.txt", [text])])
        #expect(try archive([("a.txt", text.split(separator: 10).map { $0 + [10] })]) == whole)
        // The first day of the format, and no time.
        #expect(Array(whole[10..<14]) == [0, 0, 0x21, 0])
    }

    @Test func moreMembersThanTheOldFormatCountsAreReadBack() throws {
        let members = (0..<66_000).map { ("\($0)", [[UInt8(truncatingIfNeeded: $0)]]) }
        var limits = InputLimits()
        limits.archiveMembers = 70_000
        let zip = try ZipArchive(path: files.write(try archive(members), as: "many.zip"), limits: limits)
        #expect(zip.names.count == 66_000)
        #expect(try zip.read("65999") == [UInt8(truncatingIfNeeded: 65_999)])
    }
}
