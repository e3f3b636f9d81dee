import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct ActorsTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    @Test func whatWentInComesOutSortedByName() throws {
        let actors = [
            Actor(name: "Zukunftswerk", kind: "Initiative"),
            Actor(
                name: "Öko-Hof", aliases: ["Der Hof", "Hofladen"], kind: "Handwerk", place: "Kupferau", reach: .supraregional,
                caseName: "Hof"), Actor(name: "Oberschule"),
        ]
        let outcome = try study.add(actors, by: "AB")
        #expect(outcome.added == 3)
        #expect(outcome.known == 0)
        #expect(try study.actors() == [actors[2], actors[1], actors[0]])
    }

    @Test func whatIsKnownIsCompletedAndNeverOverwritten() throws {
        _ = try study.add([Actor(name: "Hof", kind: "Handwerk")], by: "AB")
        let outcome = try study.add(
            [Actor(name: "Hof ", aliases: ["Hofladen"], kind: "Schule", place: "Kupferau", reach: .local)], by: "AB")
        #expect(outcome.added == 0)
        #expect(outcome.known == 1)
        #expect(
            try study.actors() == [
                Actor(name: "Hof", aliases: ["Hofladen"], kind: "Handwerk", place: "Kupferau", reach: .local)
            ])
    }

    @Test func anActorIsKnownByAnAliasThatOnlyItHas() throws {
        _ = try study.add([Actor(name: "Hof", aliases: ["Hofladen"])], by: "AB")
        #expect(try study.add([Actor(name: "Hofladen", place: "Kupferau")], by: "AB").known == 1)
        #expect(try study.actors() == [Actor(name: "Hof", aliases: ["Hofladen"], place: "Kupferau")])
    }

    @Test func anAliasCountsFromTheLineThatNamesIt() throws {
        let outcome = try study.add(
            [
                Actor(name: "Hof", aliases: ["Laden"]), Actor(name: "Laden"), Actor(name: "Hof", aliases: ["Garten"]),
                Actor(name: "Garten"),
            ],
            by: "AB")
        #expect(outcome.added == 1)
        #expect(outcome.known == 3)
    }

    @Test func anAliasOfSeveralActorsNamesNoneOfThem() throws {
        _ = try study.add(
            [Actor(name: "Grundschule", aliases: ["Schule"]), Actor(name: "Oberschule", aliases: ["Schule"])], by: "AB")
        #expect(try study.add([Actor(name: "Schule")], by: "AB").added == 1)
        #expect(try study.actors().count == 3)
    }

    @Test func aNameGoesBeforeAnAlias() throws {
        _ = try study.add([Actor(name: "Hof"), Actor(name: "Laden", aliases: ["Hof"])], by: "AB")
        _ = try study.add([Actor(name: "Hof", place: "Kupferau")], by: "AB")
        #expect(try study.actors().map(\.place) == ["Kupferau", nil])
    }

    @Test func namesAreTheSameInEitherNormalForm() throws {
        _ = try study.add([Actor(name: "O\u{308}ko-Hof", aliases: ["Cafe\u{301}"])], by: "AB")
        #expect(try study.add([Actor(name: "Öko-Hof"), Actor(name: "Caf\u{E9}")], by: "AB").known == 2)
        #expect(try study.actors() == [Actor(name: "Öko-Hof", aliases: ["Caf\u{E9}"])])
    }
}
