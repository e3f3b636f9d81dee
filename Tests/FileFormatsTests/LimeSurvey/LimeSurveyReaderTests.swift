import FileFormats
import Testing

struct LimeSurveyReaderTests {
    private struct Row: Equatable {
        var table: String
        var number: Int
        var cells: [String: String]
    }

    private func rows(_ document: String) throws -> (LimeSurveyReader, [Row]) {
        let reader = LimeSurveyReader()
        var rows: [Row] = []
        try reader.read(MemoryByteSource(Array(document.utf8))) { table, row in
            rows.append(Row(table: table.name, number: row.number, cells: row.texts(in: table)))
        }
        return (reader, rows)
    }

    @Test func tellsAMissingCellFromAnEmptyOne() throws {
        let (reader, rows) = try rows(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <document><LimeSurveyDocType>Responses</LimeSurveyDocType><DBVersion>605</DBVersion>
            <languages><language>de</language><language>en</language></languages>
            <responses><fields><fieldname>id</fieldname><fieldname>7X1X2</fieldname><fieldname>7X1X3#0</fieldname></fields>
            <rows>
             <row><id><![CDATA[1]]></id><_7X1X2><![CDATA[Öde <ja> ]]]]><![CDATA[> &amp;]]></_7X1X2></row>
             <row><_7X1X3-0/><id><![CDATA[2]]></id><_7X1X2></_7X1X2></row>
            </rows></responses></document>
            """)
        #expect(reader.documentType == "Responses")
        #expect(reader.databaseVersion == 605)
        #expect(reader.languages == ["de", "en"])
        #expect(reader.table("responses")?.fields == ["id", "7X1X2", "7X1X3#0"])
        #expect(reader.table("responses")?.columns == ["id", "_7X1X2", "_7X1X3-0"])
        #expect(
            rows == [
                Row(table: "responses", number: 1, cells: ["id": "1", "_7X1X2": "Öde <ja> ]]> &amp;"]),
                Row(table: "responses", number: 2, cells: ["id": "2", "_7X1X2": "", "_7X1X3-0": ""]),
            ])
    }

    @Test func readsADocumentWithoutTables() throws {
        let (reader, rows) = try rows(
            "<document><LimeSurveyDocType>Responses</LimeSurveyDocType><DBVersion>347</DBVersion></document>")
        #expect(rows.isEmpty)
        #expect(reader.tables.isEmpty)
        #expect(reader.databaseVersion == 347)
    }

    @Test func refusesAnotherRoot() throws {
        let error = try #require(throws: FormatError.self) { try rows("<html>\n</html>") }
        #expect(error.problem == "is not a LimeSurvey document: its root element is 'html', not 'document'")
        #expect(error.line == 1)
    }

    @Test func refusesACellBeyondTheLimit() throws {
        var limits = InputLimits()
        limits.textBytes = 10
        let reader = LimeSurveyReader(limits: limits)
        let document = "<document><t><rows><row><a>12345678901</a></row></rows></t></document>"
        let error = try #require(throws: FormatError.self) {
            try reader.read(MemoryByteSource(Array(document.utf8))) { _, _ in }
        }
        #expect(error.problem == "holds a cell of more than 10 bytes, the limit")
    }

    @Test func refusesMoreTablesThanLimeSurveyHas() throws {
        let tables = (0...1000).map { "<t\($0)><rows/></t\($0)>" }.joined()
        let error = try #require(throws: FormatError.self) { try rows("<document>\(tables)</document>") }
        #expect(error.problem == "holds more than 1000 tables, the limit")
    }

    @Test(.timeLimit(.minutes(1))) func aRowOfManyColumnsInAnyOrderTakesNoTime() throws {
        let names = (0..<30_000).map { "<c\($0)/>" }
        let (reader, _) = try rows(
            "<document><responses><rows><row>\(names.joined())</row><row>\(names.reversed().joined())</row></rows></responses></document>"
        )
        #expect(reader.table("responses")?.columns.count == 30_000)
    }
}
