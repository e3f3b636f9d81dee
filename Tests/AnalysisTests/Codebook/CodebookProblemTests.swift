import Analysis
import StudyModel
import Testing

struct CodebookProblemTests {
    private func code(
        _ name: String, definition: [String: String] = ["de": "etwas"], labels: [String: String] = [:], isCodable: Bool = true,
        under parent: Code? = nil
    ) -> Code {
        Code(
            id: .init(of: "test", name), name: name, parent: parent?.id, labels: .init(labels), definition: .init(definition),
            isCodable: isCodable)
    }

    private func found(_ codes: [Code], used: [String: Int]? = nil) -> [String] {
        let codings = Dictionary(
            uniqueKeysWithValues: codes.map { ($0.id, used?[$0.name] ?? (used == nil && $0.isCodable ? 1 : 0)) })
        return Codebook(codes: codes).problems(codings: codings).map { problem in
            "\(problem.kind.rawValue)\(problem.language.map { " \($0)" } ?? ""): "
                + problem.codes.map(\.name).joined(separator: ", ") + " \(problem.codings)"
        }
    }

    @Test func findsNothingWhereAllIsWell() {
        let family = code("Räume", isCodable: false)
        #expect(found([family, code("Platz", definition: ["de": "ein Platz"], under: family)]) == [])
    }

    @Test func namesThatDifferInCaseAccentsOrNormalFormAreToldTogether() {
        let codes = ["Öffnung", "offnung", "O\u{308}ffnung ", "Straße", "STRASSE", "Öffnungen"].enumerated().map {
            code($1, definition: ["de": "Nr. \($0)"])
        }
        #expect(found(codes) == ["similar-names: offnung, Öffnung, O\u{308}ffnung  3", "similar-names: STRASSE, Straße 2"])
    }

    @Test func equalTextsAreToldByLanguage() {
        let codes = [
            code("A", definition: ["de": "Ein  Ort", "en": "a place"], labels: ["en": "Place"]),
            code("B", definition: ["de": "ein\nOrt", "en": "a hall"], labels: ["en": "place "]),
            code("C", definition: ["de": "kein Ort", "fr": "a place"], labels: ["fr": "Place"]),
        ]
        #expect(found(codes) == ["same-label en: A, B 2", "same-definition de: A, B 2"])
    }

    @Test func useIsHeldAgainstWhatTheCodeIsFor() {
        let family = code("Familie", isCodable: false)
        let codes = [family, code("Kind", definition: [:], under: family), code("Leer", definition: [:], isCodable: false)]
        #expect(
            found(codes, used: ["Familie": 2]) == [
                "no-definition: Kind 0", "used-not-codable: Familie 2", "unused: Kind 0", "empty: Leer 0",
            ])
    }
}
