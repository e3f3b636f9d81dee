import GRDB
package import StudyModel

/// A passage in which an actor is spoken of, as a coder says.
package struct Mention: Hashable, Sendable {
    package var actor: Actor.ID
    package var actorName: String
    package var citation: Citation
    package var quote: String
    /// The words on either side.
    package var before: String
    package var after: String
    package var coder: String
    /// The revision of the source in which the passage stands, from 1.
    package var revision: Int
    package var state: PassageState
}

/// A mention to be taken in, as a command or a line of a file asks for it.
package struct MentionRequest: Hashable, Sendable {
    package var actor: String
    package var source: String
    package var target: CodingRequest.Target
    /// The words that must stand at the range; nil where nobody said.
    package var expectedQuote: String?
    /// The line it stands on, from 1; nil for a command.
    package var line: Int?

    package init(
        actor: String, source: String, target: CodingRequest.Target, expectedQuote: String? = nil, line: Int? = nil
    ) {
        self.actor = actor
        self.source = source
        self.target = target
        self.expectedQuote = expectedQuote
        self.line = line
    }
}

/// What is said of places at which an actor is called by name.
package enum MentionVerdict: String, Sendable {
    /// They speak of it.
    case accept = "mentions.accept"
    /// They do not, and are not to be suggested again.
    case reject = "mentions.reject"
}

/// What became of requests for mentions.
package struct MentionOutcome: Hashable, Sendable {
    /// Those of which this coder had said nothing, or the other thing.
    package var added = 0
    /// Those that this coder has already.
    package var known = 0
    package var unplaced: [CodingOutcome.Failure] = []
    package var notes: [CodingOutcome.Note] = []
}

/// Which mentions are meant; what is empty or nil means all.
package struct MentionFilter: Hashable, Sendable {
    package var actors: [String] = []
    package var sources: [String] = []
    package var coder: String?
    /// Places that were rejected, in place of mentions.
    package var isRejected = false

    package init() {}
}

/// What was taken away.
package struct MentionRemoval: Hashable, Sendable {
    package var mentions = 0
    package var actors = 0
    package var sources = 0
}

extension Study {
    /// Adds mentions, or rejects them, as one change: all of them, or none where one cannot be placed.
    ///
    /// - Parameter input: the hash of the file that they stood in.
    package func add(
        _ requests: [MentionRequest], _ verdict: MentionVerdict = .accept, input: ContentHash? = nil, by coder: String,
        dryRun: Bool = false
    ) throws -> MentionOutcome {
        try meet(requests, with: MentionWriter.self, as: verdict.rawValue, input: input, by: coder, dryRun: dryRun) {
            $0.verdict = verdict
        }
    }

