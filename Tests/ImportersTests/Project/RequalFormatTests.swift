import DatabaseSupport
import StudyModel
import Testing

@testable import Importers

struct RequalFormatTests {
    private static let schema = """
        CREATE TABLE projects (project_id INTEGER PRIMARY KEY AUTOINCREMENT, project_name TEXT, project_description TEXT);
        CREATE TABLE requal_version (project_id INTEGER, version TEXT);
        CREATE TABLE users (user_id INTEGER PRIMARY KEY, user_login TEXT UNIQUE, user_name TEXT, user_mail TEXT);
        CREATE TABLE documents (doc_id INTEGER PRIMARY KEY, project_id INTEGER, user_id INTEGER, doc_name TEXT,
          doc_description TEXT, doc_text TEXT);
        CREATE TABLE codes (project_id INTEGER, code_id INTEGER PRIMARY KEY, user_id INTEGER, code_name TEXT,
          code_description TEXT, code_color TEXT);
        CREATE TABLE categories (project_id INTEGER, category_id INTEGER PRIMARY KEY, user_id INTEGER, category_name TEXT,
          category_description TEXT);
        CREATE TABLE categories_codes_map (project_id INTEGER, category_id INTEGER, code_id INTEGER);
        CREATE TABLE cases (project_id INTEGER, case_id INTEGER PRIMARY KEY, case_name TEXT, case_description TEXT);
        CREATE TABLE cases_documents_map (project_id INTEGER, case_id INTEGER, doc_id INTEGER);
        CREATE TABLE segments (project_id INTEGER, user_id INTEGER, doc_id INTEGER, code_id INTEGER,
          segment_id INTEGER PRIMARY KEY, segment_start INTEGER, segment_end INTEGER, segment_text TEXT);
        CREATE TABLE memos (project_id INTEGER, memo_id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT);
        CREATE TABLE attributes (attribute_id INTEGER PRIMARY KEY, attribute_name TEXT, attribute_object TEXT, attribute_type TEXT);
        CREATE TABLE attribute_values (attribute_value_id INTEGER PRIMARY KEY, attribute_id INTEGER, value TEXT);
        CREATE TABLE attributes_users_map (user_id INTEGER, attribute_id INTEGER, attribute_value_id INTEGER);
        CREATE TABLE attributes_cases_map (case_id INTEGER, attribute_id INTEGER, attribute_value_id INTEGER);
        CREATE TABLE memos_codes_map (memo_id INTEGER, code_id INTEGER);
        CREATE TABLE memos_documents_map (memo_id INTEGER, doc_id INTEGER, memo_start INTEGER, memo_end INTEGER);
        CREATE TABLE memos_segments_map (memo_id INTEGER, segment_id INTEGER);
        INSERT INTO projects (project_name, project_description) VALUES ('Läden', 'Worum es geht');
        INSERT INTO requal_version VALUES (1, '1.1.2');
        INSERT INTO users VALUES (1, 'mira', 'Mira W.', 'mira@example.org'), (2, 'kai', NULL, NULL);
        INSERT INTO documents VALUES (7, 1, 1, 'Ana', 'kurz', 'Das Café 👍 ist schön.');
        INSERT INTO codes VALUES (1, 1, 1, 'Ort', 'wo man ist', 'rgb(27,158,119)'), (1, 2, 1, 'Freude', '', '#D95F02');
        INSERT INTO categories VALUES (1, 1, 1, 'Alles', 'Dach'), (1, 2, 1, 'Anderes', NULL);
        INSERT INTO categories_codes_map VALUES (1, 1, 1), (1, 2, 1);
        INSERT INTO cases VALUES (1, 1, 'Haus', 'das erste');
        INSERT INTO cases_documents_map VALUES (1, 1, 7);
        INSERT INTO segments VALUES (1, 1, 7, 1, 1, 5, 10, 'Café 👍'), (1, 2, 7, 2, 2, 16, 20, 'schön'), (1, 1, 7, NULL, 3, 1, 3, 'Das');
        INSERT INTO memos VALUES (1, 1, 2, 'am Code'), (1, 2, 1, 'an der Stelle'), (1, 3, 1, 'an der Kodierung'),
          (1, 4, 1, 'am Projekt'), (1, 5, 1, 'am Text'), (1, 6, 1, 'an Worten');
        INSERT INTO memos_codes_map VALUES (1, 1);
        INSERT INTO memos_segments_map VALUES (2, 3), (3, 1);
        INSERT INTO memos_documents_map VALUES (5, 7, NULL, NULL), (6, 7, 12, 14);
        INSERT INTO attributes VALUES (1, 'Größe', 'case', 'categorical'), (2, 'Alter', 'user', 'categorical');
        INSERT INTO attribute_values VALUES (1, 1, 'klein'), (2, 2, 'jung');
        INSERT INTO attributes_cases_map VALUES (1, 1, 1);
        INSERT INTO attributes_users_map VALUES (1, 2, 2);
        """

