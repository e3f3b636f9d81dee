import DatabaseSupport
import FileFormats
import Foundation
import StudyModel
import Testing

@testable import Importers

struct ProjectFolderTests {
    private static let qualCoder = """
        CREATE TABLE source (id integer primary key, name text, fulltext text);
        CREATE TABLE code_name (cid integer primary key, name text);
        CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer);
        """

    @Test func isReadByItsDatabaseAndNothingElseInItIs() throws {
        let database = TestDatabase(Self.qualCoder, name: "data.qda")
        for name in ["documents/ana.txt", "notizen.txt"] {
            try FileManager.default.createDirectory(
                atPath: database.folder + "/documents", withIntermediateDirectories: true)
            try Data("Ana: Ja.".utf8).write(to: URL(fileURLWithPath: database.folder + "/" + name))
        }
        let folder = database.folder
        #expect(ProjectFolder.file(in: folder)?.path == folder + "/data.qda")
        let others = ["/x/a.txt", "/x/settings.yaml", folder + "-anders/b.txt"]
        #expect(
            ProjectFolder.withoutParts(others + [folder + "/data.qda", folder + "/documents/ana.txt", folder + "/notizen.txt"])
                == others + [folder + "/data.qda"])
    }

    @Test func isNoneForAFileOfThatNameThatIsNoProject() throws {
        let database = TestDatabase("CREATE TABLE a (b);", name: "data.qda")
        #expect(ProjectFolder.file(in: database.folder) == nil)
        #expect(ProjectFolder.withoutParts([database.path, database.folder + "/a.txt"]).count == 2)
    }
}

struct FileDoubtTests {
    private static func doubt(_ database: TestDatabase) throws -> FileDoubt? {
        FileDoubt.about(InputFile(path: database.path), head: try FileByteSource(path: database.path).readHead(4096))
    }

    @Test func saysOfALockedProjectToExportIt() throws {
        let doubt = try Self.doubt(
            TestDatabase("CREATE TABLE Codewords (a); CREATE TABLE Codings (a); CREATE TABLE Texts (a);", name: "x.db"))
        #expect(doubt?.message.text == "is a project in MAXQDA's own form, which only that reads")
        #expect(doubt?.remedy == "export it there as a REFI-QDA project (.qdpx), and import that")
        #expect(
            FileDoubt.about(InputFile(path: "a.nvpx"), head: [0])?.message.text
                == "is a project in NVivo's own form, which only that reads")
    }

    @Test func saysOfAnotherDatabaseThatNobodyReadsIt() throws {
        let doubt = try Self.doubt(TestDatabase("CREATE TABLE a (b);"))
        #expect(doubt?.message.text == "is an SQLite database of no program whose projects are read")
        #expect(FileDoubt.about(InputFile(path: "a.bin"), head: [0, 1, 2]) == nil)
    }
}
