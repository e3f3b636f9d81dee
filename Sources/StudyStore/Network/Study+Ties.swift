import GRDB
package import StudyModel

/// What became of requests for ties.
package struct TieOutcome: Hashable, Sendable {
    package var added = 0
    /// Ties that stood already; new evidence was added to them.
    package var known = 0
    /// Passages and answers that a tie, new or known, did not rest on before.
    package var evidence = 0
    package var unplaced: [CodingOutcome.Failure] = []
    package var notes: [CodingOutcome.Note] = []
}

extension Study {
    /// Adds ties with their evidence as one change: all of them, or none where one cannot be placed.
    ///
    /// - Parameter input: the hash of the file that they stood in.
    package func add(
        _ requests: [TieRequest], input: ContentHash? = nil, by coder: String, dryRun: Bool = false
    ) throws -> TieOutcome {
        try meet(requests, with: TieWriter.self, as: "tie.add", input: input, by: coder, dryRun: dryRun)
    }

    /// The ties with what they rest on, sorted by kind, ends and coder.
    ///
    /// - Parameter choice: the evidence that is taken, and with it the ties that rest on some; nil for all.
    package func ties(restingOn choice: EvidenceChoice? = nil) throws -> [Tie] {
        try read { db in
            let evidence = try Self.evidence(db, choice)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT t.id, t.uuid, f.uuid AS fromID, g.uuid AS toID, k.name AS kind, t.isDirected, t.sign, t.reach,
                      t.strength, t.first, t.last, o.name AS coder
                    FROM tie t JOIN actor f ON f.id = t.fromActor JOIN actor g ON g.id = t.toActor
                    JOIN tieKind k ON k.id = t.kind JOIN coder o ON o.id = t.coder ORDER BY k.name, f.name, g.name, o.name
                    """)
            return try rows.map { row in
                Tie(
                    id: try Tie.ID(row: row["uuid"]), from: try Actor.ID(row: row["fromID"]),
                    to: try Actor.ID(row: row["toID"]),
                    kind: row["kind"], isDirected: row["isDirected"], sign: Tie.Sign(rawValue: row["sign"]) ?? .positive,
                    reach: (row["reach"] as String?).flatMap(Reach.init), strength: row["strength"], first: row["first"],
                    last: row["last"], coder: row["coder"], evidence: evidence[row["id"]] ?? [])
            }.filter { choice == nil || !$0.evidence.isEmpty }
        }
    }

    private static func evidence(_ db: Database, _ choice: EvidenceChoice?) throws -> [Int64: [Tie.Evidence]] {
        var found: [Int64: [Tie.Evidence]] = [:]
        var cursor = try TextCursor(db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT e.tie, e.number, e.passage, g.revision, g.lower, g.upper, n."case" AS answering,
                  coalesce(s.name, \(AnswerName.sql(instance: "coalesce(e.instance, s.instance)"))) AS source,
                  coalesce(c.name, pc.name) AS caseName, a.value
                FROM evidence e
                LEFT JOIN passage g ON g.id = e.passage LEFT JOIN revision r ON r.id = g.revision
                LEFT JOIN source s ON s.id = r.source LEFT JOIN "case" c ON c.id = s."case"
                LEFT JOIN respondent n ON n.id = coalesce(e.respondent, s.respondent) LEFT JOIN survey u ON u.id = n.survey
                LEFT JOIN question q ON q.id = coalesce(e.question, s.question) LEFT JOIN "case" pc ON pc.id = n."case"
                LEFT JOIN response a ON a.respondent = e.respondent AND a.question = e.question AND a.instance = e.instance
                ORDER BY g.revision, e.tie, e.number
                """)
        for row in rows {
            var citation = Citation(source: row["source"], caseName: row["caseName"])
            guard let revision = row["revision"] as Int64? else {
                if let choice, !((row["answering"] as Int32?).map(choice.cases.contains) ?? false) { continue }
                let answer = DatabaseValue.text(row["value"])
                found[row["tie"], default: []].append(.response(citation: citation, answer: answer))
                continue
            }
            guard let range = TextRange(row["lower"], row["upper"]), choice?.takes(range, in: revision) ?? true else {
                continue
            }
            try cursor.move(to: revision)
            citation.turn = cursor.turn(at: range.lowerBound)
            citation.range = range
            found[row["tie"], default: []].append(.passage(citation: citation, quote: cursor.quote(range)))
        }
        return found.mapValues { $0.sorted { inReadingOrder($0.citation, $1.citation) } }
    }
}

