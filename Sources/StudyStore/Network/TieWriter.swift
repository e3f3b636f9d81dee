import GRDB
import StudyModel

extension TieRequest: Request {}
extension TieOutcome: RequestOutcome {}

/// Writes ties that were asked for, with their evidence.
struct TieWriter: RequestWriter {
    var change: Change
    var outcome = TieOutcome()
    var intake = TieIntake()
    private var register: ActorRegister
    private var finder: PassageFinder
    private let names: [String]

    init(_ change: Change) throws {
        self.change = change
        register = try ActorRegister(change.db)
        finder = PassageFinder(change.db)
        names = try String.fetchAll(change.db, sql: "SELECT name FROM actor UNION SELECT alias FROM actorAlias")
    }

    mutating func write(_ request: TieRequest) throws {
        let from = try end(request.from)
        let to = try end(request.to)
        guard from.row != to.row else { throw Unplaced(.selfTie(request.from), "name two different actors") }
        guard let isDirected = register.isDirected(request.kind) else {
            throw Unplaced(
                .noKind(request.kind),
                request.kind.nearest(among: register.tieKindNames).map { "did you mean '\($0)'?" }
                    ?? "declare it under 'tieKinds' in the codebook")
        }
        guard request.isDirected ?? isDirected == isDirected else {
            throw Unplaced(.otherDirection(request.kind, isDirected), "the codebook says so; correct one of the two")
        }
        if let strength = request.strength, !(strength > 0 && strength.isFinite) {
            throw Unplaced("the strength is not greater than 0", nil)
        }
        guard !request.evidence.isEmpty else {
            throw Unplaced("a tie needs evidence", "give a source and a quote, a range or a turn")
        }
        guard let evidence = try evidence(of: request) else { return }
        let draft = ActorRegister.TieDraft(
            from: from, to: to, kind: request.kind, sign: request.sign, reach: request.reach, strength: request.strength,
            first: request.first, last: request.last, updates: intake.updates)
        // The tie stands in the name of its own coder, whoever typed the command.
        let added = try change.as(request.coder) { change in try register.add(draft, evidence: evidence, in: &change) }
        if added.isNew {
            outcome.added += 1
        } else {
            outcome.known += 1
            if added.isCompleted { outcome.completed += 1 }
        }
        outcome.differences += added.differences.map {
            .init(line: request.line, message: .differs(request, $0.property, $0.kept, $0.other))
        }
        outcome.evidence = change.counts["evidence"] ?? 0
    }

    private mutating func end(_ name: String) throws -> (row: Int64, id: Actor.ID) {
        guard intake.createsActors, register.find(name) == nil, try register.sharing(name).isEmpty else {
            return try register.wanted(name)
        }
        outcome.newActors.append(.init(name: name.normalizedName, near: name.nearest(among: names)))
        return try register.actor(name, kind: nil, in: &change)
    }

    /// - Returns: nil where some of it cannot be placed, which is noted by its own line.
    /// - Throws: `Unplaced` where the evidence has no lines of its own.
    private mutating func evidence(of request: TieRequest) throws -> [ActorRegister.EvidenceRow]? {
        var rows: [ActorRegister.EvidenceRow] = []
        for (index, evidence) in request.evidence.enumerated() {
            guard request.evidenceLines.indices.contains(index) else {
                rows.append(try row(of: evidence, line: request.line, coder: request.coder))
                continue
            }
            let line = request.evidenceLines[index]
            do {
                rows.append(try row(of: evidence, line: line, coder: request.coder))
            } catch let reason as Unplaced {
                outcome.unplaced.append(.init(line: line, reason: reason))
            }
        }
        return rows.count == request.evidence.count ? rows : nil
    }

    private mutating func row(
        of evidence: TieRequest.Evidence, line: Int?, coder: String
    ) throws -> ActorRegister.EvidenceRow {
        switch evidence {
        case .passage(let source, let target, let quote):
            var wanted = CodingRequest(source: source, target: target, codes: [], coder: coder)
            wanted.expectedQuote = quote
            let found = try finder.find(wanted)
            if let note = found.note { outcome.notes.append(.init(line: line, message: note)) }
            return .passage(try Passages.row(at: found.range, of: found.revision, in: change.db))
        case .response(let survey, let respondent, let question, let instance):
            let row = try Row.fetchOne(
                change.db,
                sql: """
                    SELECT r.respondent, r.question, r.instance FROM response r JOIN respondent p ON p.id = r.respondent
                    JOIN survey u ON u.id = p.survey JOIN question q ON q.id = r.question
                    WHERE u.name = ?1 AND p.name = ?2 AND q.name = ?3 AND r.instance = coalesce(?4, r.instance)
                    ORDER BY r.instance LIMIT 1
                    """, arguments: [survey.normalizedName, respondent.normalizedName, question.normalizedName, instance])
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
    fileprivate static func otherDirection(_ kind: String, _ isDirected: Bool) -> Self {
        isDirected ? "ties of kind '\(kind)' have a direction" : "ties of kind '\(kind)' have no direction"
    }
    fileprivate static func differs(_ tie: TieRequest, _ property: String, _ kept: String, _ other: String) -> Self {
        "\(property) of the tie from '\(tie.from)' to '\(tie.to)' is \(kept), not \(other), and was left so"
    }
}
