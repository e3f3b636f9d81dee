import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct JournalTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    private func verbs() throws -> [String] { try study.strings("SELECT verb FROM event ORDER BY id") }

    private func hex(_ data: Data?) -> String { (data ?? Data()).map { String(format: "%02x", $0) }.joined() }

    @Test func eachChangeIsOneRow() throws {
        try study.fill()
        #expect(
            try verbs() == ["init", "codebook.import", "import", "import", "code.bulk", "actor.add", "tie.add"])
        #expect(try study.strings("SELECT DISTINCT time FROM event") == ["2025-06-15T12:00:00Z"])
        #expect(
            try study.strings("SELECT recording FROM event ORDER BY id")
                == ["changeset", "changeset", "rows", "rows", "rows", "changeset", "changeset"])
    }

    /// SQLite itself checks references row by row, or a whole table; an act that adds many rows checks those it added.
    @Test(arguments: [
        ("codings", "INSERT INTO passage(revision, lower, upper) VALUES (999, 0, 1)", "passage"),
        ("sources", "INSERT INTO speaker(source, name, role) VALUES (999, 'A', 'other')", "speaker"),
        (
            "surveys",
            "INSERT INTO survey(uuid, name, format, languages, original, event) VALUES (zeroblob(16), 'A', 'csv', '[]', 999, 1)",
            "survey"
        ),
        ("actors", "INSERT INTO actorAlias(actor, alias) VALUES (999, 'A')", "actorAlias"),
    ])
    func aRowThatPointsToNothingEndsABulkAct(count: String, sql: String, table: String) throws {
        try study.fill()
        let error = #expect(throws: StudyError.self) {
            try study.change("test", by: "AB", recording: .rows) { change in
                try change.db.execute(sql: sql)
                change.count(count)
            }
        }
        #expect(error?.problem == "a row of '\(table)' would point to nothing")
        #expect(try study.rows("PRAGMA foreign_key_check").isEmpty)
        #expect(try study.rows("PRAGMA foreign_keys")[0][0] == 1)
    }

    @Test func countsWhatWasMade() throws {
        try study.fill()
        #expect(
            try study.strings("SELECT counts FROM event ORDER BY id") == [
                "{}", #"{"codes":4}"#, #"{"cases":1,"sources":2,"turns":5}"#,
                #"{"actors":2,"answers":3,"cases":1,"evidence":2,"memos":1,"questions":6,"respondents":2,"responses":8,"surveys":1,"ties":1}"#,
                #"{"codings":6}"#, #"{"actors":1}"#, #"{"evidence":1,"ties":1}"#,
            ])
    }

    /// The hash of a row is SHA-256 over the hash before it and the row's columns, each with a zero byte behind it; what an
    /// undo or a redo is about stands last.
    @Test func eachRowIsSealedWithTheHashOfTheRowBefore() throws {
        try study.fill()
        _ = try study.undo(by: "CD")
        _ = try study.redo(by: "CD")
        var previous = Data()
        let rows = try study.rows("SELECT * FROM event ORDER BY id")
        #expect(rows.count == 9)
        for row in rows {
            #expect((row["previous"] as Data?) ?? Data() == previous)
            var content = previous
            let fields: [String] =
                [
                    String(row["id"] as Int), row["time"], String(row["coder"] as Int), row["verb"],
                    String(row["schemaVersion"] as Int), row["recording"], row["subjects"], row["counts"], hex(row["input"]),
                    hex(row["changesetHash"]),
                ] + ((row["target"] as Int?).map { [String($0)] } ?? [])
            for field in fields {
                content.append(contentsOf: field.utf8)
                content.append(0)
            }
            #expect(hex(row["hash"]) == ContentHash(of: content).description)
            #expect(Journal.isSealed(row, previous: previous.isEmpty ? nil : previous))
            previous = row["hash"]
        }
    }

    @Test func theChangesetIsTheOneThatTheRowIsSealedWith() throws {
        try study.fill()
        let rows = try study.rows(
            "SELECT e.changesetHash, c.content FROM event e JOIN changeset c ON c.event = e.id ORDER BY e.id")
        for row in rows { #expect(hex(row["changesetHash"]) == ContentHash(of: row["content"] as Data).description) }
        // The survey adds actors in bulk, and a changeset of those tables goes with it.
        #expect(
            try study.strings("SELECT verb FROM event e JOIN changeset c ON c.event = e.id ORDER BY e.id").contains("tie.add"))
        #expect(
            try study.strings("SELECT verb FROM event WHERE (changesetHash IS NULL) = (id IN (SELECT event FROM changeset))")
                .isEmpty)
    }

    @Test func holdsNoNamesAndNoWords() throws {
        try study.fill()
        let rows = try study.rows("SELECT verb, subjects, counts FROM event").map(\.description).joined()
        for word in [
            "Dorf", "Kupferau", "interview", "Straße", "Resonanz", "Raum", "Befragung", "Ostharz", "AB", "CD", "R1", "ruhig",
            "Streit", "Wald", "Text",
        ] { #expect(!rows.contains(word)) }
    }

    @Test func namesTheIdsOfWhatWasMade() throws {
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        let codes = Sample.codebook.codes.map { "\"\($0.id)\"" }
        #expect(
            try study.strings("SELECT subjects FROM event WHERE verb = 'codebook.import'") == [
                "[\(codes.joined(separator: ","))]"
            ])
    }

    @Test func keepsAHundredIdsOfABulkAct() throws {
        try study.fill()
        let requests = try (0..<105).map { try Sample.range($0, $0 + 1) }
        #expect(try study.code(requests).added == 105)
        let subjects = try study.strings("SELECT subjects FROM event ORDER BY id DESC LIMIT 1")[0]
        #expect(try JSONDecoder().decode([String].self, from: Data(subjects.utf8)).count == 100)
        #expect(try study.strings("SELECT counts FROM event ORDER BY id DESC LIMIT 1") == [#"{"codings":105}"#])
    }

    @Test func rowsMadeInBulkBearTheirEvent() throws {
        try study.fill()
        let events = { (table: String) in
            try study.strings("SELECT DISTINCT e.verb FROM \(table) x JOIN event e ON e.id = x.event")
        }
        #expect(try events("coding") == ["code.bulk"])
        #expect(try events("respondent") == ["import"])
        #expect(try events("source") == ["import"])
        #expect(try events("code") == ["codebook.import"])
        #expect(try study.rows("SELECT DISTINCT event FROM source").count == 2)
    }

    @Test func whatChangesNothingLeavesNoRow() throws {
        try study.fill()
        let before = try study.counts
        _ = try study.importCodebook(Sample.codebook, by: "AB")
        _ = try study.add([Actor(name: "Dorfcafé")], by: "AB")
        #expect(try study.code([Sample.quote("🎉", in: "Befragung 2025/R2/Was ändert sich?")]).known == 1)
        #expect(try study.code([Sample.quote("Gibt es nicht")], recording: .single).unplaced.count == 1)
        #expect(try study.takeIn(by: "AB") { try $0.add(Sample.transcript()) } == .known(source: "interview-01"))
        #expect(try study.counts == before)
    }

    @Test func anActOfANewCoderThatChangesNothingLeavesNoRowEither() throws {
        try study.fill()
        let before = try study.counts
        _ = try study.importCodebook(Sample.codebook, by: "Neu")
        #expect(try study.counts == before)
    }

    @Test func theCoderOfAChangeIsNoPartOfWhatAnUndoTakesBack() throws {
        _ = try study.add([Actor(name: "Dorfcafé")], by: "Neu")
        let content = try #require(
            try study.read { try Data.fetchOne($0, sql: "SELECT content FROM changeset ORDER BY event DESC") })
        #expect(content.range(of: Data("Dorfcafé".utf8)) != nil)
        #expect(content.range(of: Data("Neu".utf8)) == nil)
    }

    @Test func aCoderIsTheSameInEitherNormalForm() throws {
        _ = try study.add([Actor(name: "Dorfcafé")], by: "Zoe\u{308} ")
        _ = try study.add([Actor(name: "Schule")], by: "Zo\u{EB}")
        #expect(try study.strings("SELECT name FROM coder WHERE name LIKE 'Zo%'") == ["Zo\u{EB}"])
        let error = StudyError("no coder is named", remedy: "name one with --coder, or in $ANKER_CODER")
        #expect(throws: error) { try study.add([Actor(name: "Verein")], by: " ") }
        #expect(try study.actors().count == 2)
    }

    @Test func anErrorInAChangeTakesAllOfItBackAndLeavesTheStudyUsable() throws {
        struct Interruption: Error {}
        let before = try study.counts
        #expect(throws: Interruption.self) {
            try study.change("test", by: "Neu") { change in
                _ = try change.caseRow("Fall")
                throw Interruption()
            }
        }
        // SQLite finds this one only when it commits.
        #expect(throws: StudyError("cannot be used: FOREIGN KEY constraint failed")) {
            try study.change("test", by: "Neu") { change in
                try change.db.execute(sql: "INSERT INTO \"case\"(uuid, name, event) VALUES (zeroblob(16), 'Fall', 99)")
            }
        }
        #expect(throws: StudyError("cannot be used: UNIQUE constraint failed: coder.name")) {
            try study.change("test", by: "Neu") { change in
                try change.db.execute(sql: "INSERT INTO coder(uuid, name) VALUES (zeroblob(16), 'Neu')")
            }
        }
        #expect(try study.counts == before)
        try study.fill()
        #expect(try study.codings().count == 6)
    }

    @Test func aBulkActIsRefusedWhereARowPointsToNothing() throws {
        try study.fill()
        let before = try study.counts
        let error = StudyError("a row of 'coding' would point to nothing", remedy: "report this; nothing was changed")
        #expect(throws: error) {
            try study.change("test", by: "AB", recording: .rows) { change in
                try change.db.execute(
                    sql: "INSERT INTO coding(uuid, passage, code, coder, time, event) VALUES (zeroblob(16), 999, 1, 1, '', ?)",
                    arguments: [change.event])
                change.count("codings")
            }
        }
        #expect(try study.counts == before)
    }

    @Test func referencesHoldAndDeletedBytesAreWipedAgainAfterABulkAct() throws {
        struct Interruption: Error {}
        try study.fill()
        #expect(throws: Interruption.self) { try study.takeIn(by: "AB") { _ in throw Interruption() } }
        #expect(try study.rows("PRAGMA foreign_keys")[0][0] == 1)
        #expect(try study.rows("PRAGMA secure_delete")[0][0] == 1)
    }
}
