import DatabaseSupport
import StudyModel
import Testing

@testable import Importers

struct TaguetteFormatTests {
    private static let schema = """
        CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, hashed_password VARCHAR(120), email VARCHAR(256));
        CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT);
        CREATE TABLE project_members (project_id INTEGER, user_login VARCHAR(30), privileges VARCHAR(11));
        CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT, filename VARCHAR(200),
          project_id INTEGER, text_direction VARCHAR(13), contents TEXT);
        CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME, user_login VARCHAR(30), project_id INTEGER,
          document_id INTEGER, payload TEXT);
        CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path VARCHAR(200), description TEXT);
        CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER,
          snippet TEXT);
        CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
        INSERT INTO users VALUES ('mira', x'ff', 'mira@example.org');
        INSERT INTO projects VALUES (1, 'Läden', 'Worum es geht');
        INSERT INTO project_members VALUES (1, 'mira', 'ADMIN'), (1, 'kai', 'TAG');
        INSERT INTO documents VALUES (1, 'ana.odt', 'Erstes Gespräch', 'ana.odt', 1, 'LEFT_TO_RIGHT',
          '<p>Das Caf&eacute; <b>ist</b> schön &amp; warm.</p>' || char(10) || '<p>Ja 👍.</p>');
        INSERT INTO tags VALUES (1, 1, 'Ort', 'wo man ist'), (2, 1, 'Ort.warm', '');
        INSERT INTO highlights VALUES (1, 1, 4, 13, '<p>Café <b>ist</b></p>'), (2, 1, 29, 33, '<p>👍</p>'),
          (3, 1, 0, 3, '<p>Das</p>');
        INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 2);
        INSERT INTO commands VALUES
          (1, '2025-03-01 10:00:00.5', 'mira', 1, 1, '{"highlight_id": 1, "tags": [1], "type": "highlight_add"}'),
          (2, '2025-03-01 11:00:00', 'kai', 1, 1, '{"highlight_id": 1, "tags": [1, 2], "type": "highlight_add"}'),
          (3, '2025-03-01 12:00:00', 'kai', 1, 1, 'kein JSON highlight_add'),
          (4, '2025-03-01 13:00:00', 'mira', 1, NULL, '{"type": "tag_add", "tag_id": 2}');
        """

    @Test func readsHighlightsWhereTheBytesOfTheTextWithoutTagsSay() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: TaguetteFormat())
        #expect(project.sources.map(\.transcript.text) == ["Das Café ist schön & warm.\nJa 👍."])
        #expect(
            project.codings == [
                "ana.odt 4..<12 \"Café ist\" Ort mira 2025-03-01T10:00:00Z",
                "ana.odt 4..<12 \"Café ist\" Ort.warm kai 2025-03-01T11:00:00Z",
                "ana.odt 30..<31 \"👍\" Ort.warm - -",
            ])
        #expect(project.codes == ["Ort: wo man ist", "Ort.warm"])
        #expect(project.head.coders.map(\.name) == ["mira", "kai"])
        #expect(project.head.name == "Läden")
        #expect(project.memos.map(\.text) == ["Worum es geht"])
        #expect(project.sources.first?.memos.map(\.text) == ["Erstes Gespräch"])
        #expect(project.tail.leftOut == [:])
        #expect(project.sources.map(\.barePassages) == [1])
        #expect(project.said == ["1 passage stands elsewhere than at its position, and is placed where its words stand"])
    }

    @Test func refusesADatabaseOfSeveralProjects() throws {
        let database = TestDatabase(Self.schema + "INSERT INTO projects VALUES (2, 'Anderes', '');")
        #expect {
            try ProjectCollector(database, as: TaguetteFormat())
        } throws: { error in
            (error as? Refusal)?.diagnostic.message.text == "holds 2 projects"
        }
    }
}
