import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct CasesTests {
    private let folder: StudyFolder
    private let study: Study
    private let reader = AttributeReader(
        kinds: [:], value: { text, kind in kind == .integer ? Int64(text).map { .integer($0) } : .text(text) },
        guess: { $0.allSatisfy { Int64($0) != nil } ? .integer : .text })

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private func set(_ caseName: String, _ attribute: String, _ texts: String..., adding: Bool = false) throws
        -> AttributeOutcome
    {
        try study.setAttributes(
            [.init(holder: caseName, attribute: attribute, texts: texts, place: .init(file: "t"))], reader: reader,
            addingCases: adding, by: "AB")
    }

    private func values(of name: String) throws -> [String: [AttributeValue]] {
        try #require(study.cases().first { $0.name == name }).values
    }

    @Test func aCaseHasItsSourcesSpeakersAndQuestionnaires() throws {
        _ = try study.assign(["Älterer Text"], speaker: "B", to: "Dorfcafé", by: "AB")
        let item = try #require(study.cases().first { $0.name == "Dorfcafé" })
        #expect(item.sources == ["interview-01"])
        #expect(item.speakers == [.init(source: "Älterer Text", name: "B")])
        #expect(item.respondents == ["Befragung 2025/R1"])
        #expect(item.actors == ["Dorfcafé"])
    }

    @Test func aSourceGoesFromOneCaseToAnother() throws {
        let outcome = try study.assign(["interview-01", "Älterer Text"], to: "Kupferau", by: "AB")
        #expect(
            outcome == [
                .init(source: "interview-01", before: "Dorfcafé", after: "Kupferau"),
                .init(source: "Älterer Text", before: nil, after: "Kupferau"),
            ])
        #expect(throws: StudyError("no case 'Kupferaue'", remedy: "did you mean 'Kupferau'?")) {
            try study.assign(["interview-01"], to: "Kupferaue", by: "AB")
        }
        #expect(throws: StudyError.self) { try study.assign(["Befragung 2025/R1/Was ändert sich?"], to: "Kupferau", by: "AB") }
    }

    @Test func aRenamedCaseKeepsItsIDAndTheNameIsFreeForAnother() throws {
        let id = try #require(study.cases().first { $0.name == "Kupferau" }).id
        _ = try study.renameCase("Kupferau", to: "Gemeinde", by: "AB")
        _ = try study.addCases(["Kupferau"], by: "AB")
        let cases = try study.cases()
        #expect(cases.first { $0.name == "Gemeinde" }?.id == id)
        #expect(cases.first { $0.name == "Kupferau" }?.id != id)
        #expect(throws: StudyError("there is a case 'Gemeinde' already", remedy: "choose another name, or merge the two")) {
            try study.renameCase("Kupferau", to: "gemeinde", by: "AB")
        }
    }

    /// A survey's cases are written in bulk under the ids of their names.
    @Test func aSurveyMakesACaseWhoseNameAnotherHadBefore() throws {
        _ = try study.renameCase("Dorfcafé", to: "Café", by: "AB")
        var survey = Sample.survey
        survey.name = "Befragung 2026"
        try study.takeInSurvey(survey, content: "other bytes")
        #expect(try study.cases().map(\.name) == ["Café", "Dorfcafé", "Kupferau"])
    }

    @Test func casesThatDifferAreNotMergedUnasked() throws {
        _ = try set("Dorfcafé", "Alter", "12")
        _ = try set("Kupferau", "Alter", "13")
        _ = try set("Dorfcafé", "Ort", "Tal", "Berg")
        let counts = try study.counts
        let refused = try study.mergeCases(["Dorfcafé"], into: "Kupferau", by: "AB")
        #expect(
            refused.conflicts == [
                .init(attribute: "Alter", caseName: "Kupferau", values: ["13"], other: "Dorfcafé", otherValues: ["12"])
            ])
        #expect(try study.counts == counts)
        let merged = try study.mergeCases(["Dorfcafé"], into: "Kupferau", keeping: .first, by: "AB")
        #expect((merged.sources, merged.respondents, merged.values, merged.dropped) == (1, 1, 3, 1))
        #expect(merged.repeatedSurveys == ["Befragung 2025"])
        #expect(try values(of: "Kupferau") == ["Alter": [.integer(12)], "Ort": [.text("Tal"), .text("Berg")]])
    }

    @Test func aCaseOnWhichSomethingRestsStays() throws {
        _ = try study.addCases(["Neu"], by: "AB")
        _ = try set("Neu", "Alter", "1")
        let error = StudyError(
            "case 'Neu' has 1 attribute value",
            remedy: "pass --release to let go of them; its attribute values and memos go with it")
        #expect(throws: error) { try study.removeCases(["Neu"], by: "AB") }
        #expect(try study.removeCases(["Neu"], releasing: true, by: "AB").map(\.values) == [1])
        #expect(throws: StudyError.self) { try study.removeCases(["Kupferau"], releasing: true, by: "AB") }
    }

    @Test func valuesAreTypedAndReplaced() throws {
        #expect(
            try set("Kupferau", "Alter", "7").newAttributes == [
                .init(name: "Alter", kind: .integer, isGuessed: true, near: nil)
            ])
        #expect(try set("Kupferau", "Alter", "alt").problems.count == 1)
        #expect(try set("Kupferau", "Alter", "8", "9").replaced == 1)
        #expect(try set("Kupferau", "Alter", "8", "9").known == 1)
        #expect(try values(of: "Kupferau") == ["Alter": [.integer(8), .integer(9)]])
        #expect(try set("Neu", "Alter", "8").problems.map(\.message) == ["no case 'Neu'"])
        #expect(try set("Neu", "Alter", "8", adding: true).newCases == ["Neu"])
        #expect(
            try study.attributes() == [
                .init(
                    name: "Alter", kind: .integer, cases: 2,
                    values: [.init(value: .integer(8), cases: 2), .init(value: .integer(9), cases: 1)], instances: 2)
            ])
    }

    @Test func anAttributeIsRetypedOrItsValuesAreNamed() throws {
        _ = try set("Kupferau", "Ort", "Tal")
        let value: (String, Attribute.Kind) -> AttributeValue? = { text, _ in Int64(text).map { .integer($0) } }
        let refused = try study.retypeAttribute("Ort", to: .integer, by: "AB", value: value)
        #expect(refused.refused.map(\.caseName) == ["Kupferau"])
        _ = try set("Kupferau", "Ort", "12")
        #expect(try study.retypeAttribute("Ort", to: .integer, by: "AB", value: value).changed == 1)
        #expect(try values(of: "Kupferau") == ["Ort": [.integer(12)]])
    }

    @Test func aRenamedCoderIsTheSameUnderBothNames() throws {
        try study.renameCoder("AB", to: "Anke", by: "CD")
        try study.code([Sample.quote("ruhig", coder: "AB")])
        #expect(try study.coders().filter { ["AB", "Anke"].contains($0.name) }.map(\.formerNames) == [["AB"]])
        #expect(try study.codings(.init(coder: "Anke")).count == 6)
        #expect(throws: StudyError.self) { try study.renameCoder("CD", to: "AB", by: "CD") }
        _ = try study.add(
            [
                TieRequest(
                    from: "Café", to: "Waldschule", kind: "Streit", coder: "Anke",
                    evidence: [.passage(source: "interview-01", target: .quote("ist ruhig", turn: nil, occurrence: nil))])
            ], by: "Anke")
        _ = try study.undo(by: "CD")
        _ = try study.undo(by: "CD")
        _ = try study.undo(by: "CD")
        #expect(try study.coders().filter { ["AB", "Anke"].contains($0.name) }.map(\.formerNames) == [[]])
        #expect(try study.count("formerCoderName") == 0)
        #expect(try study.check { _, _ in [] }.filter { $0.kind != .original }.isEmpty)
    }

    @Test func codingsAreTakenAwayByIDPlaceAndRows() throws {
        let all = try study.codings()
        #expect(try study.uncode(.ids([all[0].id]), of: nil, by: "AB").codings == 1)
        let place = CodingSelection.place(
            source: "interview-01", .quote("Dorfplatz lebt", turn: nil, occurrence: 1), codes: ["Rückzug"])
        #expect(throws: Unplaced.self) { try study.uncode(place, of: "AB", by: "AB") }
        #expect(try study.uncode(place, of: "CD", by: "AB").coders == ["CD"])
        let rows = RowSet(try study.rows("SELECT id FROM coding").map { $0["id"] as Int64 })
        #expect(try study.uncode(.rows(rows), of: nil, dryRun: true, by: "AB").codings == all.count - 2)
        #expect(try study.uncode(.rows(rows), of: nil, by: "AB").codings == all.count - 2)
        #expect(try study.count("coding") == 0)
        for _ in 0..<3 { _ = try study.undo(by: "AB") }
        #expect(try study.codings() == all)
    }
}
