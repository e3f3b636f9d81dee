import DatabaseSupport
import StudyModel
import Testing

@testable import Importers

struct QualCoderFormatTests {
    /// As version 17 of the database has them, without what nothing is said of.
    private static let schema = """
        CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer,
          codername text, recently_used_codes text, avbookmarkfile integer, avbookmarkmsec integer, avbookmarktextpos integer);
        CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text,
          av_text_id integer, risid integer, unique(name));
        CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer,
          cid integer, memo text, date text, owner text, important integer, pdf_page integer);
        CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text,
          date text, unique(fid,pos0,pos1,owner));
        CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
        CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text,
          owner text, unique(name,attr_type,id));
        CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text,
          date text, memo text);
        CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name));
        CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer,
          unique(name));
        CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
          owner text, date text, memo text, avid integer, important integer, unique(cid,fid,pos0,pos1,owner));
        CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text,
          supercid integer, unique(name));
        CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
        INSERT INTO project (databaseversion, memo, about) VALUES ('v17', 'Zwei Läden', 'QualCoder 4.0');
        INSERT INTO source (id, name, fulltext, mediapath, memo, owner, date) VALUES
          (1, 'Gespräch mit Ana', 'Ana: Das Café 👍 ist schön.' || char(13, 10) || 'Ana: Ja.', '/docs/ana.txt', 'kurz', 'mw',
           '2025-03-01 10:00:00'),
          (2, 'Foto', NULL, '/images/foto.png', NULL, 'mw', '2025-03-01 10:00:00'),
          (3, 'Runde', 'Ana: Hier. Ben: Dort.', NULL, NULL, 'mw', '2025-03-01 10:00:00');
        INSERT INTO code_cat VALUES (1, 'Orte', 'mw', '2025-03-01 10:00:00', 'wo man ist', NULL),
          (2, 'Draußen', 'mw', '2025-03-01 10:00:00', NULL, 1);
        INSERT INTO code_name VALUES (1, 'Café', 'drinnen', 1, 'mw', '2025-03-01 10:00:00', '#1B9E77', NULL),
          (2, 'Garten', NULL, NULL, 'mw', '2025-03-01 10:00:00', '#XYZ', 3),
          (3, 'Feld', NULL, 2, 'mw', '2025-03-01 10:00:00', NULL, NULL);
        INSERT INTO code_text VALUES (1, 1, 1, 'Café 👍', 9, 15, 'mw', '2025-03-01 11:00:00', 'gern', NULL, 1),
          (2, 2, 1, 'Ja', 33, 35, 'kb', '2025-03-01 12:00:00', NULL, NULL, NULL),
          (3, 3, 1, 'Café 👍', 9, 15, 'kb', '2025-03-01 12:00:00', '', NULL, NULL),
          (4, 99, 1, 'Café', 9, 13, 'kb', NULL, NULL, NULL, NULL);
        INSERT INTO code_image (imid, id, cid) VALUES (1, 2, 1);
        INSERT INTO annotation VALUES (1, 1, 0, 3, 'wer das ist', 'kb', '2025-03-02 09:00:00');
        INSERT INTO cases VALUES (1, 'Ana', 'Bäckerin', 'mw', '2025-03-01 10:00:00'), (2, 'Ben', NULL, 'mw', NULL);
        INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES (1, 1, 0, 36), (1, 3, 0, 10), (2, 3, 11, 21), (1, 2, 0, 0);
        INSERT INTO attribute_type VALUES ('Alter', NULL, 'mw', NULL, 'case', 'numeric'),
          ('Ort', NULL, 'mw', NULL, 'case', 'character'), ('Dauer', NULL, 'mw', NULL, 'file', 'numeric');
        INSERT INTO attribute (name, attr_type, value, id) VALUES ('Alter', 'case', '41', 1), ('Alter', 'case', '', 2),
          ('Ort', 'case', 'Kupferau', 1), ('Dauer', 'file', '12.5', 1), ('Dauer', 'file', 'lang', 3);
        INSERT INTO journal VALUES (1, 'Anfang', 'Es geht los.', '2025-02-28 08:00:00', 'mw');
        """

