import DatabaseSupport
import FileFormats
import Foundation
import StudyModel
import Testing

@testable import Importers

struct QCFormatTests {
    /// Tomorrow, and tomorrow: the text, the codebook and the database of a project, in a folder of its own.
    private static func project(settings: String = settings, extra: String = "", texts: [String: String] = texts)
        throws -> TestDatabase
    {
        let database = TestDatabase(schema + extra, name: "qualitative_coding.sqlite3")
        for folder in ["corpus/erste", "memos"] {
            try FileManager.default.createDirectory(
                atPath: database.folder + "/" + folder, withIntermediateDirectories: true)
        }
        let files = [
            "settings.yaml": settings,
            "codebook.yaml": "- handlung:\n  - gehen\n  - stehen:\n    - warten\n- ort:\n  - gehen\n",
            "memos/2025-03-01-14-05_mi_ra_erste_idee.md": "# Erste Idee\n\nmi_ra 2025-03-01 14:05\n\nEs wird.\n",
            "memos/notiz.md": "ohne Namen",
        ]
        for (name, text) in files.merging(texts, uniquingKeysWith: { _, new in new }) {
            try Data(text.utf8).write(to: URL(fileURLWithPath: database.folder + "/" + name))
        }
        return database
    }

    private static let settings =
        "codebook: codebook.yaml\ncorpus_dir: corpus\ndatabase: qualitative_coding.sqlite3\nmemos_dir: memos\nqc_version: 1.7.6\n"
    private static let texts = ["corpus/erste/ana.txt": "Ana geht.\r\n\r\nAna 👍 wartet."]
    private static let schema = """
        CREATE TABLE document (file_path VARCHAR PRIMARY KEY, file_hash VARCHAR);
        CREATE TABLE document_index (id INTEGER PRIMARY KEY, name VARCHAR, time_series BOOLEAN, document_id VARCHAR);
        CREATE TABLE location (id INTEGER PRIMARY KEY, start_line INTEGER, end_line INTEGER, document_index_id VARCHAR);
        CREATE TABLE code (name VARCHAR PRIMARY KEY);
        CREATE TABLE coder (name VARCHAR PRIMARY KEY);
        CREATE TABLE coded_line (id INTEGER PRIMARY KEY, line INTEGER, coder_id VARCHAR, code_id VARCHAR);
        CREATE TABLE coded_line_location_association (coded_line_id INTEGER, location_id INTEGER);
        INSERT INTO document VALUES ('erste/ana.txt', 'x');
        INSERT INTO document_index VALUES (1, 'paragraphs', 0, 'erste/ana.txt');
        INSERT INTO location VALUES (1, 0, 2, '1'), (2, 2, 3, '1');
        INSERT INTO coder VALUES ('mi_ra'), ('kai');
        INSERT INTO code VALUES ('gehen'), ('warten'), ('neu');
        INSERT INTO coded_line VALUES (1, 0, 'mi_ra', 'gehen'), (2, 2, 'kai', 'warten'), (3, 2, 'kai', 'neu'), (4, 1, 'kai', 'gehen');
        INSERT INTO coded_line_location_association VALUES (1, 1), (2, 2), (3, 2), (4, 1);
        """

    private static func read(_ database: TestDatabase, _ name: String = "settings.yaml", skips: Bool = false) throws
        -> ProjectCollector
    {
        let file = InputFile(path: database.folder + "/" + name)
        let format = QCFormat()
        #expect(format.recognizes(file, head: try FileByteSource(path: file.path).readHead(4096)))
        return try ProjectCollector(file, as: format, skips: skips)
    }

