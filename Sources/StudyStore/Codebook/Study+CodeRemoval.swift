import GRDB
import StudyModel

/// What becomes of the codings of a code that is taken out.
package enum CodingPolicy: String, Hashable, Sendable, CaseIterable {
    case refuse
    case moveToParent = "move-to-parent"
    case delete
}

/// What became of codes that were taken out.
package struct RemovalOutcome: Hashable, Sendable {
    package var removed: [Removed] = []

    package struct Removed: Hashable, Sendable {
        package var code: String
        /// Codings that went with it, and the memos on them.
        package var deleted = 0
        package var deletedMemos = 0
        /// The code above it, and what became of the codings that it got.
        package var parent: String?
        package var moves = CodingMoves()
        /// Memos on the code itself, which went with it or, with its codings, to the code above.
        package var memos = 0
        /// Codes under it, which stand in its place now.
        package var children = 0
    }
}

extension Study {
    /// Takes codes out of the codebook; codes under them take their place.
    ///
    /// - Throws: `StudyError` where a code is not there; where it has codings and `policy` refuses; where they should go to a
    ///   code above that is not there or holds only codes. Nothing is changed then.
    package func removeCodes(
        _ names: [String], codings policy: CodingPolicy, dryRun: Bool = false, by coder: String
    ) throws -> RemovalOutcome {
        var outcome = RemovalOutcome()
        try changeUnlessDry("codebook.remove", dryRun: dryRun, by: coder) { change in
            var tree = try CodeTree(change)
            let ids = try names.map { try tree.codebook.code(required: $0).id }
            for id in ids {
                guard let code = tree.codebook.code(id) else { continue }  // named twice
                outcome.removed.append(try tree.remove(code, policy))
            }
            change = tree.change
        }
        return outcome
    }
}

extension CodeTree {
    fileprivate mutating func remove(_ code: Code, _ policy: CodingPolicy) throws -> RemovalOutcome.Removed {
        var removed = RemovalOutcome.Removed(code: code.name)
        let row = try row(code.id)
        let use = try Row.fetchOne(
            db, sql: "SELECT count(*) AS codings, count(DISTINCT coder) AS coders FROM coding WHERE code = ?", arguments: [row])
        let codings: Int = use?["codings"] ?? 0
        switch policy {
        case .refuse:
            guard codings == 0 else { throw StudyError.hasCodings(code.name, codings, coders: use?["coders"] ?? 0) }
        case .moveToParent:
            if codings > 0 {
                guard let parent = code.parent.flatMap({ codebook.code($0) }) else { throw StudyError.noParent(code.name) }
                guard parent.isCodable else { throw StudyError.holdsOnlyCodes(parent.name) }
                removed.parent = parent.name
                removed.moves = try moveCodings(of: code, to: parent)
                removed.memos = try Memos.move("code", from: row, to: try self.row(parent.id), in: db)
            }
        case .delete: (removed.deleted, removed.deletedMemos) = try deleteCodings(of: row)
        }
        if removed.parent == nil {
            removed.memos = try Memos.delete(where: "code = ?", [row], in: db)
        }
        removed.children = try liftChildren(of: code)
        count("codes")
        try remove(code)
        return removed
    }

    /// Deletes codings with their memos, and the passages that nothing else speaks of.
    private mutating func deleteCodings(of code: Int64) throws -> (codings: Int, memos: Int) {
        let rows = try Int64.fetchAll(db, sql: "SELECT id FROM coding WHERE code = ? ORDER BY id", arguments: [code])
        return (rows.count, try withChange { try Codings.delete(rows, in: &$0) })
    }
}

extension StudyError {
    fileprivate static func hasCodings(_ code: String, _ codings: Int, coders: Int) -> StudyError {
        StudyError(
            "code '\(code)' has \(codings) coding\(codings == 1 ? "" : "s") by \(coders) coder\(coders == 1 ? "" : "s")",
            remedy: "say what becomes of them: --codings move-to-parent or --codings delete; or merge it into another code")
    }
    fileprivate static func noParent(_ code: String) -> StudyError {
        StudyError(
            "code '\(code)' stands at the top, so its codings have no code to go to",
            remedy: "merge it into another code with 'anker codebook merge', or pass --codings delete")
    }
}