    @Test func readsCodesUnderCategoriesAndCodes() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: QualCoderFormat())
        #expect(
            project.codes == [
                "Orte (folder): wo man ist", "Orte/Draußen (folder)", "Orte/Draußen/Feld", "Orte/Draußen/Feld/Garten",
                "Orte/Café: drinnen",
            ])
        #expect(project.head.codes.map(\.colour) == [nil, nil, nil, nil, "#1b9e77"])
        #expect(project.head.program == "QualCoder 4.0")
    }

    @Test func readsCodingsAtTheirWordsWithCodersTimesAndMemos() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: QualCoderFormat())
        #expect(
            project.codings == [
                "Gespräch mit Ana 9..<15 \"Café 👍\" Café mw 2025-03-01T11:00:00Z",
                "Gespräch mit Ana 32..<34 \"Ja\" Garten kb 2025-03-01T12:00:00Z",
                "Gespräch mit Ana 9..<15 \"Café 👍\" Feld kb 2025-03-01T12:00:00Z",
            ])
        let passages = try #require(project.sources.first).passages
        #expect(passages.map { $0.codings.flatMap(\.memos).map(\.text) } == [["gern"], [], [], []])
        #expect(passages.last?.range == TextRange(0, 3))
        #expect(passages.last?.memos.map(\.text) == ["wer das ist"])
        #expect(project.said == [])
    }

    @Test func readsTextsWithTheirSpeakersMemosAndValues() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: QualCoderFormat())
        #expect(project.sources.map(\.name) == ["Gespräch mit Ana", "Runde"])
        let ana = try #require(project.sources.first)
        #expect(ana.transcript.text == "Ana: Das Café 👍 ist schön.\nAna: Ja.")
        #expect(ana.transcript.speakers.map(\.name) == ["Ana"])
        #expect(ana.memos.map(\.text) == ["kurz"])
        #expect(ana.values == [ProjectValue(attribute: 2, value: .decimal(12.5))])
        #expect(project.memos.map(\.text) == ["Zwei Läden", "Es geht los."])
        #expect(project.memos.map(\.title) == ["", "Anfang"])
    }

    /// A text of which two cases have a part each belongs to neither.
    @Test func readsCasesWithTheTextsThatAreWhollyTheirs() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: QualCoderFormat())
        #expect(project.head.cases.map(\.name) == ["Ana", "Ben"])
        #expect(project.head.cases.map(\.sources) == [["1", "2"], []])
        #expect(project.head.cases.first?.memos.map(\.text) == ["Bäckerin"])
        #expect(project.head.attributes.map(\.name) == ["Alter", "Ort", "Dauer"])
        #expect(project.head.attributes.map(\.kind) == [.integer, .text, .decimal])
        #expect(
            project.head.cases.map(\.values) == [
                [ProjectValue(attribute: 0, value: .integer(41)), ProjectValue(attribute: 1, value: .text("Kupferau"))], [],
            ])
    }

    /// A name with a NUL would be found under what stands before it.
    @Test func replacesWhatNoTextOfAStudyHolds() throws {
        let database = TestDatabase(
            Self.schema
                + """
                UPDATE source SET name = 'Ana' || char(0) || 'x', memo = 'kurz' || char(27) WHERE id = 1;
                UPDATE code_name SET name = 'Garten' || char(0), memo = 'a' || char(13, 10) || 'b' WHERE name = 'Garten';
                UPDATE code_text SET owner = 'k' || char(0) || 'b' WHERE owner = 'kb';
                """)
        let project = try ProjectCollector(database, as: QualCoderFormat())
        #expect(project.sources.first?.name == "Ana\u{FFFD}x")
        #expect(project.sources.first?.memos.map(\.text) == ["kurz\u{FFFD}"])
        #expect(project.codes.contains("Orte/Draußen/Feld/Garten\u{FFFD}: a\nb"))
        #expect(project.head.coders.map(\.name).contains("k\u{FFFD}b"))
    }

    @Test func countsWhatIsLeftOut() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: QualCoderFormat())
        #expect(
            project.tail.leftOut == [
                "picture": 1, "coding on a picture": 1, "mark of importance on a coding": 1,
                "coding without its code or text": 1,
                "part of a text that belongs to a case": 2, "value that is no number": 1,
            ])
    }

    @Test func readsAnOldDatabaseWithoutTheColumnsOfLaterOnes() throws {
        let project = try ProjectCollector(
            TestDatabase(
                """
                CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text);
                CREATE TABLE code_name (cid integer primary key, name text);
                CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer);
                INSERT INTO source VALUES (1, 'a', 'ein Wort', NULL);
                INSERT INTO code_name VALUES (1, 'X');
                INSERT INTO code_text VALUES (1, 1, 'Wort', 4, 8);
                """, name: "data.qda"), as: QualCoderFormat())
        #expect(project.codings == ["a 4..<8 \"Wort\" X - -"])
    }

    @Test func refusesACodingBeyondTheTextUnlessItIsToBeLeftOut() throws {
        let database = TestDatabase(
            Self.schema + "UPDATE code_text SET seltext = 'weg', pos0 = 900, pos1 = 903 WHERE ctid = 2;")
        #expect {
            try ProjectCollector(database, as: QualCoderFormat())
        } throws: { error in
            (error as? Refusal)?.diagnostic.message.text
                == "what lies on 900..<903 of 'Gespräch mit Ana' has no place in its text"
        }
        let project = try ProjectCollector(database, as: QualCoderFormat(), skips: true)
        #expect(project.codings.count == 2)
        #expect(project.tail.leftOut["coding or annotation without a place"] == 1)
    }

    @Test func putsCodesThatRunInACircleAtTheTopAndSaysSo() throws {
        let project = try ProjectCollector(
            TestDatabase(Self.schema + "UPDATE code_cat SET supercatid = 2 WHERE catid = 1;"), as: QualCoderFormat())
        #expect(project.codes.first == "Orte (folder): wo man ist")
        #expect(project.said == ["1 code stands under itself, and is put at the top"])
    }
}
