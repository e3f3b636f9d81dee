import DatabaseSupport
import StudyModel
import Testing

@testable import Importers

struct RQDAFormatTests {
    /// As version 0.2.2 of the database has them.
    private static let schema = """
        CREATE TABLE source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
        CREATE TABLE freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer, color text);
        CREATE TABLE treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
        CREATE TABLE filecat (name text, fid integer, catid integer, owner text, date text, dateM text, memo text, status integer);
        CREATE TABLE codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text, status integer);
        CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text,
          date text, memo text);
        CREATE TABLE coding2 (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text,
          date text, memo text);
        CREATE TABLE project (databaseversion text, date text, dateM text, memo text, about text, imageDir text);
        CREATE TABLE cases (name text, memo text, owner text, date text, dateM text, id integer, status integer);
        CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text, date text,
          memo text);
        CREATE TABLE attributes (name text, status integer, date text, dateM text, owner text, memo text, class text);
        CREATE TABLE caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer);
        CREATE TABLE fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text, status integer);
        CREATE TABLE journal (name text, journal text, date text, dateM text, owner text, status integer);
        CREATE TABLE annotation (fid integer, position integer, annotation text, owner text, date text, dateM text, status integer);
        INSERT INTO source VALUES ('Ana', 1, 'Das Café' || char(13, 10) || 'ist 👍 schön.', 'kurz', 'rqda', 'Sat Mar  1 14:05:09 2025',
          NULL, 1), ('Alt', 2, 'weg', NULL, 'rqda', NULL, NULL, 0);
        INSERT INTO freecode VALUES ('Ort', 'wo', 'rqda', NULL, NULL, 1, 1, '#1b9e77'), ('Lob', NULL, 'rqda', NULL, NULL, 2, 1, 'red'),
          ('Alt', NULL, 'rqda', NULL, NULL, 3, 0, NULL);
        INSERT INTO codecat VALUES ('Dach', NULL, 1, 'rqda', NULL, NULL, 'oben', 1);
        INSERT INTO treecode VALUES (1, 1, NULL, NULL, NULL, 1, 'rqda'), (2, 1, NULL, NULL, NULL, 0, 'rqda');
        INSERT INTO coding VALUES (1, 1, 'Café', 4.0, 8.0, 1, 'rqda', 'Sat Mar  1 14:05:09 2025', 'gern'),
          (2, 1, '👍 schön', 14.0, 21.0, 1, 'kb', NULL, NULL), (2, 1, 'Das', 0.0, 3.0, 0, 'rqda', NULL, NULL);
        INSERT INTO coding2 VALUES (1, 1, 'Café', 4.0, 8.0, 1, 'rqda', NULL, NULL);
        INSERT INTO project VALUES ('0.2.2', NULL, NULL, 'Läden', 'Database created by RQDA', NULL);
        INSERT INTO cases VALUES ('Haus', 'das erste', 'rqda', NULL, NULL, 1, 1);
        INSERT INTO caselinkage VALUES (1, 1, 0.0, 22.0, 1, 'rqda', NULL, NULL);
        INSERT INTO attributes VALUES ('Alter', 1, NULL, NULL, NULL, NULL, 'numeric'), ('Ort', 1, NULL, NULL, NULL, NULL, 'character');
        INSERT INTO caseAttr VALUES ('Alter', '41', 1, NULL, NULL, NULL, 1), ('Ort', 'NA', 1, NULL, NULL, NULL, 1);
        INSERT INTO fileAttr VALUES ('Ort', 'Kupferau', 1, NULL, NULL, NULL, 1);
        INSERT INTO journal VALUES ('Anfang', 'Es geht los.', NULL, NULL, 'rqda', 1);
        INSERT INTO annotation VALUES (1, 14, 'ein Daumen', 'kb', NULL, NULL, 1);
        """

    @Test func readsCodingsThatWereNotDeletedAtTheirWords() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: RQDAFormat())
        #expect(
            project.codings == [
                "Ana 4..<8 \"Café\" Ort rqda 2025-03-01T14:05:09Z", "Ana 13..<20 \"👍 schön\" Lob kb -",
            ])
        #expect(project.said == [])
        #expect(project.codes == ["Dach (folder): oben", "Dach/Ort: wo", "Lob"])
        #expect(project.head.codes.map(\.colour) == [nil, "#1b9e77", nil])
        #expect(project.tail.leftOut == ["second coding of a passage": 1])
    }

    @Test func readsMemosCasesAndValues() throws {
        let project = try ProjectCollector(TestDatabase(Self.schema), as: RQDAFormat())
        let source = try #require(project.sources.first)
        #expect(project.sources.count == 1)
        #expect(source.memos.map(\.text) == ["kurz"])
        #expect(source.passages.first?.codings.first?.memos.map(\.text) == ["gern"])
        #expect(source.passages.last?.memos.map(\.text) == ["ein Daumen"])
        #expect(source.passages.last?.range == TextRange(13, 14))
        #expect(source.values == [ProjectValue(attribute: 1, value: .text("Kupferau"))])
        #expect(project.head.cases.map(\.values) == [[ProjectValue(attribute: 0, value: .integer(41))]])
        #expect(project.head.cases.map(\.sources) == [["1"]])
        #expect(project.memos.map(\.text) == ["Läden", "Es geht los."])
    }
}