    /// The mentions in reading order.
    ///
    /// - Parameter context: so many characters on either side are told with each.
    /// - Throws: `StudyError` with a near name where the filter names what is not there.
    package func mentions(_ filter: MentionFilter = .init(), context: Int = 0) throws -> [Mention] {
        try read { db in
            var cursor = try TextCursor(db)
            let condition = try Self.condition(filter, in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT a.uuid, a.name AS actor, o.name AS coder, p.revision, p.lower, p.upper, p.state, r.number,
                      coalesce(s.name, \(AnswerName.sql)) AS source, coalesce(c.name, pc.name) AS caseName
                    FROM mention m JOIN actor a ON a.id = m.actor JOIN coder o ON o.id = m.coder
                    JOIN passage p ON p.id = m.passage JOIN revision r ON r.id = p.revision JOIN source s ON s.id = r.source
                    LEFT JOIN "case" c ON c.id = s."case" LEFT JOIN respondent n ON n.id = s.respondent
                    LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question
                    LEFT JOIN "case" pc ON pc.id = n."case"
                    WHERE \(condition) ORDER BY source, p.revision, p.lower, p.upper, a.name, o.name
                    """)
            return try rows.compactMap { row in
                guard let range = TextRange(row["lower"], row["upper"]) else { return nil }
                try cursor.move(to: row["revision"])
                func words(_ lower: Int, _ upper: Int) -> String { TextRange(lower, upper).map(cursor.quote) ?? "" }
                return Mention(
                    actor: try Actor.ID(row: row["uuid"]), actorName: row["actor"],
                    citation: Citation(
                        source: row["source"], caseName: row["caseName"], turn: cursor.turn(at: range.lowerBound), range: range),
                    quote: cursor.quote(range), before: words(max(0, range.lowerBound - context), range.lowerBound),
                    after: words(range.upperBound, range.upperBound + context), coder: row["coder"], revision: row["number"],
                    state: PassageState(rawValue: row["state"]) ?? .placed)
            }
        }
    }

    /// Takes mentions away, and the passages on which nothing lies any more.
    ///
    /// - Throws: `StudyError` with a near name where the filter names what is not there.
    package func removeMentions(
        _ filter: MentionFilter, dryRun: Bool = false, by coder: String
    ) throws -> MentionRemoval {
        var removal = MentionRemoval()
        try changeUnlessDry("mentions.remove", dryRun: dryRun, by: coder) { change in
            let db = change.db
            let condition = try Self.condition(filter, in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT m.passage, m.actor, m.coder, a.uuid, r.source FROM mention m JOIN actor a ON a.id = m.actor
                    JOIN passage p ON p.id = m.passage JOIN revision r ON r.id = p.revision JOIN source s ON s.id = r.source
                    WHERE \(condition) ORDER BY m.passage, m.actor, m.coder
                    """)
            let delete = try db.cachedStatement(sql: "DELETE FROM mention WHERE passage = ? AND actor = ? AND coder = ?")
            var (actors, sources): (Set<Actor.ID>, Set<Int64>) = ([], [])
            for row in rows {
                try delete.execute(arguments: [row["passage"] as Int64, row["actor"] as Int64, row["coder"] as Int64])
                let actor = try Actor.ID(row: row["uuid"])
                if actors.insert(actor).inserted { change.concern(actor) }
                sources.insert(row["source"])
            }
            try Passages.deleteBare(Set(rows.map { $0["passage"] as Int64 }), in: db)
            change.count("mentions", rows.count)
            removal = MentionRemoval(mentions: rows.count, actors: actors.count, sources: sources.count)
        }
        return removal
    }

    /// SQL over `m`, a mention, and `s`, its source.
    private static func condition(_ filter: MentionFilter, in db: Database) throws -> String {
        var conditions = ["m.isRejected = \(filter.isRejected ? 1 : 0)"]
        if !filter.actors.isEmpty {
            let rows = try ActorRegister(db).required(filter.actors).map { "\($0.row)" }
            conditions.append("m.actor IN (\(rows.joined(separator: ", ")))")
        }
        if !filter.sources.isEmpty {
            var places = MemoPlaces(db)
            let rows = try filter.sources.compactMap { name -> String? in
                guard case .row(let pointer) = try places.find(.source(name)).spot else { return nil }
                return "\(pointer.row)"
            }
            conditions.append("s.id IN (\(rows.joined(separator: ", ")))")
        }
        if let coder = filter.coder { conditions.append("m.coder = \(try Self.coder(required: coder, in: db).row)") }
        return conditions.joined(separator: " AND ")
    }
}

extension MentionRequest: Request {}
extension MentionOutcome: RequestOutcome {}

private struct MentionWriter: RequestWriter {
    var change: Change
    var outcome = MentionOutcome()
    var verdict = MentionVerdict.accept
    private let register: ActorRegister
    private var finder: PassageFinder
    private var concerned: Set<Actor.ID> = []

    init(_ change: Change) throws {
        self.change = change
        register = try ActorRegister(change.db)
        finder = PassageFinder(change.db)
    }

    mutating func write(_ request: MentionRequest) throws {
        let actor = try register.wanted(request.actor)
        var wanted = CodingRequest(source: request.source, target: request.target, codes: [], coder: change.coderName)
        wanted.expectedQuote = request.expectedQuote
        let found = try finder.find(wanted)
        if let note = found.note { outcome.notes.append(.init(line: request.line, message: note)) }
        let passage = try Passages.row(at: found.range, of: found.revision, in: change.db)
        try change.db.cachedStatement(
            sql: """
                INSERT INTO mention(passage, actor, coder, event, isRejected) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET isRejected = excluded.isRejected WHERE isRejected <> excluded.isRejected
                """
        ).execute(arguments: [passage, actor.row, change.coder, change.event, verdict == .reject])
        guard change.db.changesCount > 0 else {
            outcome.known += 1
            return
        }
        outcome.added += 1
        change.count("mentions")
        if concerned.insert(actor.id).inserted { change.concern(actor.id) }
    }
}
