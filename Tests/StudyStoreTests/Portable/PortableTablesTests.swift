import StudyModel
import Testing

@testable import StudyStore

/// A study as rows, and the study that these rows make.
struct PortableTablesTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func rows(of study: Study) throws -> [ProjectRows] {
        try PortableTables(.whole).tables.map { table in
            var rows = ProjectRows(.whole, table: table.header.name, columns: table.header.columns.map(\.name), rows: [])
            try study.forEachRow(of: table) { rows.rows.append($0) }
            rows.lines = Array(1...max(1, rows.rows.count))
            return rows
        }
    }

    private func takeIn(_ rows: [ProjectRows], into study: Study, by coder: String = "ZZ") throws -> ProjectOutcome {
        try study.takeIn(by: coder) { intake in
            try intake.addProject(hash: { ContentHash(of: []) }) { writer in
                try writer.add(.head(ProjectHead(format: "jsonl", name: "Dorf")))
                for one in rows where !one.rows.isEmpty { try writer.add(.rows(one)) }
                try writer.add(.tail(ProjectTail()))
            }
        }
    }

    private func again(_ file: String = "neu") throws -> Study {
        try Study.create(folder.path("\(file).anker"), name: "neu", language: "fr")
    }

    @Test func theTablesThatAFolderMayHaveAreThoseOfAStudy() {
        let names = PortableTables(.whole).tables.map(\.header.name)
        #expect(names == [ProjectRows.studyTable] + StudyModel.StudyFolder.tables)
    }

    @Test func theRowsOfAStudyMakeAnEqualOne() throws {
        let new = try again()
        let whole = try rows(of: study)
        let outcome = try takeIn(whole, into: new)
        #expect(outcome.leftOut == [:])
        #expect(try rows(of: new) == whole)
        #expect(try new.title() == study.title())
        #expect(try new.codebook() == study.codebook())
        #expect(try new.codings() == study.codings())
        #expect(try new.ties() == study.ties())
        #expect(try new.isSound())
    }

    /// Whatever was done to it: the same rows again, nothing new the second time, and nothing is left once that is undone.
    @Test(arguments: 0..<30)
    func randomStudiesComeBackWhole(seed: Int) throws {
        var random = RandomStudy(study, seed: seed)
        for _ in 0..<40 { try random.act() }
        let new = try again()
        let empty = try new.state()
        let whole = try rows(of: study)
        let outcome = try takeIn(whole, into: new)
        #expect(outcome.leftOut == [:])
        let found = try rows(of: new)
        for (one, other) in zip(whole, found) { #expect(one == other, "\(one.table)") }
        try new.isWhole()
        #expect(try new.isSound())
        let before = try new.state()
        #expect(try takeIn(whole, into: new).added == [:])
        #expect(try new.state() == before)
        _ = try new.undo(by: "ZZ")
        #expect(try new.state() == empty)
    }

    @Test func aStudyKeepsItsTitleWhereThereIsSomethingInIt() throws {
        let new = try again()
        _ = try new.addMemo("da", title: "", on: .study, by: "AB")
        _ = try takeIn(rows(of: study), into: new)
        #expect(try new.title().name == "neu")
    }

    private func refused(_ table: String, _ columns: [String], _ rows: [[DataTable.Cell]]) throws -> [String] {
        var wrong = ProjectRows(.whole, table: table, columns: columns, rows: rows)
        wrong.lines = rows.indices.map { $0 + 3 }
        return try refused([wrong], table)
    }

    /// What is said of rows that are not taken into a new study of that name.
    private func refused(_ rows: [ProjectRows], _ name: String) throws -> [String] {
        let new = try again(name)
        do {
            _ = try takeIn(rows, into: new)
            Issue.record("it was taken in")
            return []
        } catch let refusals as Refusals {
            #expect(try new.codebook().codes.isEmpty)
            return refusals.diagnostics.map(\.description)
        }
    }

    private static let remedy = "\n  mend the line, or export the study again"

    @Test func eachLineThatNamesWhatIsNotThereIsTold() throws {
        let said = try refused("actor_aliases", ["actor", "alias"], [[.text("Verein"), .text("V")], [.empty, .text("W")]])
        #expect(
            said == [
                "actor_aliases.jsonl:3: error: there is no actor 'Verein'" + Self.remedy,
                "actor_aliases.jsonl:4: error: no actor is named" + Self.remedy,
            ])
    }

    @Test func aLineThatDoesNotFitIsToldAndThoseThatNameItsThingAreNot() throws {
        let said = try refused(
            "codes", ["id", "name", "parent", "codable"],
            [
                [.text("00000000-0000-4000-8000-000000000001"), .text("Ort"), .empty, .text("vielleicht")],
                [.text("00000000-0000-4000-8000-000000000002"), .text("Platz"), .text("Ort"), .boolean(true)],
            ])
        #expect(said == ["codes.jsonl:3: error: a value is missing, or is none that a study takes" + Self.remedy])
    }

    @Test func aNameOfBlanksIsToldAtItsLine() throws {
        let said = try refused("former_coder_names", ["former", "coder"], [[.text("CD"), .text(" ")]])
        #expect(said == ["former_coder_names.jsonl:3: error: a value is missing, or is none that a study takes" + Self.remedy])
    }

    @Test func aQuoteThatDoesNotStandAtItsPlaceIsTold() throws {
        var whole = try rows(of: study)
        let codings = try #require(whole.firstIndex { $0.table == "codings" })
        let quote = try #require(whole[codings].columns.firstIndex(of: "quote"))
        whole[codings].rows[1][quote] = .text("nie gesagt")
        let new = try again()
        do {
            _ = try takeIn(whole, into: new)
            Issue.record("it was taken in")
        } catch let refusals as Refusals {
            #expect(
                refusals.diagnostics.map(\.description) == [
                    "codings.jsonl:2: error: other words than the quote stand at this place" + Self.remedy
                ])
        }
    }

    @Test func aMemberThatATableDoesNotHaveIsToldWithTheOneThatWasMeant() throws {
        let said = try refused(
            "findings", ["finding", "place", "plcae"],
            [[.text("K1"), .integer(0), .empty], [.text("K2"), .empty, .integer(1)]])
        #expect(said == ["findings.jsonl:4: error: has 'plcae', which findings.jsonl does not have\n  did you mean 'place'?"])
        let range = try refused("codings", ["id", "rangelower", "rangeupper"], [[.text("k"), .integer(0), .integer(1)]])
        #expect(range.count == 1 && range[0].hasPrefix("codings.jsonl:3: error: has 'rangerange', which"))
    }

    private static let ids = (1...3).map { "00000000-0000-4000-8000-00000000000\($0)" }

    @Test func aSecondRowAboutTheSameThatSaysSomethingElseIsTold() throws {
        let remedy = "\n  take one of the two lines out"
        let cases = try refused(
            "cases", ["id", "name"],
            [
                [.text(Self.ids[0]), .text("Nord")], [.text(Self.ids[1]), .text("West")],
                [.text(Self.ids[0].uppercased()), .text("Ost")], [.text(Self.ids[2]), .text("West")],
            ])
        #expect(
            cases == [
                "cases.jsonl:5: error: has the same id as line 3, and says something else" + remedy,
                "cases.jsonl:6: error: has the same name as line 4, and says something else" + remedy,
            ])
        let attributes = try refused(
            "attributes", ["id", "subject", "name", "type"],
            [
                [.text(Self.ids[0]), .text("case"), .text("age"), .text("integer")],
                [.text(Self.ids[1]), .text("actor"), .text("age"), .text("integer")],
                [.text(Self.ids[2]), .text("case"), .text("age"), .text("text")],
            ])
        #expect(
            attributes == ["attributes.jsonl:5: error: has the same subject, name as line 3, and says something else" + remedy])
    }

    /// The memos of this study are remarks in a survey, whose times stay as the file has them, but are texts.
    @Test func aTimeThatIsNoneIsTold() throws {
        let whole = try rows(of: study)
        for (table, others) in [("codings", ["gestern", "2025-12-01", "2025-12-01T00:00:00"]), ("memos", [])] {
            let place = try #require(whole.firstIndex { $0.table == table })
            let time = try #require(whole[place].columns.firstIndex(of: "time"))
            for wrong in [.integer(7)] + others.map(DataTable.Cell.text) {
                var damaged = whole
                damaged[place].rows[0][time] = wrong
                let said = try refused(damaged, "\(table) \(wrong)")
                #expect(
                    said == [
                        "\(table).jsonl:1: error: 'time' is no time in UTC such as 2025-12-01T00:00:00Z" + Self.remedy
                    ])
            }
        }
    }

    /// Forms of ISO 8601, from RFC 3339 5.8 and from what spreadsheets write of remarks.
    @Test(arguments: [
        ("1985-04-12T23:20:50Z", true), ("2024-02-29T00:00:00Z", true), ("2025-02-29T00:00:00Z", false),
        ("1985-04-12T24:00:00Z", false), ("1985-04-12T23:60:50Z", false), ("1985-13-12T23:20:50Z", false),
        ("1985-04-12T23:20:50.52Z", false), ("1996-12-19T16:39:57-08:00", false), ("2025-05-14T10:20:00", false),
        ("2025-05-14 10:20:00Z", false), ("gestern", false), ("2025-03-01", false), ("2025-05-14T10:20:\u{0661}Z", false),
    ])
    func aTimeIsOneOfAStudyOrWhatASurveyHad(text: String, isOurs: Bool) {
        #expect(PortableTime.utc.takes(.text(text), isOfAnswer: true) == isOurs)
        #expect(PortableTime.utcOrOfAnswer.takes(.text(text), isOfAnswer: false) == isOurs)
        #expect(PortableTime.utcOrOfAnswer.takes(.text(text), isOfAnswer: true))
        #expect(!PortableTime.utcOrOfAnswer.takes(.integer(1985), isOfAnswer: true))
    }

    @Test func aCoderThatNeitherTheFolderNorTheStudyHasIsTold() throws {
        var whole = try rows(of: study)
        let codings = try #require(whole.firstIndex { $0.table == "codings" })
        let coder = try #require(whole[codings].columns.firstIndex(of: "coder"))
        whole[codings].rows[0][coder] = .text("nix")
        #expect(try refused(whole, "ohne") == ["codings.jsonl:1: error: there is no coder 'nix'" + Self.remedy])
        // Whom the study has already needs no line.
        let new = try again("mit")
        _ = try new.addMemo("da", title: "", on: .study, by: "nix")
        _ = try takeIn(whole, into: new)
        #expect(try new.codings().contains { $0.coder == "nix" })
    }

    @Test func aLineThatStandsTwiceIsOne() throws {
        var whole = try rows(of: study)
        for place in whole.indices where !whole[place].rows.isEmpty {
            whole[place].rows.append(whole[place].rows[0])
            whole[place].lines.append(whole[place].rows.count)
        }
        let new = try again()
        _ = try takeIn(whole, into: new)
        #expect(try rows(of: new) == rows(of: study))
    }

    /// No two rows of a study are about the same, and each table is known by something.
    @Test func everyTableButTheOnesOfOneRowHasAKeyOfItsOwnColumns() {
        for table in PortableTables(.whole).all {
            let columns = Set(table.table.header.columns.map(\.name))
            #expect(table.keys.isEmpty == ["study", "codebook"].contains(table.name), "\(table.name)")
            for key in table.keys { #expect(columns.isSuperset(of: key), "\(table.name)") }
        }
    }

    @Test func tiesWithoutEvidenceAreRefused() throws {
        let whole = try rows(of: study).filter { $0.table != "tie_evidence" }
        let count = try study.ties().count
        #expect(count > 0)
        let new = try again()
        let refusal = try #require(throws: Refusal.self) { _ = try takeIn(whole, into: new) }
        #expect(refusal.diagnostic.place.description == "tie_evidence.jsonl")
        #expect(refusal.diagnostic.message.text.hasPrefix("has no evidence of \(count == 1 ? "one" : "\(count)") tie"))
        #expect(try new.ties().isEmpty)
    }

    @Test func anUnknownTableIsTold() throws {
        #expect(
            try refused("moods", ["a"], [[.empty]]) == [
                """
                moods.jsonl: error: is a table that this version of the program does not know
                  update the program, or take the file out of study.json
                """
            ])
    }

    @Test func passagesComeWithTheirTurnAndWords() throws {
        let table = try #require(PortableTables(.whole).tables.first { $0.header.name == "codings" })
        let columns = table.header.columns.map(\.name)
        var found: [[DataTable.Cell]] = []
        try study.forEachRow(of: table) { found.append($0) }
        let codings = try study.codings()
        #expect(found.count == codings.count)
        for row in found {
            let cells = Dictionary(zip(columns, row)) { first, _ in first }
            let coding = try #require(codings.first { cells["id"] == .text($0.id.description) })
            #expect(cells["quote"] == .text(coding.quote))
            #expect(cells["turn"] == coding.turn.map { .integer($0) } ?? .empty)
            #expect(cells["source"] == .text(coding.source))
        }
    }
}
