import Foundation
import GRDB
package import StudyModel

/// What became of requests for codings.
package struct CodingOutcome: Hashable, Sendable {
    /// New codings.
    package var added = 0
    /// Codings that stood already.
    package var known = 0
    package var createdCodes: [String] = []
    /// Requests that have no place, and were left out or made the whole act fail.
    package var unplaced: [Failure] = []
    /// What was found otherwise than asked.
    package var notes: [Note] = []

    package struct Failure: Error, Hashable, Sendable {
        package var line: Int?
        package var reason: Unplaced

        package init(line: Int?, reason: Unplaced) {
            self.line = line
            self.reason = reason
        }
    }

    package struct Note: Hashable, Sendable {
        package var line: Int?
        package var message: Diagnostic.Message
    }
}

extension Study {
    /// Codes passages as one change.
    ///
    /// - Parameters:
    ///   - coder: in whose name the change is journaled; each request names its own.
    ///   - creatingCodes: makes codes that are missing, at the top of the tree.
    ///   - skipping: leaves out what cannot be placed; else one such request makes all of them fail.
    ///   - input: the hash of the file that they stood in, asked for behind the last.
    ///   - next: hands over the next request, or why there is none on that line; nil after the last.
    /// - Returns: what became of them. Where `unplaced` is not empty and `skipping` is false, nothing was changed.
    package func code(
        by coder: String, recording: BulkRecording, creatingCodes: Bool = false, skipping: Bool = false, dryRun: Bool = false,
        input: () -> ContentHash? = { nil }, _ next: () throws -> Result<CodingRequest, CodingOutcome.Failure>?
    ) throws -> CodingOutcome {
        var outcome = CodingOutcome()
        do {
            try change(recording.verb, by: coder, recording: recording.recording) { change in
                var writer = try CodingWriter(change, creatingCodes: creatingCodes)
                while let next = try next() {
                    do {
                        try writer.add(next.get())
                    } catch let failure as CodingOutcome.Failure {
                        writer.outcome.unplaced.append(failure)
                    } catch let reason as Unplaced {
                        writer.outcome.unplaced.append(.init(line: (try? next.get())?.line, reason: reason))
                    }
                }
                outcome = writer.outcome
                change = writer.change
                change.input = input()
                if dryRun || !skipping && !outcome.unplaced.isEmpty { throw NothingChanged() }
            }
        } catch is NothingChanged {}
        return outcome
    }

    /// Whether an act is one command's or a whole file's.
    package enum BulkRecording: Sendable {
        case single, bulk
        /// What a query found.
        case automatic

        var verb: String {
            switch self {
            case .single: "code"
            case .bulk: "code.bulk"
            case .automatic: "autocode"
            }
        }
        var recording: Recording { self == .single ? .changeset : .rows }
    }
}

/// Ends a change without making it.
struct NothingChanged: Error {}

/// Writes codings with statements that are prepared once.
private struct CodingWriter {
    var change: Change
    var outcome = CodingOutcome()
    private let creatingCodes: Bool
    private let db: Database
    private var finder: PassageFinder
    private var codes: [String: (row: Int64, id: Code.ID, isCodable: Bool)] = [:]
    private var coders: [String: Int64] = [:]
    /// Why a code cannot be used, so that a name that stands on many lines is looked for once.
    private var refusals: [String: Unplaced] = [:]
    private let findPassage: BulkStatement
    private let addPassage: BulkStatement
    private let findCoding: BulkStatement
    private let addCoding: BulkStatement

    init(_ change: Change, creatingCodes: Bool) throws {
        self.change = change
        self.creatingCodes = creatingCodes
        db = change.db
        finder = PassageFinder(change.db)
        for row in try Row.fetchAll(db, sql: "SELECT id, uuid, name, isCodable FROM code") {
            codes[row["name"]] = (row["id"], try Code.ID(row: row["uuid"]), row["isCodable"])
        }
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM coder") { coders[row["name"]] = row["id"] }
        findPassage = try BulkStatement(db, "SELECT id FROM passage WHERE revision = ? AND lower = ? AND upper = ?")
        addPassage = try BulkStatement(
            db, "INSERT INTO passage(id, revision, lower, upper) VALUES (\(RowNumber.new(in: "passage")), ?, ?, ?)")
        findCoding = try BulkStatement(db, "SELECT 1 FROM coding WHERE passage = ? AND code = ? AND coder = ?")
        addCoding = try BulkStatement(
            db,
            """
            INSERT INTO coding(id, uuid, passage, code, coder, weight, time, event)
            VALUES (\(RowNumber.new(in: "coding")), ?, ?, ?, ?, ?, ?, ?)
            """)
    }