    private static func message(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Refusal)?.diagnostic.message.text ?? "\(error)"
        }
    }

    @Test(arguments: ["settings.yaml", "qualitative_coding.sqlite3"])
    func readsCodedLinesWithoutTheirEnds(name: String) throws {
        let database = try Self.project()
        let project = try Self.read(database, name)
        #expect(
            project.codings == [
                "erste/ana.txt 0..<9 \"Ana geht.\" gehen mi_ra -", "erste/ana.txt 11..<24 \"Ana 👍 wartet.\" warten kai -",
                "erste/ana.txt 11..<24 \"Ana 👍 wartet.\" neu kai -",
            ])
        #expect(project.codes == ["handlung", "handlung/gehen", "handlung/stehen", "handlung/stehen/warten", "ort", "neu"])
        #expect(
            project.tail.leftOut == ["coding of an empty line": 1, "further place of a code in the codebook": 1])
        #expect(project.head.program == "qc 1.7.6")
        #expect(project.head.coders.map(\.name) == ["mi_ra", "kai"])
    }

    @Test func readsMemosByTheNamesOfTheirFiles() throws {
        let database = try Self.project()
        let project = try Self.read(database)
        #expect(project.memos.map(\.title) == ["Erste Idee", ""])
        #expect(project.memos.map(\.text) == ["mi_ra 2025-03-01 14:05\n\nEs wird.", "ohne Namen"])
        #expect(project.memos.map(\.coder) == [0, nil])
        #expect(project.memos.map(\.time) == ["2025-03-01T14:05:00Z", nil])
    }

    @Test func refusesALineThatTheTextDoesNotHaveUnlessItIsToBeLeftOut() throws {
        let database = try Self.project(extra: "UPDATE coded_line SET line = 40 WHERE id = 1;")
        #expect(
            Self.message { _ = try Self.read(database) } == "line 41 of 'erste/ana.txt' is coded, but the text has 3 lines")
        #expect(try Self.read(database, skips: true).tail.leftOut["coding of a line that is not there"] == 1)
    }

    @Test(arguments: ["", " \r\n\t\n"])
    func aTextWithoutWordsStaysBehind(text: String) throws {
        let extra = "INSERT INTO document VALUES ('leer.txt', 'x');"
        let texts = Self.texts.merging(["corpus/leer.txt": text]) { $1 }
        let project = try Self.project(extra: extra, texts: texts)
        let read = try Self.read(project)
        #expect(read.sources.map(\.name) == ["erste/ana.txt"])
        #expect(read.tail.leftOut["text without words"] == 1)
        let empty = try Self.project(texts: ["corpus/erste/ana.txt": text])
        #expect(try Self.read(empty).tail.leftOut["coding on a text that is not there"] == 4)
    }

    @Test func refusesTheGreatestLineOfAll() throws {
        let database = try Self.project(extra: "UPDATE coded_line SET line = 9223372036854775807 WHERE id = 1;")
        #expect(
            Self.message { _ = try Self.read(database) }
                == "line 9223372036854775807 of 'erste/ana.txt' is coded, but the text has 3 lines")
    }

    @Test func opensNothingOutsideOfTheProject() throws {
        let database = try Self.project(settings: Self.settings.replacing("corpus_dir: corpus", with: "corpus_dir: ../.."))
        #expect(
            Self.message { _ = try Self.read(database) }
                == "'../..', its 'corpus_dir', is not there, or not in the folder of the project")
        let other = try Self.project(extra: "UPDATE document SET file_path = '../settings.yaml';")
        #expect(try Self.read(other).tail.leftOut["text that is not there"] == nil)
        let linked = try Self.project(texts: [:])
        try FileManager.default.createSymbolicLink(
            atPath: linked.folder + "/corpus/erste/ana.txt", withDestinationPath: "/etc/passwd")
        let project = try Self.read(linked)
        #expect(project.sources.isEmpty)
        #expect(project.said == ["the text 'erste/ana.txt' is not in the folder of texts"])
    }

    /// Nobody may ever write into a pipe.
    @Test func opensRegularFilesOnly() throws {
        let piped = try Self.project(texts: [:])
        try #require(mkfifo(piped.folder + "/corpus/erste/ana.txt", 0o600) == 0)
        #expect(try Self.read(piped).said == ["the text 'erste/ana.txt' is not in the folder of texts"])
    }

    @Test func asksToUpgradeAProjectOfAnOldVersion() throws {
        let database = try Self.project(settings: "codes_dir: codes\ncorpus_dir: corpus\nmemos_dir: memos\n")
        #expect(Self.message { _ = try Self.read(database) } == "is a project of qc before version 1.0")
    }
}
