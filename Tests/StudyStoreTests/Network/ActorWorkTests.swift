import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct ActorWorkTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
        _ = try study.add(
            [
                Actor(
                    name: "Das Dorfcafé", aliases: ["Kaffeehaus", "Café"], kind: "Verein", place: "Kupferau", reach: .local)
            ],
            by: "AB")
    }

    private func tie(
        _ from: String, _ to: String, _ kind: String, sign: Tie.Sign? = nil, strength: Double? = nil, last: String? = nil,
        on quote: String = "Und sonst?", by coder: String
    ) throws -> TieOutcome {
        try study.add(
            [
                TieRequest(
                    from: from, to: to, kind: kind, sign: sign, strength: strength, last: last, coder: coder,
                    evidence: [.passage(source: "interview-01", target: .quote(quote, turn: nil, occurrence: nil))])
            ], by: coder)
    }

    private func actor(_ name: String) throws -> Actor { try #require(study.actors().first { $0.name == name }) }

    // MARK: merge

    @Test func mergingGivesNamesAndWhatWasNotKnown() throws {
        let before = try actor("Dorfcafé")
        let outcome = try study.mergeActors(["Das Dorfcafé"], into: "Dorfcafé", by: "AB")
        #expect(outcome.target == "Dorfcafé")
        #expect(outcome.merged == ["Das Dorfcafé"])
        #expect(outcome.aliases == ["Das Dorfcafé", "Kaffeehaus"])
        #expect(outcome.filled == ["place"])
        #expect(
            outcome.differences == [
                .init(subject: "Das Dorfcafé", isOfTie: false, property: "kind", kept: "Initiative", other: "Verein"),
                .init(subject: "Das Dorfcafé", isOfTie: false, property: "reach", kept: "regional", other: "local"),
            ])
        let after = try actor("Dorfcafé")
        #expect(after.id == before.id)
        #expect(after.aliases == ["Café", "Das Dorfcafé", "Kaffeehaus"])
        #expect(after.place == "Kupferau")
        #expect(try study.isSound())
    }

    @Test func aTieThatTheTargetHasGetsTheEvidenceAndOthersGoOver() throws {
        _ = try tie("Das Dorfcafé", "Schule am Wald", "Streit", strength: 4, last: "2021-05", by: "CD")
        _ = try tie("Gemeinde Kupferau", "Das Dorfcafé", "Zusammenarbeit", by: "AB")
        _ = try tie("Schule am Wald", "Das Dorfcafé", "Streit", by: "CD")
        _ = try tie("Das Dorfcafé", "Schule am Wald", "Streit", by: "AB")
        let ids = Set(try study.ties().map(\.id))
        let outcome = try study.mergeActors(["Das Dorfcafé"], into: "Dorfcafé", by: "AB")
        #expect(outcome.ties == 2)
        #expect(outcome.joined == 2)
        #expect(outcome.evidence == 2)
        #expect(
            outcome.differences.filter(\.isOfTie) == [
                .init(
                    subject: "Dorfcafé – Schule am Wald (Streit)", isOfTie: true, property: "strength", kept: "2.5",
                    other: "4")
            ])
        let ties = try study.ties()
        #expect(ids.isSuperset(of: ties.map(\.id)))
        let café = try actor("Dorfcafé").id
        let quarrels = ties.filter { $0.kind == "Streit" && $0.from == café }
        #expect(quarrels.map(\.coder) == ["AB", "CD"])
        #expect(quarrels.map(\.evidence.count) == [1, 2])
        #expect(ties.filter { $0.kind == "Zusammenarbeit" }.map(\.evidence.count) == [3])
        #expect(try study.isSound())
    }

    @Test func tiesOfOppositeSignStayTwo() throws {
        _ = try tie("Das Dorfcafé", "Gemeinde Kupferau", "Zusammenarbeit", sign: .negative, by: "AB")
        let outcome = try study.mergeActors(["Das Dorfcafé"], into: "Dorfcafé", by: "AB")
        #expect(outcome.joined == 0)
        #expect(try study.ties().filter { $0.kind == "Zusammenarbeit" }.map(\.sign) == [.positive, .negative])
    }

    @Test func tiesBetweenThemAreListedAndOnlyDroppedWhereThatIsAskedFor() throws {
        _ = try tie("Das Dorfcafé", "Dorfcafé", "Zusammenarbeit", by: "CD")
        let tie = try #require(study.ties().first { $0.coder == "CD" && $0.kind == "Zusammenarbeit" })
        _ = try study.addMemo("Zwei?", on: .tie(tie.id), by: "AB")
        let before = try study.state()
        let refused = try study.mergeActors(["Das Dorfcafé"], into: "Dorfcafé", by: "AB")
        #expect(
            refused.between == [
                .init(from: "Das Dorfcafé", to: "Dorfcafé", kind: "Zusammenarbeit", coder: "CD", evidence: 1)
            ])
        #expect(try study.state() == before)
        let outcome = try study.mergeActors(["Das Dorfcafé"], into: "Dorfcafé", droppingBetween: true, by: "AB")
        #expect(outcome.dropped == 1)
        #expect(outcome.droppedMemos == 1)
        #expect(try !study.ties().contains { $0.id == tie.id })
        #expect(try study.isSound())
    }

    @Test func mentionsMemosAndAttributesGoOver() throws {
        let (café, other) = (try actor("Dorfcafé").id, try actor("Das Dorfcafé").id)
        for id in [café, other] {
            try study.execute(
                """
                INSERT INTO mention(passage, actor, coder, event)
                SELECT c.passage, a.id, c.coder, 1 FROM coding c JOIN actor a ON a.uuid = ? ORDER BY c.id LIMIT 1
                """, [id.data])
        }
        try study.execute(
            """
            INSERT INTO mention(passage, actor, coder, event)
            SELECT max(c.passage), a.id, 1, 1 FROM coding c JOIN actor a ON a.uuid = ?
            """, [other.data])
        try study.execute(
            """
            INSERT INTO attribute(id, uuid, name, subject, type) VALUES (77, zeroblob(16), 'Gründung', 'actor', 'integer');
            """)
        try study.execute(
            "INSERT INTO actorAttributeValue(actor, attribute, instance, value) SELECT id, 77, 1, 1998 FROM actor WHERE uuid = ?",
            [other.data])
        _ = try study.addMemo("Heißt auch so. [[actor:Das Dorfcafé]]", on: .actor("Das Dorfcafé"), by: "AB")
        let outcome = try study.mergeActors(["Das Dorfcafé"], into: "Dorfcafé", by: "AB")
        #expect(outcome.mentions == 1)
        #expect(outcome.memos == 1)
        #expect(outcome.filled == ["place", "Gründung"])
        #expect(try study.count("mention") == 2)
        #expect(try study.count("actorAttributeValue") == 1)
        #expect(try study.rows("PRAGMA foreign_key_check").isEmpty)
    }

    @Test func aMergeIsUndoneAndRedone() throws {
        _ = try tie("Das Dorfcafé", "Schule am Wald", "Streit", by: "CD")
        _ = try tie("Das Dorfcafé", "Dorfcafé", "Zusammenarbeit", by: "CD")
        let before = try study.state()
        _ = try study.mergeActors(["Das Dorfcafé", "Schule am Wald"], into: "Dorfcafé", droppingBetween: true, by: "AB")
        let after = try study.state()
        #expect(before != after)
        #expect(try study.undo(by: "AB").verb == "actor.merge")
        #expect(try study.state() == before)
        _ = try study.redo(by: "AB")
        #expect(try study.state() == after)
    }

    @Test func aDryRunMergesNothing() throws {
        let before = try study.state()
        #expect(try study.mergeActors(["Kaffeehaus"], into: "Dorfcafé", dryRun: true, by: "AB").aliases.count == 2)
        #expect(try study.state() == before)
    }

    @Test func aTieOfAMergedActorIsKnownByWhatItSays() throws {
        _ = try tie("Das Dorfcafé", "Schule am Wald", "Zusammenarbeit", by: "AB")
        _ = try study.mergeActors(["Das Dorfcafé"], into: "Dorfcafé", by: "AB")
        let outcome = try tie("Schule am Wald", "Dorfcafé", "Zusammenarbeit", on: "ist ruhig", by: "AB")
        #expect(outcome.known == 1)
        #expect(outcome.added == 0)
    }

    /// The new one has the id that the merged one had, and so would its tie.
    @Test func anActorOfAMergedOnesNameHasTiesOfItsOwn() throws {
        _ = try tie("Das Dorfcafé", "Schule am Wald", "Zusammenarbeit", by: "AB")
        _ = try study.mergeActors(["Das Dorfcafé"], into: "Dorfcafé", by: "AB")
        var edit = ActorEdit()
        edit.droppedAliases = ["Das Dorfcafé"]
        _ = try study.editActor("Dorfcafé", edit, by: "AB")
        _ = try study.add([Actor(name: "Das Dorfcafé")], by: "AB")
        #expect(try tie("Das Dorfcafé", "Schule am Wald", "Zusammenarbeit", by: "AB").added == 1)
    }

    @Test func whatCannotBeMergedIsSaid() throws {
        #expect(throws: StudyError("no actor 'Dorfkaffee'", remedy: "did you mean 'Dorfcafé'?")) {
            try study.mergeActors(["Dorfkaffee"], into: "Schule am Wald", by: "AB")
        }
        #expect(
            throws: StudyError(
                "'Café' is another name of several actors: 'Das Dorfcafé', 'Dorfcafé'",
                remedy: "name the one that is meant by its own name")
        ) { try study.mergeActors(["Café"], into: "Schule am Wald", by: "AB") }
        #expect(
            throws: StudyError("actor 'Dorfcafé' cannot be merged into itself", remedy: "name another actor behind --into")
        ) { try study.mergeActors(["Dorfcafé"], into: "Dorfcafé", by: "AB") }
        #expect(throws: StudyError("'Waldschule' is another name of 'Schule am Wald' already", remedy: "leave it out")) {
            try study.mergeActors(["Waldschule"], into: "Schule am Wald", by: "AB")
        }
    }

    // MARK: edit

    @Test func whatIsNotNamedStays() throws {
        var edit = ActorEdit()
        edit.name = "Kaffeehaus"
        edit.kind = ""
        edit.newAliases = ["Das Dorfcafé", "Kaffeehaus"]
        edit.droppedAliases = ["Café"]
        edit.reach = .unknown
        edit.caseName = "Kupferau"
        let before = try actor("Das Dorfcafé")
        let outcome = try study.editActor("Das Dorfcafé", edit, by: "AB")
        #expect(outcome.before == before)
        #expect(
            outcome.after
                == Actor(
                    id: before.id, name: "Kaffeehaus", aliases: ["Das Dorfcafé"], place: "Kupferau", caseName: "Kupferau"))
        #expect(try actor("Kaffeehaus") == outcome.after)
        _ = try study.undo(by: "AB")
        #expect(try actor("Das Dorfcafé") == before)
    }

    @Test func theNameOfARenamedActorIsFreeForAnother() throws {
        var edit = ActorEdit()
        edit.name = "Kaffeehaus"
        let id = try study.editActor("Das Dorfcafé", edit, by: "AB").after.id
        _ = try study.add([Actor(name: "Das Dorfcafé")], by: "AB")
        #expect(try actor("Das Dorfcafé").id != id)
        edit.name = "dorfcafé"
        #expect(
            throws: StudyError(
                "there is an actor 'Dorfcafé' already", remedy: "choose another name, or merge the two with 'anker actor merge'"
            )
        ) { try study.editActor("Kaffeehaus", edit, by: "AB") }
    }

    @Test func whatIsSoAlreadyIsNoChange() throws {
        let events = try study.count("event")
        var edit = ActorEdit()
        edit.place = "Kupferau"
        edit.newAliases = ["Kaffeehaus"]
        let outcome = try study.editActor("Das Dorfcafé", edit, by: "AB")
        #expect(outcome.before == outcome.after)
        #expect(try study.count("event") == events)
    }

    @Test func aCaseAndAnAliasMustBeThere() throws {
        var edit = ActorEdit()
        edit.caseName = "Kupferaue"
        #expect(throws: StudyError("no case 'Kupferaue'", remedy: "did you mean 'Kupferau'?")) {
            try study.editActor("Dorfcafé", edit, by: "AB")
        }
        edit = ActorEdit()
        edit.droppedAliases = ["Kaffehaus"]
        #expect(
            throws: StudyError("'Kaffehaus' is no other name of 'Das Dorfcafé'", remedy: "did you mean 'Kaffeehaus'?")
        ) { try study.editActor("Das Dorfcafé", edit, by: "AB") }
    }

    // MARK: remove

    @Test func anActorWithTiesGoesOnlyWithThem() throws {
        #expect(try study.removeActors(["Das Dorfcafé"], by: "AB") == [ActorRemoval(name: "Das Dorfcafé")])
        #expect(
            throws: StudyError(
                "actor 'Dorfcafé' has 2 ties",
                remedy: "merge it into another actor, or pass --with-all to take them out with it")
        ) { try study.removeActors(["Dorfcafé"], by: "AB") }
        let before = try study.state()
        #expect(
            try study.removeActors(["Dorfcafé", "Dorfcafé"], withAll: true, by: "AB") == [
                ActorRemoval(name: "Dorfcafé", ties: 2)
            ])
        #expect(try study.ties().isEmpty)
        #expect(try study.isSound())
        _ = try study.undo(by: "AB")
        #expect(try study.state() == before)
    }
}