    mutating func add(_ request: CodingRequest) throws {
        // All that can be refused comes before the first thing that is made, so that a refused line leaves nothing.
        guard !request.codes.isEmpty else { throw Unplaced("no code is named", "name one with --code, or in 'codes'") }
        guard !request.coder.normalizedName.isEmpty else {
            throw Unplaced("no coder is named", "name one with --coder, or in 'coder'")
        }
        if let weight = request.weight, !(0...100).contains(weight) {
            throw Unplaced("the weight is not between 0 and 100", nil)
        }
        for name in request.codes { try checkCode(named: name.normalizedName) }
        let target = try finder.find(request)
        if let note = target.note { outcome.notes.append(.init(line: request.line, message: note)) }
        let codes = try request.codes.map { try code(named: $0.normalizedName) }
        let coder = try coderRow(request.coder.normalizedName)
        let passage = try passageRow(target)
        for code in codes {
            findCoding.bind(1, passage)
            findCoding.bind(2, code.row)
            findCoding.bind(3, coder)
            guard try findCoding.firstInteger() == nil else {
                outcome.known += 1
                continue
            }
            addCoding.bind(2, passage)
            addCoding.bind(3, code.row)
            addCoding.bind(4, coder)
            addCoding.bind(5, request.weight)
            addCoding.bind(6, copying: change.time)
            addCoding.bind(7, change.event)
            let id = try insertCoding(
                [target.sourceID.description, target.range.description, code.id.description, request.coder.normalizedName])
            change.concern(id)
            change.count("codings")
            outcome.added += 1
        }
    }

    /// Adds the coding that is bound, under the id that follows from `parts`, or the next one where that is taken by a coding
    /// that was made here once and has another code or place now.
    private func insertCoding(_ parts: [String]) throws -> Coding.ID {
        var id = Coding.ID(of: "coding", parts: parts)
        var number = 1
        while true {
            addCoding.bind(1, copying: id.bytes)
            do {
                try addCoding.run()
                return id
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                // Asked only now, since it hardly ever happens.
                let isTaken = try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM coding WHERE uuid = ?)", arguments: [id.data])
                guard isTaken == true else { throw error }
                number += 1
                id = Coding.ID(of: "coding", parts: parts + ["\(number)"])
            }
        }
    }

    /// - Throws: `Unplaced` where there is no such code and none may be made, or where it only holds codes.
    private mutating func checkCode(named name: String) throws {
        if let known = refusals[name] { throw known }
        let reason: Unplaced
        if let code = codes[name] {
            if code.isCodable { return }
            reason = Unplaced(.notCodable(name), "use one of the codes under it")
        } else if creatingCodes, !name.isEmpty {
            return
        } else {
            reason = Unplaced(
                .noCode(name),
                name.nearest(among: codes.keys.sorted(by: inNameOrder)).map { "did you mean '\($0)'?" }
                    ?? "add it with 'anker codebook add', or pass --create-codes")
        }
        refusals[name] = reason
        throw reason
    }

    private mutating func code(named name: String) throws -> (row: Int64, id: Code.ID, isCodable: Bool) {
        if let code = codes[name] { return code }
        let code = Code(name: name, order: codes.count)
        let row = try Study.save(code, parent: nil, in: &change).row
        codes[name] = (row, code.id, true)
        outcome.createdCodes.append(name)
        return (row, code.id, true)
    }

    private mutating func coderRow(_ name: String) throws -> Int64 {
        if let row = coders[name] { return row }
        let row = try Study.coderRow(db, name)
        coders[name] = row
        return row
    }

    private func passageRow(_ target: PassageFinder.Target) throws -> Int64 {
        for (index, value) in [Int(target.revision), target.range.lowerBound, target.range.upperBound].enumerated() {
            findPassage.bind(Int32(index + 1), value)
            addPassage.bind(Int32(index + 1), value)
        }
        if let row = try findPassage.firstInteger() { return row }
        try addPassage.run()
        return db.lastInsertedRowID
    }
}

extension Diagnostic.Message {
    fileprivate static func noCode(_ name: String) -> Self { "no code '\(name)'" }
    fileprivate static func notCodable(_ name: String) -> Self { "code '\(name)' only holds other codes" }
}
