import GRDB
package import StudyModel

/// What a memo is to be on, or a link in one to lead to.
package enum MemoTarget: Hashable, Sendable {
    case study
    case source(String)
    case passage(source: String, CodingRequest.Target)
    case coding(Coding.ID)
    case code(String)
    case caseName(String)
    case actor(String)
    case tie(Tie.ID)
}

/// Where in the study a memo is, or a link in one leads.
struct MemoPlace {
    /// A row that a column of `memo` or `memoLink` points to.
    struct Pointer: Hashable {
        var column: String
        var row: Int64
    }

    enum Spot {
        case study
        case row(Pointer)
        /// A passage, of which there need be no row yet.
        case passage(revision: Int64, TextRange)
    }

    var spot: Spot
    /// The id, or what serves as one.
    var id: String
    /// Said to the person, where the place was found otherwise than asked.
    var note: Diagnostic.Message?

    /// The row, made where it is a passage that nothing lies on yet; nil for the study.
    func pointer(in db: Database) throws -> Pointer? {
        switch spot {
        case .study: return nil
        case .row(let pointer): return pointer
        case .passage(let revision, let range):
            return Pointer(column: "passage", row: try Passages.row(at: range, of: revision, in: db))
        }
    }
}

/// Finds what targets name, and keeps what it has read for the next one.
struct MemoPlaces {
    let db: Database
    private var finder: PassageFinder
    private var actors: ActorRegister?

    init(_ db: Database) {
        self.db = db
        finder = PassageFinder(db)
    }

    /// - Throws: `StudyError` or `Unplaced` where it is not there.
    mutating func find(_ target: MemoTarget) throws -> MemoPlace {
        switch target {
        case .study: return MemoPlace(spot: .study, id: "study")
        case .source(let name):
            if let found = try source(name) { return found }
            let names = try String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL")
            throw StudyError.noSource(name, near: name.nearest(among: names))
        case .passage(let source, let target):
            let found = try finder.find(CodingRequest(source: source, target: target, codes: [], coder: ""))
            return MemoPlace(
                spot: .passage(revision: found.revision, found.range), id: "\(found.sourceID) \(found.range)", note: found.note)
        case .coding(let id):
            return try held("coding", id.data, id.description, "no coding has the id '\(id)'", "anker codings --json")
        case .tie(let id): return try held("tie", id.data, id.description, "no tie has the id '\(id)'", "anker ties --json")
        case .code(let name):
            let code = try Study.codebook(db).code(required: name)
            return try held("code", code.id.data, code.id.description, "no code '\(name)'", "anker codebook list")
        case .caseName(let name):
            let found = try CaseRegister(db).required(name)
            return MemoPlace(spot: .row(.init(column: "case", row: found.row)), id: "\(found.id)")
        case .actor(let name):
            let register = try actors ?? ActorRegister(db)
            actors = register
            let found = try register.required(name)
            return MemoPlace(spot: .row(.init(column: "actor", row: found.row)), id: "\(found.id)")
        }
    }

    /// A transcript or an open answer; nil where none has that name.
    func source(_ name: String) throws -> MemoPlace? {
        if let row = try Row.fetchOne(
            db, sql: "SELECT id, uuid FROM source WHERE name = ?", arguments: [name.normalizedName])
        {
            return MemoPlace(spot: .row(.init(column: "source", row: row["id"])), id: "\(try Source.ID(row: row["uuid"]))")
        }
        return try AnswerName.find(name, in: db).map {
            MemoPlace(spot: .row(.init(column: "source", row: $0.source)), id: "\($0.id)")
        }
    }

    private func held(
        _ table: String, _ id: any DatabaseValueConvertible, _ name: String, _ problem: String, _ list: String
    ) throws -> MemoPlace {
        guard let row = try Int64.fetchOne(db, sql: "SELECT id FROM \(table) WHERE uuid = ?", arguments: [id]) else {
            throw StudyError(problem, remedy: "list them with '\(list)'")
        }
        return MemoPlace(spot: .row(.init(column: table, row: row)), id: name)
    }
}
