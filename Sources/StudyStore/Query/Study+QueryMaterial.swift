import GRDB
import GRDBSQLite
package import StudyModel

extension Study {
    /// What a query needs to know, read in one go.
    package func queryMaterial(_ needs: QueryNeeds) throws -> QueryMaterial {
        try read { db in
            var loader = MaterialLoader(db: db, needs: needs)
            try loader.loadNames()
            // Speakers who are cases count where they speak.
            let areCases = !loader.material.speakerCases.isEmpty
            let speakers = needs.speakers || areCases
            let readCues: @Sendable (Database) throws -> CueRows = { try CueRows($0, speakers: speakers) }
            let needsCues = needs.cues || areCases
            let cues = needsCues ? try readingElsewhere(sameAs: db, rows: CodedPassages.estimate(db), readCues) : nil
            try loader.loadPassages(elsewhere: needsCues ? nil : codedPassagesElsewhere(sameAs: db, withRows: true))
            if needsCues { try loader.take(cues?.result() ?? readCues(db)) }
            if needs.memos { try loader.loadMemos() }
            for name in needs.attributes.sorted() { try loader.loadAttributes(named: name) }
            return loader.material
        }
    }
}

/// Reads the columns that a query needs, each along an index or in the order of its table.
private struct MaterialLoader {
    let db: Database
    let needs: QueryNeeds
    var material = QueryMaterial()
    /// By revision.
    private var documents: [Int64: Int32] = [:]

    init(db: Database, needs: QueryNeeds) {
        self.db = db
        self.needs = needs
    }

