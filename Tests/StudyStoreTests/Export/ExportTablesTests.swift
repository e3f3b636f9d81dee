import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct ExportTablesTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
        _ = try study.add(
            [
                MentionRequest(
                    actor: "Dorfcafé", source: "interview-01", target: .quote("Straße", turn: nil, occurrence: nil))
            ], by: "AB")
        _ = try study.add(
            [
                MentionRequest(
                    actor: "Dorfcafé", source: "interview-01", target: .quote("ruhig", turn: nil, occurrence: nil))
            ], .reject, by: "AB")
        let setting = AttributeSetting(holder: "Dorfcafé", attribute: "Alter", texts: ["7"], place: .init(file: "t"))
        let reader = AttributeReader(
            kinds: [:], value: { text, _ in Int64(text).map { .integer($0) } }, guess: { _ in .integer })
        _ = try study.add(
            [ActorRow(Actor(name: "Dorfcafé"), settings: [setting])], ActorIntake(.import, reader: reader), by: "AB")
        _ = try study.setAttributes([setting], reader: reader, by: "AB")
        _ = try study.addMemo("Warum?", on: .study, by: "CD")
        _ = try study.saveQuery("Resonanz", as: "treff", by: "AB")
    }

    private func rows(_ name: String) throws -> [[DataTable.Cell]] {
        let table = try #require(Study.tables.first { $0.header.name == name })
        var rows: [[DataTable.Cell]] = []
        try study.forEachRow(of: table) { rows.append($0) }
        return rows
    }

    private func cells(_ name: String, _ columns: String...) throws -> [[DataTable.Cell]] { try cells(name, columns) }

    private func cells(_ name: String, _ columns: [String]) throws -> [[DataTable.Cell]] {
        let header = try #require(Study.tables.first { $0.header.name == name }?.header)
        let places = try columns.map { column in try #require(header.columns.firstIndex { $0.name == column }) }
        return try rows(name).map { row in places.map { row[$0] } }
    }

    @Test func tablesAreSortedByName() {
        let names = Study.tables.map(\.header.name)
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: Study.tables.map(\.header.name))
    func eachRowHasACellOfTheRightTypeForEachColumn(name: String) throws {
        let header = try #require(Study.tables.first { $0.header.name == name }?.header)
        let rows = try rows(name)
        #expect(!rows.isEmpty)
        for row in rows {
            #expect(row.count == header.columns.count)
            for (cell, column) in zip(row, header.columns) {
                switch (cell, column.type) {
                case (.empty, _), (.text, .string), (.integer, .integer), (.number, .number), (.boolean, .boolean),
                    (.text, .any), (.integer, .any), (.number, .any), (.text, .datetime):
                    break
                default: Issue.record("\(column.name) holds \(cell)")
                }
            }
        }
    }

    @Test(arguments: Study.tables.map(\.header.name))
    func keysAreUniqueAndForeignKeysHold(name: String) throws {
        let header = try #require(Study.tables.first { $0.header.name == name }?.header)
        let rows = try rows(name)
        let places = try header.primaryKey.map { key in try #require(header.columns.firstIndex { $0.name == key }) }
        #expect(!places.isEmpty)
        let keys = rows.map { row in places.map { row[$0] } }
        #expect(Set(keys).count == rows.count)
        #expect(!keys.joined().contains(.empty))
        for key in header.foreignKeys {
            // Codings are handed over by another way.
            guard key.table != "codings" else { continue }
            let values = try cells(name, key.columns).filter { $0.contains { $0 != .empty } }
            #expect(Set(try cells(key.table, key.referencedColumns)).isSuperset(of: values))
        }
    }

    @Test func codesSayWhatTheyBearOnAndHowOftenTheyAreUsed() throws {
        #expect(
            try cells("codes", "code", "parent", "place", "codable", "supports", "contradicts", "codings") == [
                [.text("Raum"), .empty, .integer(1), .boolean(false), .empty, .empty, .integer(0)],
                [.text("Resonanz"), .empty, .integer(0), .boolean(true), .empty, .empty, .integer(3)],
                [.text("Rückzug"), .text("Raum"), .integer(1), .boolean(true), .empty, .text("F1"), .integer(2)],
                [.text("Öffentlicher Raum"), .text("Raum"), .integer(0), .boolean(true), .text("F1 F2"), .empty, .integer(1)],
            ])
    }

    @Test func casesCountInterviewsAndQuestionnaires() throws {
        #expect(
            try cells("cases", "case", "interviews", "questionnaires") == [
                [.text("Dorfcafé"), .integer(1), .integer(1)], [.text("Kupferau"), .integer(0), .integer(1)],
            ])
    }

    @Test func turnsHaveTheirWordsAndTimes() throws {
        #expect(
            try cells("turns", "source", "turn", "speaker", "role", "lower", "upper", "start_ms", "end_ms", "text")[1] == [
                .text("interview-01"), .integer(2), .text("B"), .text("respondent"), .integer(30), .integer(74), .integer(1000),
                .integer(1900), .text("👍🏽 Die Straße ist ruhig, der Dorfplatz lebt."),
            ])
        #expect(try rows("turns").count == 5)
    }

    @Test func responsesHaveTheLabelsOfTheirCodes() throws {
        let reach = try cells("responses", "respondent", "question", "value", "label").filter {
            $0[1] == .text("Reichweite")
        }
        #expect(
            reach == [
                [.text("R1"), .text("Reichweite"), .integer(1), .text("lokal")],
                [.text("R2"), .text("Reichweite"), .integer(99), .empty],
            ])
        #expect(try cells("responses", "value")[4] == [.number(0.5)])
        #expect(try rows("responses").count == 8)
    }

    @Test func sourcesHaveTheHashOfTheirText() throws {
        let hashes = try cells("sources", "source", "kind", "case", "characters", "sha256")
        #expect(hashes.count == 5)
        #expect(
            hashes[1] == [
                .text("Befragung 2025/R2/Was ändert sich?"), .text("answer"), .text("Kupferau"), .integer(23),
                .text(ContentHash(of: "Wir reden mehr. 🎉 Sehr!".utf8).description),
            ])
    }

    @Test func evidenceIsAPassageOrAnAnswer() throws {
        let evidence = try cells("tie_evidence", "source", "quote", "survey", "respondent", "question", "answer")
        #expect(evidence.contains([.text("interview-01"), .text("ist ruhig"), .empty, .empty, .empty, .empty]))
        #expect(
            evidence.contains([
                .empty, .empty, .text("Befragung 2025"), .text("R2"), .text("Partner 1"), .text("Dorfcafé"),
            ]))
        #expect(evidence.count == 3)
    }

    @Test func tiesNameTheirEnds() throws {
        #expect(
            try cells("ties", "from", "to", "kind", "directed", "sign", "strength", "coder", "evidence") == [
                [
                    .text("Dorfcafé"), .text("Gemeinde Kupferau"), .text("Zusammenarbeit"), .boolean(false), .text("+"), .empty,
                    .text("AB"), .integer(2),
                ],
                [
                    .text("Dorfcafé"), .text("Schule am Wald"), .text("Streit"), .boolean(true), .text("-"), .number(2.5),
                    .text("CD"), .integer(1),
                ],
            ])
    }

    @Test func anErrorOfTheReaderEndsTheReading() throws {
        struct Interruption: Error {}
        let table = try #require(Study.tables.first)
        #expect(throws: Interruption.self) { try study.forEachRow(of: table) { _ in throw Interruption() } }
        try study.close()
        #expect(try folder.files == ["studie.anker"])
    }

    @Test func saysWhyThereIsNoAnswer() throws {
        #expect(
            try cells("no_answers", "respondent", "question", "instance", "reason", "code") == [
                [.text("R2"), .text("Gegründet"), .integer(1), .text("missing"), .text("97")],
                [.text("R2"), .text("Anteil"), .integer(1), .text("notAnswered"), .empty],
            ])
    }

    @Test func wherePlacesThatWereShownAreToldTheOthersWereNotShown() throws {
        var batch = AnswerBatch()
        batch.beginRespondent(name: "1", caseName: "Fall 1", row: 1)
        batch.answer(0, integer: 1)
        batch.noAnswer(1, code: "9".utf8)
        batch.beginRespondent(name: "2", caseName: "Fall 2", row: 2)
        batch.answer(2, text: "Mehr Zeit.".utf8)
        batch.noAnswer(0)
        let labels = [ValueLabel(code: "9", label: .init("weiß nicht", language: "de"))]
        let survey = Survey(
            name: "A", format: "xform",
            questions: [
                Question(name: "a", kind: .integer), Question(name: "b", kind: .single, labels: labels),
                Question(name: "c", kind: .open),
            ], tellsShown: true)
        try study.takeInSurvey(survey, [batch], file: "a.xml", content: "another survey's bytes")
        let found = try cells("no_answers", "survey", "respondent", "question", "reason", "label")
        #expect(
            found.filter { $0[0] == .text("A") }.map { Array($0.dropFirst()) } == [
                [.text("1"), .text("b"), .text("missing"), .text("weiß nicht")],
                [.text("1"), .text("c"), .text("notShown"), .empty],
                [.text("2"), .text("a"), .text("notAnswered"), .empty],
                [.text("2"), .text("b"), .text("notShown"), .empty],
            ])
    }

    @Test func listsWhatStandsBesideAnswers() throws {
        #expect(
            try cells("occurrences", "respondent", "question", "instance", "label")
                == [[.text("R2"), .text("Was ändert sich?"), .integer(2), .text("Nachfrage[1]")]])
        #expect(
            try cells("answer_memos", "respondent", "question", "instance", "author", "time", "text")
                == [[.text("R2"), .text("Reichweite"), .integer(1), .text("Roth"), .text("2025-03-01"), .text("am Telefon")]])
    }

    @Test func memosSayWhatTheyAreOn() throws {
        _ = try study.addMemo("Gut.", title: "Raum", on: .code("Resonanz"), by: "AB")
        let memos = try cells("memos", "on", "code", "source", "coder", "title", "text")
        #expect(memos.contains([.text("study"), .empty, .empty, .text("CD"), .empty, .text("Warum?")]))
        #expect(memos.contains([.text("code"), .text("Resonanz"), .empty, .text("AB"), .text("Raum"), .text("Gut.")]))
    }

    @Test func wideTablesHaveAColumnOfTheRightTypeForEachAttributeAndQuestion() throws {
        let tables = try study.wideTables()
        #expect(tables.map(\.header.name) == ["cases_wide", "survey_befragung-2025"])
        #expect(tables[0].header.columns.map(\.name) == ["case", "Alter"])
        #expect(tables[0].header.columns.map(\.type) == [.string, .integer])
        var cases: [[DataTable.Cell]] = []
        try study.forEachRow(of: tables[0]) { cases.append($0) }
        #expect(cases == [[.text("Dorfcafé"), .integer(7)], [.text("Kupferau"), .empty]])
        let share = try #require(tables[1].header.columns.firstIndex { $0.name == "Anteil" })
        #expect(tables[1].header.columns[share].type == .number)
        var answers: [DataTable.Cell] = []
        try study.forEachRow(of: tables[1]) { answers.append($0[share]) }
        #expect(answers == [.number(0.5), .empty])
    }

    @Test func namesOfWideColumnsAreUniqueAlsoWhereAnAttributeIsCalledAsAnotherColumn() throws {
        let reader = AttributeReader(kinds: [:], value: { text, _ in .text(text) }, guess: { _ in .text })
        let settings = [("case", ["a"]), ("Farbe", ["rot", "blau"]), ("Farbe[2]", ["grün"])].map {
            AttributeSetting(holder: "Kupferau", attribute: $0, texts: $1, place: .init(file: "t"))
        }
        _ = try study.setAttributes(settings, reader: reader, by: "AB")
        let wide = try #require(try study.wideTables().first)
        #expect(wide.header.columns.map(\.name) == ["case", "Alter", "Farbe", "Farbe[2]", "Farbe[2]_2", "case_2"])
        var cases: [[DataTable.Cell]] = []
        try study.forEachRow(of: wide) { cases.append($0) }
        #expect(cases[1] == [.text("Kupferau"), .empty, .text("rot"), .text("blau"), .text("grün"), .text("a")])
    }
}
