import Foundation
import GRDB
import StudyModel

extension ProjectWriter {
    /// Adds the codes that the study does not have, by id or by name.
    ///
    /// A name stands once in a study. A second code of that name in the file gets the name of the code above it behind its own,
    /// which stays as its label.
    mutating func add(_ codes: [ProjectCode]) throws {
        var taken = try byID(codes)
        var joined: [String] = []
        var renamed: [(name: String, new: String)] = []
        for (place, code) in codes.enumerated() {
            let known: Int64?
            if let row = try row(of: code.id, in: "code") {
                known = row
            } else {
                let above = code.parent.map { codes[$0].name.normalizedName }
                let name = taken.name(for: code.name.normalizedName, under: above)
                known = taken.known[name]
                if let known {
                    taken.rows.insert(known)
                    joined.append(name)
                } else {
                    self.codes.append(try make(code, named: name))
                }
                if name != code.name.normalizedName { renamed.append((code.name, name)) }
                taken.names.insert(name)
            }
            if let known {
                know("codes")
                self.codes.append(Held(row: known, id: try Study.codeID(known, in: change.db)))
            }
            let spot = MemoSpot(column: "code", row: self.codes[place].row, id: self.codes[place].id.description)
            try note(code.memos, code.memoKeys, on: spot)
        }
        if renamed.count > 3 {
            outcome.notes.append(.renamedCodes(renamed))
        } else {
            outcome.notes += renamed.map { .renamedCode($0.name, $0.new) }
        }
        if !joined.isEmpty { outcome.notes.append(.joinedCodes(joined)) }
    }

    private func byID(_ codes: [ProjectCode]) throws -> TakenNames {
        var taken = TakenNames()
        for row in try Row.fetchAll(change.db, sql: "SELECT id, name FROM code") { taken.known[row["name"]] = row["id"] }
        for code in codes {
            if let row = try row(of: code.id, in: "code") { taken.rows.insert(row) }
        }
        return taken
    }

    /// The names of codes that cannot be given to another code of the file.
    private struct TakenNames {
        var known: [String: Int64] = [:]
        /// Codes of the study that a code of the file is already.
        var rows: Set<Int64> = []
        var names: Set<String> = []

        /// The number that was given last behind a name.
        private var numbers: [String: Int] = [:]

        mutating func name(for given: String, under above: String?) -> String {
            guard isTaken(given) else { return given }
            if let above, !isTaken("\(given) (\(above))") { return "\(given) (\(above))" }
            var number = numbers[given] ?? (above == nil ? 1 : 2)
            repeat { number += 1 } while isTaken("\(given) (\(number))")
            numbers[given] = number
            return "\(given) (\(number))"
        }

        private func isTaken(_ name: String) -> Bool {
            names.contains(name) || known[name].map { rows.contains($0) } ?? false
        }
    }

    private mutating func make(_ code: ProjectCode, named name: String) throws -> Held<Code> {
        let parent = code.parent.map { codes[$0].row }
        let next = try change.db.cachedStatement(sql: "SELECT coalesce(max(place) + 1, 0) FROM code WHERE parent IS ?")
        var made = Code(id: code.id, name: name, order: try Int.fetchOne(next, arguments: [parent]) ?? 0)
        if name != code.name.normalizedName { made.labels[language] = code.name }
        made.colour = code.colour
        made.isCodable = code.isCodable
        if let definition = code.definition { made.definition[language] = definition }
        let row = try Study.save(made, parent: parent, in: &change).row
        return Held(row: row, id: try Study.codeID(row, in: change.db))
    }
}

extension Diagnostic.Message {
    fileprivate static func renamedCode(_ name: String, _ new: String) -> Self {
        "a second code '\(name)' is called '\(new)' here, and '\(name)' is its label"
    }
    fileprivate static func renamedCodes(_ codes: [(name: String, new: String)]) -> Self {
        let shown = codes.prefix(3).map { "'\($0.name)' is '\($0.new)'" }.joined(separator: ", ")
        return
            "\(codes.count) codes have a name that another code has; they are called otherwise here, and the name is their label: \(shown) and \(codes.count - 3) more"
    }
    fileprivate static func joinedCodes(_ names: [String]) -> Self {
        let shown =
            names.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
        return names.count == 1
            ? "code \(shown) is in the study already and is taken for the same"
            : "\(names.count) codes are in the study already and are taken for the same: \(shown)"
    }
}
