import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct StudyFileTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    @Test func aNewStudyIsOneFileThatOnlyItsOwnerReads() throws {
        try folder.emptyStudy().close()
        #expect(try folder.files == ["studie.anker"])
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("studie.anker"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    /// SQLite, "Database File Format", section 1.3: version at offset 60, application id at offset 68, both big-endian.
    @Test func bearsItsApplicationIdAndVersion() throws {
        try folder.emptyStudy().close()
        let header = [UInt8](try folder.bytes("studie.anker").prefix(100))
        #expect(header.starts(with: "SQLite format 3\0".utf8))
        #expect(Array(header[68..<72]) == [0x41, 0x6E, 0x6B, 0x72])
        #expect(Array(header[60..<64]) == [0, 0, 0, 3])
    }

    @Test func knowsItsNameAndLanguage() throws {
        let study = try folder.emptyStudy()
        let title = try study.title()
        #expect(title.name == "Ostharz")
        #expect(title.language == "de")
        #expect(try study.rows("SELECT created FROM study")[0][0] == "2025-06-15T12:00:00Z")
    }

    @Test func neverOverwritesAFile() throws {
        try Data("meins".utf8).write(to: folder.url.appending(path: "studie.anker"))
        #expect(throws: exists) { try folder.emptyStudy() }
        #expect(try folder.bytes("studie.anker") == Data("meins".utf8))
        #expect(try folder.files == ["studie.anker"])
        try FileManager.default.createSymbolicLink(atPath: folder.path("b.anker"), withDestinationPath: "nirgends")
        #expect(throws: exists) { try folder.emptyStudy("b.anker") }
    }

    @Test func aStudyInAFolderThatIsNotThereIsNotMade() throws {
        let error = StudyError(
            "cannot be made: no such file or directory", remedy: "check the folder, its permissions and the room on the disk")
        #expect(throws: error) { try folder.emptyStudy("x/studie.anker") }
        #expect(try folder.files.isEmpty)
    }

    @Test func changesComeHomeIntoTheOneFile() throws {
        let study = try folder.filledStudy()
        try study.close()
        #expect(try folder.files == ["studie.anker"])
        let again = try Study.open(folder.path("studie.anker"))
        #expect(try again.count("coding") == 6)
        try again.close()
        #expect(try folder.files == ["studie.anker"])
    }

    @Test func isSoundAfterEverySortOfChange() throws {
        let study = try folder.filledStudy()
        #expect(try study.rows("PRAGMA foreign_key_check").isEmpty)
        #expect(try study.strings("PRAGMA integrity_check") == ["ok"])
        try study.execute("INSERT INTO fulltext(fulltext) VALUES ('integrity-check')")
    }

    @Test func isReadWhileAnotherConnectionHasItOpen() throws {
        let study = try folder.filledStudy()
        let other = try Study.open(folder.path("studie.anker"))
        #expect(try other.codings().count == 6)
        try study.code([Sample.range(0, 3)])
        #expect(try other.codings().count == 7)
        try other.close()
        try study.close()
        #expect(try folder.files == ["studie.anker"])
    }

    private let exists = StudyError(
        "a file of this name is already there", remedy: "choose another name, or remove that file first")
}

struct StudyRefusalTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    /// Writes `content` as a file, and expects that it is refused and left as it was.
    private func expectRefusal(of content: Data, _ error: StudyError, location: SourceLocation = #_sourceLocation) throws {
        try content.write(to: folder.url.appending(path: "x.anker"))
        #expect(throws: error, sourceLocation: location) { try Study.open(folder.path("x.anker")) }
        #expect(try folder.bytes("x.anker") == content, sourceLocation: location)
        #expect(try folder.files.filter { $0.hasPrefix("x.anker") } == ["x.anker"], sourceLocation: location)
    }

    /// A study file with other bytes at `offset`.
    private func study(_ bytes: [UInt8] = [], at offset: Int = 0) throws -> Data {
        try folder.emptyStudy().close()
        var content = try folder.bytes("studie.anker")
        content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        return content
    }

    @Test func refusesAFileThatIsNotThere() throws {
        let error = StudyError("no such file", remedy: "make one with 'anker init', or name another with --study")
        #expect(throws: error) { try Study.open(folder.path("x.anker")) }
        #expect(try folder.files.isEmpty)
    }

    @Test func refusesAFolder() throws {
        let error = StudyError("is a directory, not a study file", remedy: "name the .anker file in it")
        #expect(throws: error) { try Study.open(folder.url.path) }
    }

    @Test func refusesAPipeWithoutWaitingForIt() throws {
        #expect(mkfifo(folder.path("x.anker"), 0o600) == 0)
        #expect(throws: foreign) { try Study.open(folder.path("x.anker")) }
    }

    @Test func refusesAnEmptyFile() throws {
        try expectRefusal(
            of: Data(),
            StudyError("is empty, and so no study file", remedy: "make a new study with 'anker init' under another name"))
    }

    @Test func refusesAText() throws {
        try expectRefusal(of: Data("I: Guten Tag.\n".utf8), foreign)
    }

    @Test func refusesAFileThatEndsWithinItsHeader() throws {
        try expectRefusal(of: try study().prefix(40), damaged("it ends within its header"))
    }

    @Test func refusesAFileThatIsOnlyAHeader() throws {
        try expectRefusal(of: try study().prefix(100), damaged("SQLite cannot read it"))
    }

    @Test func refusesTheDatabaseOfAnotherProgram() throws {
        let database = try DatabaseQueue(path: folder.path("fremd.db"))
        try database.write { try $0.execute(sql: "CREATE TABLE t(a)") }
        try database.close()
        try expectRefusal(of: try folder.bytes("fremd.db"), foreign)
    }

    @Test func refusesADatabaseOfTaguette() throws {
        // `Tgtt`.
        try expectRefusal(
            of: try study([0x54, 0x67, 0x74, 0x74], at: 68),
            StudyError("is a Taguette database, not a study file", remedy: "name another file with --study"))
    }

    @Test func refusesAStudyOfANewerVersion() throws {
        try expectRefusal(
            of: try study([0, 0, 0, 99], at: 60),
            StudyError(
                "was written by a newer version of Ankerpunkt (schema 99; this one knows 3)",
                remedy: "update Ankerpunkt; the file was left untouched"))
    }

    @Test(arguments: [([UInt8(0xFF), 0xFF, 0xFF, 0xFF], -1), ([0, 0, 0, 0], 0)])
    func refusesAVersionThatNeverWas(bytes: [UInt8], version: Int) throws {
        try expectRefusal(of: try study(bytes, at: 60), damaged("its version is \(version)"))
    }

    private let foreign = StudyError(
        "is not a study file of Ankerpunkt", remedy: "import it with 'anker import', or name another file with --study")

    private func damaged(_ what: String) -> StudyError {
        StudyError("is damaged: \(what)", remedy: "restore the newest backup or copy of the file; this one was left untouched")
    }
}
