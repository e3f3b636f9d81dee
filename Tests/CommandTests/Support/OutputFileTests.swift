import Foundation
import StudyModel
import Testing

@testable import Commands

struct OutputFileTests {
    private struct Broken: Error {}
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func writesAFileAndReplacesIt() throws {
        try OutputFile.write(folder.path("a.csv"), bytes: Array("one".utf8))
        try OutputFile.write(folder.path("a.csv"), bytes: Array("two".utf8))
        #expect(try folder.text(of: "a.csv") == "two")
        #expect(try folder.names == ["a.csv"])
    }

    @Test func aWriterThatFailsLeavesTheOldFileAndNoStump() throws {
        try folder.write("old", to: "a.csv")
        #expect(throws: Broken.self) {
            try OutputFile.write(folder.path("a.csv")) { sink in
                try Array("half of the new".utf8).withUnsafeBytes { try sink($0) }
                throw Broken()
            }
        }
        #expect(try folder.text(of: "a.csv") == "old")
        #expect(try folder.names == ["a.csv"])
    }

    @Test func aNewFileThatFailsIsNotThere() throws {
        #expect(throws: Broken.self) { try OutputFile.write(folder.path("a.csv")) { _ in throw Broken() } }
        #expect(try folder.names.isEmpty)
    }

    @Test func aLinkStaysALink() throws {
        try folder.write("old", to: "real.csv")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "real.csv")
        try OutputFile.write(folder.path("link.csv"), bytes: Array("new".utf8))
        #expect(try folder.text(of: "real.csv") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.csv")) == "real.csv")
    }

    @Test func aDeviceIsWrittenToAndNotReplaced() throws {
        try OutputFile.write("/dev/null", bytes: [1])
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }

    /// The memory disk that Linux has, and a folder on another one.
    private static let isOnAnotherDisk: Bool = {
        var (memory, temporary) = (stat(), stat())
        return stat("/dev/shm", &memory) == 0 && access("/dev/shm", W_OK) == 0
            && stat(NSTemporaryDirectory(), &temporary) == 0 && memory.st_dev != temporary.st_dev
    }()

    @Test(.enabled(if: isOnAnotherDisk, "temporary files lie in memory, or there is no other disk"))
    func aFileComesFromAnotherDiskWithItsRights() throws {
        let far = "/dev/shm/anker-test-\(UUID().uuidString)"
        defer { unlink(far) }
        let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(FileManager.default.createFile(atPath: far, contents: Data(bytes), attributes: [.posixPermissions: 0o640]))
        try folder.write("old", to: "a.anker")
        try OutputFile.move(far, to: folder.path("a.anker"), shownAs: "a.anker")
        #expect(FileManager.default.contents(atPath: folder.path("a.anker")) == Data(bytes))
        let rights = try FileManager.default.attributesOfItem(atPath: folder.path("a.anker"))[.posixPermissions] as? Int
        #expect(rights == 0o640)
        #expect(!FileManager.default.fileExists(atPath: far))
        #expect(try folder.names == ["a.anker"])
    }

    @Test func aFileThatCannotBeMovedStaysAndSoDoesTheOldOne() throws {
        try folder.write("old", to: "a.anker")
        let refusal = try #require(throws: Refusal.self) {
            try OutputFile.move(folder.path("b.anker"), to: folder.path("a.anker"), shownAs: "a.anker")
        }
        #expect(refusal.diagnostic.place.file == "a.anker")
        #expect(try folder.text(of: "a.anker") == "old")
    }

    @Test func aFolderIsRefused() throws {
        let refusal = try #require(throws: Refusal.self) { try OutputFile.write(folder.url.path, bytes: []) }
        #expect(refusal.diagnostic.message.text == "is a directory")
    }

    @Test func aFolderThatIsNotThereIsRefused() throws {
        let refusal = try #require(throws: Refusal.self) { try OutputFile.write(folder.path("b/a.csv"), bytes: []) }
        #expect(refusal.diagnostic.message.text == "no such file or directory")
        #expect(refusal.diagnostic.place.file == folder.path("b/a.csv"))
    }
}
