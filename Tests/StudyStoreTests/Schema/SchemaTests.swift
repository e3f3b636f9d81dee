import GRDB
import StudyModel
import Testing

@testable import StudyStore

/// What the schema itself keeps, whoever writes to the file.
struct SchemaTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    /// Expects that SQLite refuses to commit `sql` with this code, and that everything is as before.
    private func refuses(
        _ sql: String, _ code: ResultCode, _ message: String? = nil, location: SourceLocation = #_sourceLocation
    ) throws {
        let before = try study.counts
        let error = #expect(throws: DatabaseError.self, sourceLocation: location) { try study.execute(sql) }
        #expect(error?.extendedResultCode == code, sourceLocation: location)
        if let message { #expect(error?.message == message, sourceLocation: location) }
        #expect(try study.counts == before, sourceLocation: location)
    }

    @Test func everyTableIsStrictAndHasAKey() throws {
        let loose = try study.strings(
            """
            SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
            AND name NOT LIKE 'sqlite%'
            """)
        #expect(loose.isEmpty)
        let keyless = try study.strings(
            """
            SELECT l.name FROM pragma_table_list l WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite%'
            AND NOT EXISTS (SELECT 1 FROM pragma_table_info(l.name) WHERE pk > 0)
            """)
        #expect(keyless.isEmpty)
    }

    @Test func everyTableOfTheStudyIsRecordedForAnUndo() throws {
        let tables = try study.strings(
            """
            SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
            AND name NOT IN ('event', 'changeset', 'rowNumber', 'pageSeal', 'pageSum')
            """)
        #expect(Set(tables) == Set(ChangeSession.tables))
        #expect(Set(ChangeSession.completedInBulk).isSubset(of: tables))
    }

    @Test func noNumberOfARowIsGivenTwiceInAnyTable() throws {
        let numbered = try study.strings(
            """
            SELECT l.name FROM pragma_table_list l JOIN pragma_table_info(l.name) c WHERE l.schema = 'main' AND l.type = 'table'
            AND c.name = 'id' AND l.name NOT IN ('study', 'codebook', 'event', 'pageSeal')
            """)
        #expect(Set(numbered) == Set(RowNumber.tables))
    }

    @Test func aTieWithoutEvidenceCannotBeCommitted() throws {
        try refuses(
            """
            INSERT INTO tie(uuid, fromActor, toActor, kind, isDirected, sign, coder, leadingEvidence, event)
            VALUES (zeroblob(16), 1, 2, 1, 0, '+', 1, 1, 1)
            """, .SQLITE_CONSTRAINT_FOREIGNKEY)
        try refuses("DELETE FROM evidence WHERE number = 1", .SQLITE_CONSTRAINT_FOREIGNKEY)
    }

    @Test func evidenceIsAPassageOrAnAnswerAndNeverBoth() throws {
        try refuses("INSERT INTO evidence(tie, number, event) VALUES (1, 9, 1)", .SQLITE_CONSTRAINT_CHECK)
        try refuses(
            "INSERT INTO evidence(tie, number, passage, respondent, question, instance, event) VALUES (1, 9, 1, 1, 5, 1, 1)",
            .SQLITE_CONSTRAINT_CHECK)
        try refuses(
            "INSERT INTO evidence(tie, number, respondent, question, instance, event) VALUES (1, 9, 1, 5, 77, 1)",
            .SQLITE_CONSTRAINT_FOREIGNKEY)
    }

    @Test func aPassageLiesInsideItsText() throws {
        let revision = "(SELECT r.id FROM revision r JOIN source s ON s.id = r.source WHERE s.name = 'interview-01')"
        try study.execute("INSERT INTO passage(revision, lower, upper) VALUES (\(revision), 111, 112)")
        try refuses(
            "INSERT INTO passage(revision, lower, upper) VALUES (\(revision), 111, 113)", .SQLITE_CONSTRAINT_TRIGGER,
            "a passage lies inside its text")
        try refuses("INSERT INTO passage(revision, lower, upper) VALUES (\(revision), 5, 5)", .SQLITE_CONSTRAINT_CHECK)
        try refuses("INSERT INTO passage(revision, lower, upper) VALUES (\(revision), -1, 5)", .SQLITE_CONSTRAINT_CHECK)
        try refuses("INSERT INTO passage(revision, lower, upper) VALUES (\(revision), 111, 112)", .SQLITE_CONSTRAINT_UNIQUE)
    }

    @Test(arguments: ["text = 'x'", "number = 2", "length = 1", "hash = zeroblob(32)", "source = 2"])
    func aRevisionNeverChanges(assignment: String) throws {
        try refuses("UPDATE revision SET \(assignment)", .SQLITE_CONSTRAINT_TRIGGER, "a revision never changes")
    }

    @Test(arguments: ["UPDATE event SET verb = 'x'", "DELETE FROM event", "DELETE FROM event WHERE id = 2"])
    func theJournalIsAppendOnly(sql: String) throws {
        try refuses(sql, .SQLITE_CONSTRAINT_TRIGGER, "the journal is append-only")
    }

    @Test func aCodingIsUniqueForPassageCodeAndCoder() throws {
        try refuses(
            """
            INSERT INTO coding(uuid, passage, code, coder, time, event)
            SELECT zeroblob(16), passage, code, coder, time, event FROM coding LIMIT 1
            """, .SQLITE_CONSTRAINT_UNIQUE)
    }

    @Test(arguments: [-1, 101])
    func aWeightIsBetween0And100(weight: Int) throws {
        try refuses("UPDATE coding SET weight = \(weight)", .SQLITE_CONSTRAINT_CHECK)
    }

    @Test func columnsKeepTheirTypes() throws {
        try refuses("UPDATE passage SET lower = 'vorn'", .SQLITE_CONSTRAINT_DATATYPE)
        try refuses("UPDATE tie SET strength = 'stark'", .SQLITE_CONSTRAINT_DATATYPE)
        try refuses("UPDATE source SET name = zeroblob(3) WHERE name IS NOT NULL", .SQLITE_CONSTRAINT_DATATYPE)
    }

    @Test func anIdHas16BytesAndAHash32() throws {
        try refuses("UPDATE code SET uuid = zeroblob(15)", .SQLITE_CONSTRAINT_CHECK)
        try refuses("UPDATE original SET hash = zeroblob(33)", .SQLITE_CONSTRAINT_CHECK)
    }

    @Test func namesAreUniqueAndNotEmpty() throws {
        for table in ["code", "actor", "\"case\"", "coder", "finding", "actorKind", "tieKind", "survey"] {
            try refuses("UPDATE \(table) SET name = ''", .SQLITE_CONSTRAINT_CHECK)
        }
        try refuses("UPDATE code SET name = 'x'", .SQLITE_CONSTRAINT_UNIQUE)
        try refuses("UPDATE source SET name = 'x' WHERE name IS NOT NULL", .SQLITE_CONSTRAINT_UNIQUE)
    }

    @Test func whatIsPointedToCannotBeDeleted() throws {
        for table in [
            "code", "passage", "revision", "source", "coder", "actor", "respondent", "question", "original", "\"case\"",
        ] {
            try refuses("DELETE FROM \(table)", .SQLITE_CONSTRAINT_FOREIGNKEY)
        }
    }

    @Test func anAnswerIsKnownByWhatItAnswersAndNotByAName() throws {
        try refuses("UPDATE source SET name = 'x' WHERE kind = 'answer'", .SQLITE_CONSTRAINT_CHECK)
        try refuses("UPDATE source SET respondent = NULL WHERE kind = 'answer'", .SQLITE_CONSTRAINT_CHECK)
        try refuses(
            "INSERT INTO source(kind, respondent, question, instance, event) VALUES ('answer', 1, 3, 1, 1)",
            .SQLITE_CONSTRAINT_UNIQUE)
    }

    /// The planner says `SCAN` where it walks a whole table.
    @Test(arguments: [
        "SELECT id FROM revision WHERE source = 1 ORDER BY number DESC LIMIT 1", "SELECT * FROM cue WHERE revision = 1",
        "SELECT id FROM passage WHERE revision = 1 AND lower = 1 AND upper = 2", "SELECT 1 FROM coding WHERE code = 1",
        "SELECT id FROM source WHERE name = 'a'", "SELECT id FROM respondent WHERE survey = 1 AND name = 'a'",
        "SELECT id FROM source WHERE respondent = 1 AND question = 1 AND instance = 1",
        "SELECT * FROM evidence WHERE passage = 1", "SELECT id FROM tie WHERE fromActor = 1",
        "SELECT id FROM tie WHERE toActor = 1",
        "SELECT id FROM source WHERE \"case\" = 1", "SELECT id FROM revision WHERE original = 1",
    ])
    func isFoundByAnIndex(sql: String) throws {
        let plan = try study.rows("EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
        #expect(!plan.isEmpty && plan.allSatisfy { $0.hasPrefix("SEARCH") })
    }

    @Test func caseValuesUniteAttributesAndClosedAnswers() throws {
        try study.execute(
            "INSERT INTO attribute(uuid, subject, name, type) VALUES (zeroblob(16), 'case', 'Mitglieder', 'integer')")
        try study.execute(
            "INSERT INTO attributeValue(\"case\", attribute, value) SELECT id, 1, 12 FROM \"case\" WHERE name = 'Dorfcafé'")
        let rows = try study.rows(
            """
            SELECT v.name, v.type, v.value FROM caseValue v JOIN "case" c ON c.id = v."case" WHERE c.name = 'Dorfcafé'
            ORDER BY v.name
            """)
        #expect(rows.map { $0["name"] as String } == ["Anteil", "Gegründet", "Mitglieder", "Reichweite"])
        #expect(rows.map { DatabaseValue.text($0["value"]) } == ["0.5", "1998", "12", "1"])
    }
}
