import Foundation
import Testing

@testable import FileFormats

struct ZipArchiveTests {
    @Test func readsMembersByNameWithoutRegardToCase() throws {
        let files = try SheetFiles()
        let archive = try ZipArchive(path: files.zip(["Project.qde": "<a/>", "b.txt": "b"]))
        #expect(archive.names == ["Project.qde", "b.txt"])
        #expect(try archive.read("project.qde") == Array("<a/>".utf8))
        #expect(throws: FormatError.noMember("c.txt")) { try archive.read("c.txt") }
    }

    @Test func noticesAChangedByte() throws {
        let files = try SheetFiles()
        let text = (0..<500).map { "Zeile \($0 * 7919 % 1000)" }.joined(separator: "\n")
        let path = try files.zip(["a.txt": text])
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        bytes[bytes.count / 3] ^= 0x10
        let damaged = try files.write(bytes, as: "damaged.zip")
        let error = #expect(throws: FormatError.self) { try ZipArchive(path: damaged).read("a.txt") }
        #expect(error?.problem == "is damaged: its bytes do not match their size or check sum")
        #expect(error?.member == "a.txt")
    }

    @Test func refusesACutArchive() throws {
        let files = try SheetFiles()
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: files.zip(["a.txt": "a"]))))
        let cut = try files.write(Array(bytes.dropLast(10)), as: "cut.zip")
        let error = #expect(throws: FormatError.self) { try ZipArchive(path: cut) }
        #expect(error?.problem == "is not a zip archive, or its end is missing")
    }

    @Test func stopsWhereAMemberGrowsBeyondItsPackedSize() throws {
        let files = try SheetFiles()
        var limits = InputLimits()
        limits.ratioFloor = 1000
        let path = try files.zip(["a.txt": String(repeating: " ", count: 1_000_000)])
        let error = #expect(throws: FormatError.self) { try ZipArchive(path: path, limits: limits).read("a.txt") }
        #expect(error?.problem.hasPrefix("unpacks to more than ") == true)
    }

    @Test func refusesAMemberThatClaimsMoreThanTheLimitBeforeUnpackingIt() throws {
        let files = try SheetFiles()
        var limits = InputLimits()
        limits.ratioFloor = 1000
        let archive = try ZipArchive(path: files.zip(["a.txt": String(repeating: " ", count: 1_000_000)]), limits: limits)
        let error = #expect(throws: FormatError.self) { try archive.open("a.txt") }
        #expect(error?.problem.hasPrefix("unpacks to more than ") == true)
        #expect(error?.member == "a.txt")
    }

    @Test func refusesMoreMembersThanTheLimit() throws {
        let files = try SheetFiles()
        var limits = InputLimits()
        limits.archiveMembers = 1
        let path = try files.zip(["a": "a", "b": "b"])
        let error = #expect(throws: FormatError.self) { try ZipArchive(path: path, limits: limits) }
        #expect(error?.problem == "holds more than 1 members")
    }

    @Test func refusesTwoMembersOfOneName() throws {
        let files = try SheetFiles()
        let path = try files.zip(["a.txt": "1", "b.txt": "2"])
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let twins = Array("b.txt".utf8)
        var changed = bytes
        for start in bytes.indices where bytes[start...].starts(with: twins) { changed[start] = UInt8(ascii: "a") }
        let error = #expect(throws: FormatError.self) { try ZipArchive(path: files.write(changed, as: "twins.zip")) }
        #expect(error?.problem == "holds two members of the same name, so that it is not clear which one is meant")
    }
}
