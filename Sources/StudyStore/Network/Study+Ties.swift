import GRDB
package import StudyModel

/// What became of requests for ties.
package struct TieOutcome: Hashable, Sendable {
    package var added = 0
    /// Ties that stood already; new evidence was added to them.
    package var known = 0
    /// Passages and answers that a tie, new or known, did not rest on before.
    package var evidence = 0
    /// Ties that stood already, of which something was filled in or replaced.
    package var completed = 0
    /// Actors that were made.
    package var newActors: [NewActor] = []
    /// What of a tie stands and is another than was said, and was left as it is.
    package var differences: [CodingOutcome.Note] = []
    package var unplaced: [CodingOutcome.Failure] = []
    package var notes: [CodingOutcome.Note] = []

    package struct NewActor: Hashable, Sendable {
        package var name: String
        /// One that stood already and is called almost so.
        package var near: String?
    }
}

/// How ties are taken in.
package struct TieIntake: Sendable {
    package enum Verb: String, Sendable {
        case add = "tie.add"
        case `import` = "tie.import"
    }

    package var verb: Verb
    /// Makes actors that are not there; else such a tie cannot be placed.
    package var createsActors: Bool
    /// Puts what is said of a tie in the place of what stands; else only what is missing is filled in.
    package var updates: Bool

    package init(_ verb: Verb = .add, createsActors: Bool = false, updates: Bool = false) {
        self.verb = verb
        self.createsActors = createsActors
        self.updates = updates
    }
}

extension Study {
    /// Adds ties with their evidence as one change: all of them, or none where one cannot be placed.
    ///
    /// - Parameter input: the hash of the file that they stood in.
    package func add(
        _ requests: [TieRequest], _ intake: TieIntake = .init(), input: ContentHash? = nil, by coder: String,
        dryRun: Bool = false
    ) throws -> TieOutcome {
        try meet(requests, with: TieWriter.self, as: intake.verb.rawValue, input: input, by: coder, dryRun: dryRun) {
            $0.intake = intake
        }
    }

    /// The ties with what they rest on, sorted by kind, ends and coder.
    ///
    /// - Parameter choice: the evidence that is taken, and with it the ties that rest on some; nil for all.
    package func ties(restingOn choice: EvidenceChoice? = nil) throws -> [Tie] {
        try read { try Self.ties($0, restingOn: choice) }
    }

    static func ties(_ db: Database, restingOn choice: EvidenceChoice? = nil) throws -> [Tie] {
        let evidence = try evidence(db, choice)
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
                reach: (row["reach"] as String?).flatMap(Reach.init(rawValue:)), strength: row["strength"],
                first: row["first"], last: row["last"], coder: row["coder"], evidence: evidence[row["id"]] ?? [])
        }.filter { choice == nil || !$0.evidence.isEmpty }
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