private func inReadingOrder(_ left: Citation, _ right: Citation) -> Bool {
    if left.source != right.source { return left.source < right.source }
    return (left.range?.lowerBound ?? 0, left.range?.upperBound ?? 0) < (
        right.range?.lowerBound ?? 0, right.range?.upperBound ?? 0
    )
}

extension DatabaseValue {
    /// A stored answer as text.
    static func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .int64(let number): String(number)
        case .double(let number): number.shortest
        case .string(let text): text
        default: ""
        }
    }
}

extension TieRequest: Request {}
extension TieOutcome: RequestOutcome {}

private struct TieWriter: RequestWriter {
    var change: Change
    var outcome = TieOutcome()
    private var register: ActorRegister
    private var finder: PassageFinder

    init(_ change: Change) throws {
        self.change = change
        register = try ActorRegister(change.db)
        finder = PassageFinder(change.db)
    }

    mutating func write(_ request: TieRequest) throws {
        let from = try register.wanted(request.from)
        let to = try register.wanted(request.to)
        guard from.row != to.row else { throw Unplaced(.selfTie(request.from), "name two different actors") }
        guard register.isDirected(request.kind) != nil else {
            throw Unplaced(
                .noKind(request.kind),
                request.kind.nearest(among: register.tieKindNames).map { "did you mean '\($0)'?" }
                    ?? "declare it under 'tieKinds' in the codebook")
        }
        if let strength = request.strength, !(strength > 0 && strength.isFinite) {
            throw Unplaced("the strength is not greater than 0", nil)
        }
        guard !request.evidence.isEmpty else {
            throw Unplaced("a tie needs evidence", "give a source and a quote, a range or a turn")
        }
        let evidence = try request.evidence.map { try row(of: $0, request: request) }
        let draft = ActorRegister.TieDraft(
            from: from, to: to, kind: request.kind, sign: request.sign, reach: request.reach, strength: request.strength,
            first: request.first, last: request.last)
        // The tie stands in the name of its own coder, whoever typed the command.
        let isNew = try change.as(request.coder) { change in try register.add(draft, evidence: evidence, in: &change).isNew }
        if isNew { outcome.added += 1 } else { outcome.known += 1 }
        outcome.evidence = change.counts["evidence"] ?? 0
    }

    private mutating func row(of evidence: TieRequest.Evidence, request: TieRequest) throws -> ActorRegister.EvidenceRow {
        switch evidence {
        case .passage(let source, let target):
            let found = try finder.find(CodingRequest(source: source, target: target, codes: [], coder: request.coder))
            if let note = found.note { outcome.notes.append(.init(line: request.line, message: note)) }
            return .passage(try Passages.row(at: found.range, of: found.revision, in: change.db))
        case .response(let survey, let respondent, let question):
            let row = try Row.fetchOne(
                change.db,
                sql: """
                    SELECT r.respondent, r.question, r.instance FROM response r JOIN respondent p ON p.id = r.respondent
                    JOIN survey u ON u.id = p.survey JOIN question q ON q.id = r.question
                    WHERE u.name = ? AND p.name = ? AND q.name = ? ORDER BY r.instance LIMIT 1
                    """, arguments: [survey.normalizedName, respondent.normalizedName, question.normalizedName])
            guard let row else {
                throw Unplaced(
                    .noResponse(survey, respondent, question), "compare them with the survey's file, or with 'anker export csv'"
                )
            }
            return .response(respondent: row[0], question: row[1], instance: row[2])
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func noKind(_ name: String) -> Self { "no kind of tie '\(name)'" }
    fileprivate static func selfTie(_ name: String) -> Self { "'\(name)' is tied to itself" }
    fileprivate static func noResponse(_ survey: String, _ respondent: String, _ question: String) -> Self {
        "no answer of respondent '\(respondent)' to '\(question)' in survey '\(survey)'"
    }
}
