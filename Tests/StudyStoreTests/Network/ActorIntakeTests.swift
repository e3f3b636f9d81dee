import StudyModel
import Testing

@testable import StudyStore

struct ActorIntakeTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    private func intake(_ verb: ActorIntake.Verb = .import, createsCases: Bool = false, updates: Bool = false) -> ActorIntake {
        let reader = AttributeReader(
            kinds: [:], value: { text, kind in kind == .integer ? Int64(text).map { .integer($0) } : .text(text) },
            guess: { $0.allSatisfy { Int64($0) != nil } ? .integer : .text })
        return ActorIntake(verb, createsCases: createsCases, updates: updates, reader: reader)
    }

    private func row(_ actor: Actor, _ values: KeyValuePairs<String, [String]> = [:]) -> ActorRow {
        ActorRow(
            actor,
            settings: values.map {
                AttributeSetting(holder: actor.name, attribute: $0.key, texts: $0.value, place: .init(file: "t", cell: "X2"))
            }, place: .init(file: "t", cell: "A2"))
    }

    @Test func attributesOfActorsHaveATypeAndSeveralValues() throws {
        let outcome = try study.add(
            [
                row(Actor(name: "Hof"), ["Alter": ["12"], "Sparte": ["Obst", "Brot", "Obst"]]),
                row(Actor(name: "Laden"), ["Alter": ["7"]]),
            ],
            intake(), by: "AB")
        #expect(outcome.added == 2)
        #expect(outcome.newAttributes.map { "\($0.name) \($0.kind)" } == ["Alter integer", "Sparte text"])
        #expect(
            try study.actors().map(\.attributes) == [
                [
                    HeldAttribute(name: "Alter", kind: .integer, values: [.integer(12)]),
                    HeldAttribute(name: "Sparte", kind: .text, values: [.text("Obst"), .text("Brot")]),
                ], [HeldAttribute(name: "Alter", kind: .integer, values: [.integer(7)])],
            ])
        #expect(try study.attributes().isEmpty)
    }

    @Test func whatDiffersIsToldAndLeftUnlessItIsToBeReplaced() throws {
        let old = row(Actor(name: "Hof", aliases: ["der Hof"], kind: "Handwerk"), ["Alter": ["12"]])
        let new = row(Actor(name: "der Hof", kind: "Verein", place: "Kupferau", reach: .local), ["Alter": ["13"]])
        _ = try study.add([old], intake(), by: "AB")
        let left = try study.add([new], intake(), by: "AB")
        #expect(left.known == 1 && left.completed == 1)
        #expect(
            left.differences.map(\.message.text) == [
                "kind of 'Hof' is 'Handwerk', not 'Verein', and was left so",
                "Alter of 'Hof' is '12', not '13', and was left so",
            ])
        #expect(try study.actors().map(\.place) == ["Kupferau"])
        let updated = try study.add([new], intake(updates: true), by: "AB")
        #expect(updated.differences.isEmpty && updated.completed == 1)
        let actor = try #require(try study.actors().first)
        #expect(actor.kind == "Verein" && actor.attributes.map(\.text) == ["13"])
        #expect(try study.add([new], intake(updates: true), by: "AB").completed == 0)
    }

    @Test func aCaseThatIsNotThereIsAProblemUnlessItIsToBeMade() throws {
        let rows = [row(Actor(name: "Hof", caseName: "Hofladen")), row(Actor(name: "Laden", caseName: "Hofladen"))]
        let refused = try study.add(rows, intake(), by: "AB")
        #expect(
            refused.problems.map(\.description) == ["t:A2: error: no case 'Hofladen'\n  pass --create-cases to make it a case"])
        #expect(try study.actors().isEmpty)
        #expect(try study.add(rows, intake(createsCases: true), by: "AB").newCases == ["Hofladen"])
    }

    @Test func inATableAnAliasNamesNoOtherActorOfTheTable() throws {
        let rows = [row(Actor(name: "Hof", aliases: ["Laden"])), row(Actor(name: "Laden"))]
        #expect(try study.add(rows, intake(), by: "AB").added == 2)
        #expect(try study.add(rows, intake(), by: "AB").known == 2)
    }

    @Test func oneUndoTakesATableBack() throws {
        let before = try study.state()
        _ = try study.add(
            [row(Actor(name: "Hof", kind: "Handwerk", caseName: "H"), ["Alter": ["1"]])], intake(createsCases: true), by: "AB")
        #expect(try study.undo(by: "AB").verb == "actor.import")
        #expect(try study.state() == before)
    }
}
