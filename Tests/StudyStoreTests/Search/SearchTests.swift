import StudyModel
import Testing

@testable import StudyStore

struct SearchTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    /// Each unit of each text in the scope, as `source[:turn] words`.
    private func units(_ scope: SearchScope = SearchScope(), holding expression: String? = nil) throws -> [String] {
        var found: [String] = []
        try study.forEachText(in: scope, holding: expression) { text in
            for unit in text.units {
                found.append("\(text.source)\(unit.turn.map { ":\($0)" } ?? "") \(text.words(at: unit.range))")
            }
            return true
        }
        return found
    }

    @Test func textsComeInTheOrderOfTheirNamesAndAnswersBehindThem() throws {
        #expect(
            try units() == [
                "Älterer Text:1 Nur ein Satz.", "interview-01:1 Was hat sich verändert?",
                "interview-01:2 👍🏽 Die Straße ist ruhig, der Dorfplatz lebt.", "interview-01:3 Und sonst?",
                "interview-01:4 Der Dorfplatz lebt.", "Befragung 2025/R1/Was ändert sich? Die Straße gehört allen.",
                "Befragung 2025/R2/Was ändert sich? Wir reden mehr. 🎉 Sehr!",
                "Befragung 2025/R2/Was ändert sich?[2] Sonst nichts.",
            ])
        #expect(
            try units(holding: "\"strasse\"").map { $0.prefix(12) } == Array(repeating: "interview-01", count: 4) + [
                "Befragung 20"
            ])
    }

    @Test func aScopeLeavesOutTheRest() throws {
        var scope = SearchScope()
        scope.roles = [.interviewer]
        #expect(try units(scope).map { $0.prefix(14) } == ["interview-01:1", "interview-01:3"])
        scope = SearchScope()
        scope.speakers = ["B"]
        scope.sources = ["inter*"]
        #expect(try units(scope).map { $0.prefix(14) } == ["interview-01:2", "interview-01:4"])
        scope = SearchScope()
        scope.questions = ["Was ändert sich?"]
        scope.caseNames = ["Dorfcafé"]
        #expect(try units(scope) == ["Befragung 2025/R1/Was ändert sich? Die Straße gehört allen."])
        scope = SearchScope()
        scope.sources = ["Befragung*[2]"]
        #expect(try units(scope) == ["Befragung 2025/R2/Was ändert sich?[2] Sonst nichts."])
        scope.answers = false
        #expect(try units(scope).isEmpty)
    }

    @Test func aCodeTakesThoseUnderItAlong() throws {
        var scope = SearchScope()
        scope.codes = ["Raum"]
        var passages: [String] = []
        try study.forEachText(in: scope, holding: nil) { text in
            passages += (text.passages ?? []).map { "\(text.source) \(text.words(at: $0))" }
            #expect(text.isInScope(text.passages?.first ?? 0..<0))
            #expect(!text.isInScope(0..<1))
            return true
        }
        #expect(passages == ["Älterer Text ein Satz", "interview-01 Dorfplatz lebt"])
    }

    @Test(arguments: [
        ("case", "Dorfcafe"), ("question", "Was aendert sich?"), ("speaker", "C"), ("code", "Raume"), ("source", "interview-1"),
    ])
    func whatIsNotThereIsNamed(kind: String, name: String) throws {
        var scope = SearchScope()
        switch kind {
        case "case": scope.caseNames = [name]
        case "question": scope.questions = [name]
        case "speaker": scope.speakers = [name]
        case "code": scope.codes = [name]
        default: scope.sources = [name]
        }
        let error = #expect(throws: StudyError.self) { try units(scope) }
        #expect(error?.problem == "no \(kind) '\(name)'")
    }
}
