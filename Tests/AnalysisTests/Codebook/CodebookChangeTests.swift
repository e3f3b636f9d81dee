import Analysis
import StudyModel
import Testing

struct CodebookChangeTests {
    private let old: Codebook = {
        let space = Code(name: "Raum", order: 0, isCodable: false)
        return Codebook(
            name: "Vier", languages: ["de"], findings: [Finding(name: "F1", claim: .init("Räume tragen.", language: "de"))],
            tieKinds: [TieKind(name: "Streit")],
            codes: [
                space,
                Code(
                    name: "Platz", parent: space.id, order: 0, definition: .init("ein Platz", language: "de"), colour: "#aabbcc"
                ),
                Code(name: "Hof", parent: space.id, order: 1, findings: ["F1": .supporting]),
                Code(name: "Garten", parent: space.id, order: 2),
            ])
    }()

    private func changes(_ edit: (inout [Code]) -> Void) -> [String] {
        var codes = old.codes
        edit(&codes)
        var newer = old
        newer = Codebook(
            name: old.name, languages: old.languages, findings: old.findings, tieKinds: old.tieKinds, codes: codes)
        return told(old.changes(to: newer))
    }

    private func told(_ changes: [CodebookChange]) -> [String] {
        changes.map {
            [$0.kind.rawValue, $0.subject.rawValue, $0.name, $0.field, $0.language, $0.before, $0.after]
                .map { $0 ?? "-" }.joined(separator: "|")
        }
    }

    private func index(_ name: String) -> Int { old.codes.firstIndex { $0.name == name } ?? 0 }

    @Test func theSameHasNoChanges() {
        #expect(changes { _ in } == [])
    }

    @Test func aNewPlaceNumberAloneIsNoChange() {
        #expect(changes { codes in for place in codes.indices { codes[place].order *= 3 } } == [])
    }

    @Test func codesAreTheSameByTheirIDs() {
        let hall = Code(name: "Halle", parent: old.codes[0].id, order: 3)
        #expect(
            changes { codes in
                codes[index("Platz")].name = "Öffentlicher Platz"
                codes.remove(at: index("Garten"))
                codes.append(hall)
            } == [
                "renamed|code|Öffentlicher Platz|-|-|Platz|Öffentlicher Platz", "added|code|Halle|-|-|-|Raum/Halle",
                "removed|code|Garten|-|-|Raum/Garten|-",
            ])
    }

    @Test func aMoveNamesTheCodesAbove() {
        #expect(
            changes { codes in
                codes[index("Hof")].parent = nil
                codes[index("Garten")].parent = codes[index("Platz")].id
            } == ["moved|code|Garten|-|-|Raum|Platz", "moved|code|Hof|-|-|Raum|-"])
    }

    @Test func anotherOrderIsToldOnceForTheCodeAbove() {
        #expect(
            changes { codes in codes[index("Garten")].order = -1 } == [
                "reordered|code|Raum|-|-|Platz, Hof, Garten|Garten, Platz, Hof"
            ])
    }

    @Test func eachTextIsAChangeOfItsOwn() {
        #expect(
            changes { codes in
                codes[index("Platz")].definition["de"] = nil
                codes[index("Platz")].definition["en"] = "a square"
                codes[index("Platz")].colour = nil
                codes[index("Hof")].findings = ["F1": .contradicting]
                codes[0].isCodable = true
            } == [
                "changed|code|Raum|codable|-|false|true", "changed|code|Platz|colour|-|#aabbcc|-",
                "changed|code|Platz|definition|de|ein Platz|-", "changed|code|Platz|definition|en|-|a square",
                "changed|code|Hof|finding F1|-|supporting|contradicting",
            ])
    }

    @Test func memosAreToldOneByOne() {
        let before = Codebook(codes: [
            Code(name: "A", memos: [.init(coder: "AB", text: "alt"), .init(coder: "AB", text: "gleich")])
        ])
        let after = Codebook(codes: [
            Code(name: "A", memos: [.init(coder: "AB", text: "gleich"), .init(coder: "CD", text: "neu")])
        ])
        let changes = before.changes(to: after)
        #expect(changes.map(\.field) == ["memo", "memo"])
        #expect(changes.map(\.before) == ["alt", nil])
        #expect(changes.map(\.after) == [nil, "neu"])
    }

    @Test func findingsAndKindsAreComparedToo() {
        var newer = old
        newer.languages = ["de", "en"]
        newer.findings[0].claim["en"] = "Spaces carry."
        newer.findings.append(Finding(name: "F2"))
        newer.tieKinds = [TieKind(name: "Streit", isDirected: true, sign: .negative)]
        newer.actorKinds = [ActorKind(name: "Verein")]
        #expect(
            told(old.changes(to: newer)) == [
                "changed|codebook|Vier|languages|-|de|de, en", "changed|finding|F1|claim|en|-|Spaces carry.",
                "added|finding|F2|-|-|-|-", "added|actor kind|Verein|-|-|-|-", "changed|tie kind|Streit|directed|-|false|true",
                "changed|tie kind|Streit|sign|-|+|-",
            ])
    }
}
