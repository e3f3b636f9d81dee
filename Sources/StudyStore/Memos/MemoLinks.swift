import GRDB
import StudyModel

/// A link in a memo that names nothing, and stays as text.
package struct DeadLink: Hashable, Sendable {
    /// As it is written between the brackets.
    package var target: String
    /// What was wrong, in lower case.
    package var problem: String
    package var remedy: String?
}

/// The links of memos as the study keeps them: resolved when they are written, so that they follow what they lead to.
enum MemoLinks {
    /// Columns of `memoLink` that point to what a link leads to.
    static let columns = ["source", "passage", "coding", "code", "case", "actor", "tie", "linkedMemo"]

    /// What the study keeps of one link.
    enum Kept: Hashable {
        case leads(MemoPlace.Pointer)
        /// What it led to was taken away.
        case gone
    }

    /// Brings the links of a memo to what its text says.
    ///
    /// A link that stood in the text before, written the same way, goes on leading where it does, even if that would be named
    /// otherwise by now.
    ///
    /// - Parameters:
    ///   - row: the row of the memo.
    ///   - before: its text until now.
    /// - Returns: whether anything is other than before, and the links that name nothing.
    static func update(
        of row: Int64, from before: String, to text: String, in change: Change
    ) throws -> (isChanged: Bool, dead: [DeadLink]) {
        let (old, new) = (MemoLink.all(in: before), MemoLink.all(in: text))
        guard !old.isEmpty || !new.isEmpty else { return (false, []) }
        let kept = try kept(of: row, in: change.db)
        var known: [String: [Kept]] = [:]
        for (number, link) in zip(1..., old) {
            if let end = kept[number] { known[link.target, default: []].append(end) }
        }
        var targets = LinkTargets(change.db)
        var (wanted, dead): ([Int: Kept], [DeadLink]) = ([:], [])
        for (number, link) in zip(1..., new) {
            // The same words again lead to the same.
            let ends = known[link.target] ?? []
            if ends.count > 1 { known[link.target]?.removeFirst() }
            wanted[number] = ends.first
            if case .leads = ends.first { continue }
            do {
                if let pointer = try targets.find(link.target).pointer(in: change.db) { wanted[number] = .leads(pointer) }
            } catch let error as StudyError {
                dead.append(DeadLink(target: link.target, problem: error.problem, remedy: error.remedy))
            } catch let reason as Unplaced {
                dead.append(DeadLink(target: link.target, problem: reason.message.text, remedy: reason.remedy))
            }
        }
        guard wanted != kept else { return (false, dead) }
        try store(wanted, of: row, instead: kept, in: change)
        return (true, dead)
    }

    private static func kept(of row: Int64, in db: Database) throws -> [Int: Kept] {
        var found: [Int: Kept] = [:]
        for link in try Row.fetchAll(db, sql: "SELECT * FROM memoLink WHERE memo = ?", arguments: [row]) {
            let pointers = columns.compactMap { column in
                (link[column] as Int64?).map { MemoPlace.Pointer(column: column, row: $0) }
            }
            found[link["number"]] = pointers.first.map { .leads($0) } ?? .gone
        }
        return found
    }

    private static func store(
        _ wanted: [Int: Kept], of row: Int64, instead kept: [Int: Kept], in change: Change
    ) throws {
        let db = change.db
        for number in kept.keys.sorted() where wanted[number] != kept[number] {
            try db.execute(sql: "DELETE FROM memoLink WHERE memo = ? AND number = ?", arguments: [row, number])
        }
        for (number, end) in wanted.sorted(by: { $0.key < $1.key }) where kept[number] != end {
            var (column, arguments): (String, StatementArguments) = ("", [row, number, change.event])
            if case .leads(let pointer) = end {
                column = ", \(pointer.column.quotedDatabaseIdentifier)"
                arguments += [pointer.row]
            }
            try db.execute(
                sql: "INSERT INTO memoLink(memo, number, event\(column)) VALUES (?, ?, ?\(column.isEmpty ? "" : ", ?"))",
                arguments: arguments)
        }
        let passages = kept.values.compactMap { end -> Int64? in
            guard case .leads(let pointer) = end, pointer.column == "passage" else { return nil }
            return pointer.row
        }
        try Passages.deleteBare(Set(passages), in: db)
    }

    /// The memos of which a link leads to what `text` names; of a source also what stands in it, of a
    /// place what overlaps it.
    ///
    /// - Throws: `StudyError` or `Unplaced` where it names nothing.
    static func memos(linkingTo text: String, in db: Database) throws -> Set<Int64> {
        var targets = LinkTargets(db)
        let joins = """
            SELECT l.memo FROM memoLink l LEFT JOIN coding k ON k.id = l.coding
            JOIN passage p ON p.id = coalesce(l.passage, k.passage) JOIN revision r ON r.id = p.revision
            """
        switch try targets.find(text).spot {
        case .study: return []
        case .passage(let revision, let range):
            return try Int64.fetchSet(
                db, sql: "\(joins) WHERE p.revision = ? AND p.lower < ? AND p.upper > ?",
                arguments: [revision, range.upperBound, range.lowerBound])
        case .row(let pointer) where pointer.column == "source":
            return try Int64.fetchSet(
                db, sql: "SELECT memo FROM memoLink WHERE source = ?1 UNION \(joins) WHERE r.source = ?1",
                arguments: [pointer.row])
        case .row(let pointer):
            return try Int64.fetchSet(
                db, sql: "SELECT memo FROM memoLink WHERE \(pointer.column.quotedDatabaseIdentifier) = ?",
                arguments: [pointer.row])
        }
    }
}