    @Test func readsSegmentsFromOneAndWithTheirLastCharacter() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: RequalFormat())
        #expect(
            project.codings == ["Ana 4..<10 \"Café 👍\" Ort Mira W. -", "Ana 15..<20 \"schön\" Freude kai -"])
        #expect(project.said == [])
        #expect(project.head.program == "requal 1.1.2")
        #expect(project.head.name == "Läden")
    }

    @Test func readsCategoriesAsCodesAndCountsFurtherOnes() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: RequalFormat())
        #expect(project.codes == ["Alles (folder): Dach", "Alles/Ort: wo man ist", "Anderes (folder)", "Freude"])
        #expect(project.head.codes.map(\.colour) == [nil, "#1b9e77", nil, "#d95f02"])
        #expect(project.tail.leftOut == ["further category of a code": 1, "attribute of a coder": 1])
    }

    @Test func readsMemosOnWhatTheyAreOn() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: RequalFormat())
        let texts = Dictionary(project.memos.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
        let source = try #require(project.sources.first)
        #expect(project.head.codes.flatMap(\.memoKeys).map { texts[$0] } == ["am Code"])
        #expect(source.memoKeys.map { texts[$0] } == ["am Text"])
        #expect(source.passages.flatMap(\.codings).flatMap(\.memoKeys).map { texts[$0] } == ["an der Kodierung"])
        #expect(source.passages.map { $0.memoKeys.map { texts[$0] } } == [[], [], ["an der Stelle"], ["an Worten"]])
        #expect(source.passages.last?.range == TextRange(11, 14))
        #expect(
            project.memos.map { $0.coder.map { project.head.coders[$0].name } }.suffix(6) == ["kai"]
                + Array(repeating: "Mira W.", count: 5))
        #expect(project.memos.first?.text == "Worum es geht")
    }

    @Test func readsCasesWithDocumentsAndValues() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: RequalFormat())
        #expect(project.head.cases.map(\.name) == ["Haus"])
        #expect(project.head.cases.map(\.sources) == [["7"]])
        #expect(project.head.cases.map(\.values) == [[ProjectValue(attribute: 0, value: .text("klein"))]])
        #expect(project.head.attributes.map(\.name) == ["Größe"])
    }

    @Test(arguments: ["-9223372036854775808", "-1", "0", "9223372036854775807", "'vorn'", "1e300", "NULL"])
    func aSegmentThatBeginsNowhereHasNoPlace(start: String) throws {
        let database = TestDatabase(
            Self.schema + "UPDATE segments SET segment_start = \(start), segment_text = NULL WHERE segment_id = 1;")
        let project = try ProjectCollector(database, as: RequalFormat(), skips: true)
        #expect(project.codings == ["Ana 15..<20 \"schön\" Freude kai -"])
        #expect(project.tail.leftOut["segment without a place"] == 1)
    }
}