    mutating func loadNames() throws {
        // By their former names too.
        for row in try Row.fetchAll(db, sql: "SELECT coder, name FROM formerCoderName UNION ALL SELECT id, name FROM coder") {
            material.coders[row[1]] = row[0]
        }
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM code") { material.codeNames[row[0]] = row[1] }
        if needs.codebook {
            material.codebook = try Study.codebook(db)
            for row in try Row.fetchAll(db, sql: "SELECT id, uuid FROM code") {
                material.codeRows[try Code.ID(row: row["uuid"])] = row["id"]
            }
        }
        if needs.cases {
            for row in try Row.fetchAll(db, sql: "SELECT id, name FROM \"case\"") { material.cases[row[1]] = row[0] }
        }
        if needs.speakers {
            let speaker = try BulkStatement(db, "SELECT id, name, role FROM speaker ORDER BY id")
            while try speaker.step() {
                material.speakers.append(
                    .init(
                        row: Int32(clamping: speaker.integer(0)), name: speaker.text(1),
                        role: Transcript.Speaker.Role(rawValue: speaker.text(2)) ?? .other))
            }
        }
        if needs.questions {
            let rows = try Row.fetchAll(
                db, sql: "SELECT q.id, u.name, q.name, q.kind FROM question q JOIN survey u ON u.id = q.survey ORDER BY q.id")
            material.questions = rows.map { row in
                .init(row: row[0], survey: row[1], name: row[2], isOpen: row[3] as String == "open")
            }
        }
        if needs.cases || !needs.attributes.isEmpty {
            for row in try Row.fetchAll(db, sql: "SELECT id, \"case\" FROM speaker WHERE \"case\" IS NOT NULL") {
                material.speakerCases[Int32(clamping: row[0] as Int64)] = Int32(clamping: row[1] as Int64)
            }
        }
        if !needs.attributes.isEmpty {
            material.attributeNames = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM attribute WHERE subject = 'case'
                    UNION SELECT name FROM question WHERE kind NOT IN ('open', 'actor') ORDER BY 1
                    """)
        }
    }

    mutating func loadPassages(elsewhere other: ReadingElsewhere<CodedPassages>?) throws {
        let passages = try PassageRows(db)
        let coded = try other?.result() ?? CodedPassages(db, withRows: true)
        let revisions = try newestFlags()
        let cases = needs.cases || !needs.attributes.isEmpty ? try casesBySource() : [:]
        func document(_ revision: Int64) -> QueryMaterial.Document {
            let known = revisions[revision]
            let source = known?.source ?? 0
            return .init(
                revision: revision, source: source, isNewest: known?.isNewest ?? true, caseRow: cases[source] ?? -1)
        }
        var rows = QueryRows()
        if needs.everySource {
            let newest = revisions.filter(\.value.isNewest).keys
            for revision in Set(newest).union(passages.rows.lazy.map(\.revision)).sorted() {
                rows.add(revision, as: document)
            }
        }
        rows.add(passages, coded, as: document)
        documents = rows.places
        material.documents = rows.documents
        material.passages = rows.passages
        material.codings = rows.codings
        if needs.weights { try loadWeights() }
        if needs.sourceNames { try loadSourceNames() }
        if needs.questions { try loadSourceQuestions() }
        if needs.lengths { try loadLengths() }
    }

    private mutating func loadLengths() throws {
        let length = try BulkStatement(db, "SELECT length FROM revision WHERE id = ?")
        for place in material.documents.indices {
            length.bind(1, material.documents[place].revision)
            material.documents[place].length = Int32(clamping: try length.firstInteger() ?? 0)
        }
    }

    private mutating func loadSourceQuestions() throws {
        let wanted = Set(material.documents.map(\.source))
        let statement = try BulkStatement(db, "SELECT id, question FROM source WHERE question IS NOT NULL")
        while try statement.step() {
            guard wanted.contains(statement.integer(0)) else { continue }
            material.sourceQuestions[statement.integer(0)] = statement.integer(1)
        }
    }

    private struct Revision {
        var source: Int64
        var isNewest: Bool
    }

    /// The revisions that may be documents.
    private func newestFlags() throws -> [Int64: Revision] {
        var revisions: [Int64: Revision] = [:]
        // The index holds all three, so no text is touched.
        let statement = try BulkStatement(db, "SELECT source, number, id FROM revision ORDER BY source, number DESC")
        var last: Int64 = -1
        while try statement.step() {
            let source = statement.integer(0)
            revisions[statement.integer(2)] = Revision(source: source, isNewest: source != last)
            last = source
        }
        return revisions
    }

    private func casesBySource() throws -> [Int64: Int32] {
        var cases: [Int64: Int32] = [:]
        let statement = try BulkStatement(
            db,
            """
            SELECT s.id, coalesce(s."case", n."case") FROM source s LEFT JOIN respondent n ON n.id = s.respondent
            WHERE coalesce(s."case", n."case") IS NOT NULL
            """)
        while try statement.step() { cases[statement.integer(0)] = Int32(clamping: statement.integer(1)) }
        return cases
    }

    private mutating func loadWeights() throws {
        var places: [Int64: Int] = [:]
        places.reserveCapacity(material.codings.count)
        for (index, coding) in material.codings.enumerated() { places[coding.row] = index }
        let statement = try BulkStatement(db, "SELECT id, weight FROM coding WHERE weight IS NOT NULL")
        while try statement.step() {
            if let place = places[statement.integer(0)] {
                material.codings[place].weight = Int8(clamping: statement.integer(1))
            }
        }
    }

    private mutating func loadSourceNames() throws {
        let wanted = Set(material.documents.map(\.source))
        let statement = try BulkStatement(
            db,
            """
            SELECT s.id, coalesce(s.name, \(AnswerName.sql)) FROM source s LEFT JOIN respondent n ON n.id = s.respondent
            LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question
            """)
        while try statement.step() {
            guard wanted.contains(statement.integer(0)) else { continue }
            material.sourceNames[statement.integer(0)] = statement.text(1)
        }
    }

    mutating func take(_ cues: CueRows) {
        material.cues.reserveCapacity(cues.rows.count)
        var last: (revision: Int64, document: Int32?) = (-1, nil)
        var isSorted = true
        for row in cues.rows {
            if row.revision != last.revision { last = (row.revision, documents[row.revision]) }
            guard let document = last.document else { continue }
            let cue = QueryMaterial.Cue(
                document: document, turn: row.turn, lower: row.lower, upper: row.upper, speaker: row.speaker)
            if let previous = material.cues.last, cue.isBefore(previous) { isSorted = false }
            material.cues.append(cue)
        }
        if !isSorted { material.cues.sort { $0.isBefore($1) } }
    }

    mutating func loadMemos() throws {
        let statement = try BulkStatement(
            db,
            """
            SELECT passage, coding, source, title || char(10) || text, "case" FROM memo
            WHERE passage IS NOT NULL OR coding IS NOT NULL OR source IS NOT NULL OR "case" IS NOT NULL ORDER BY id
            """)
        while try statement.step() {
            let subject: QueryMaterial.Memo.Subject =
                if !statement.isNull(0) {
                    .passage(statement.integer(0))
                } else if !statement.isNull(1) {
                    .coding(statement.integer(1))
                } else if !statement.isNull(2) {
                    .source(statement.integer(2))
                } else {
                    .caseRow(Int32(clamping: statement.integer(4)))
                }
            material.memos.append(.init(subject: subject, text: statement.text(3)))
        }
    }

    /// The attribute of cases of that name, and the questions of every survey.
    mutating func loadAttributes(named name: String) throws {
        let attributes = try Row.fetchAll(
            db, sql: "SELECT id, type FROM attribute WHERE subject = 'case' AND name = ?", arguments: [name])
        for row in attributes {
            var attribute = QueryMaterial.Attribute(name: name, kind: Question.Kind(rawValue: row["type"]) ?? .text)
            try take(
                "SELECT \"case\", value FROM attributeValue WHERE attribute = ? ORDER BY \"case\", instance", row["id"],
                into: &attribute)
            material.attributes.append(attribute)
        }
        let questions = try Row.fetchAll(
            db,
            sql: """
                SELECT q.id, q.kind FROM question q JOIN survey u ON u.id = q.survey
                WHERE q.name = ? AND q.kind NOT IN ('open', 'actor') ORDER BY u.name
                """, arguments: [name])
        for row in questions {
            let question: Int64 = row["id"]
            var attribute = QueryMaterial.Attribute(name: name, kind: Question.Kind(rawValue: row["kind"]) ?? .text)
            let labels = try Row.fetchAll(
                db, sql: "SELECT code, text FROM valueLabel WHERE question = ? ORDER BY code, scale, language",
                arguments: [question])
            for label in labels { attribute.labels[label["code"], default: []].append(label["text"]) }
            try take(
                """
                SELECT n."case", r.value FROM respondent n JOIN response r ON r.respondent = n.id AND r.question = ?
                WHERE n.survey = (SELECT survey FROM question WHERE id = ?1) ORDER BY n.id, r.instance
                """, question, into: &attribute)
            material.attributes.append(attribute)
        }
    }

    private func take(_ sql: String, _ row: Int64, into attribute: inout QueryMaterial.Attribute) throws {
        let statement = try BulkStatement(db, sql)
        statement.bind(1, row)
        while try statement.step() {
            let isText = statement.type(1) == SQLITE_TEXT
            attribute.values.append(
                (
                    Int32(clamping: statement.integer(0)),
                    isText ? .text(statement.text(1)) : .number(statement.real(1))
                ))
        }
    }
}

extension QueryMaterial.Cue {
    fileprivate func isBefore(_ other: Self) -> Bool {
        (document, lower, upper) < (other.document, other.lower, other.upper)
    }
}
