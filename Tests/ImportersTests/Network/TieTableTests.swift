import FileFormats
import Importers
import StudyModel
import Testing

struct TieTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func table(_ text: String) throws -> TieTable {
        try TieTable(try folder.file("t.csv", text), coder: "AB")
    }

    @Test func rowsOfOneTieAreItsEvidence() throws {
        let table = try table(
            """
            from,to,kind,directed,sign,reach,strength,first,last,coder,source,turn,lower,upper,quote,survey,respondent,question,instance
            A,B,Streit,true,-,regional,2.5,2019,2024-05,CD,interview-01,,3,9,Wasser,,,,
            A,B,Streit,,-,,,,,CD,interview-01,6,,,,,,,
            A,B,Streit,,-,,,,,CD,,,,,,Befragung,7,Partner 1,2
            A,B,Streit,,+,,,,,CD,interview-02,6,,,die Heizung,,,,

            """)
        #expect(table.diagnostics.isEmpty)
        var first = TieRequest(
            from: "A", to: "B", kind: "Streit", isDirected: true, sign: .negative, reach: .regional, strength: 2.5,
            first: "2019",
            last: "2024-05", coder: "CD",
            evidence: [
                .passage(source: "interview-01", target: .range(try #require(TextRange(3, 9))), quote: "Wasser"),
                .passage(source: "interview-01", target: .turns(6...6)),
                .response(survey: "Befragung", respondent: "7", question: "Partner 1", instance: 2),
            ], line: 2)
        first.evidenceLines = [2, 3, 4]
        var second = TieRequest(
            from: "A", to: "B", kind: "Streit", sign: .positive, coder: "CD",
            evidence: [.passage(source: "interview-02", target: .quote("die Heizung", turn: 6, occurrence: nil))], line: 5)
        second.evidenceLines = [5]
        #expect(table.requests == [first, second])
    }

    @Test func germanHeadingsAndNumbersAreRead() throws {
        let table = try table(
            "Von;Zu;Art;Stärke;Vorzeichen;Quelle;Zitat;Bemerkung\nA;B;K;2,5;negativ;s;q;gut\nC;D;K;1,25;;s;r;\n")
        #expect(table.requests.map(\.strength) == [2.5, 1.25])
        #expect(table.requests.map(\.sign) == [.negative, nil])
        #expect(table.requests.map(\.coder) == ["AB", "AB"])
        #expect(table.diagnostics.map(\.description) == ["t.csv:H1: note: the column 'Bemerkung' was left out"])
    }

    @Test func eachBadRowIsToldWithItsCell() throws {
        let table = try table(
            """
            from,to,kind,strength,first,sign,source,turn,survey
            A,B,K,0,,,s,1,
            A,B,K,1,gestern,,s,1,
            A,B,K,1,,?,s,1,
            A,B,K,,,,,1,
            A,B,K,,,,s,,
            A,,K,,,,s,1,
            A,B,K,,,,,,u
            A,B,K,1,,,s,1,
            A,B,K,2,,,s,2,

            """)
        #expect(
            table.diagnostics.map { "\($0.place): \($0.message.text)" } == [
                "t.csv:D2: the value of 'strength' is not one that it can have",
                "t.csv:E3: the value of 'first' is not one that it can have",
                "t.csv:F4: the value of 'sign' is not one that it can have", "t.csv:A5: a tie needs evidence",
                "t.csv:G6: no passage is named", "t.csv:B7: the row has no 'to'",
                "t.csv:I8: the row does not say whose answer is meant",
                "t.csv:D10: row 9 has another 'strength' of the same tie",
            ])
    }

    @Test func aHeadingThatIsAlmostOneIsRefused() throws {
        #expect(
            try table("from,to,kind,strenght,source,turn\nA,B,K,1,s,1\n").diagnostics.map(\.description) == [
                "t.csv:D1: error: a table of ties has no column 'strenght'\n  did you mean 'strength'? else give it another name"
            ])
    }
}
