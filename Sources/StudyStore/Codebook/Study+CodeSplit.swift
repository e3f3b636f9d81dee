import GRDB
package import StudyModel

/// Which codings of a code get another one.
package enum CodeSplit: Sendable {
    /// Those by each of these coders, to one code.
    case coders([String], to: String)
    /// Those by each coder, to a code of the coder's own, named after both.
    case eachCoder
    /// Those of these rows, to one code.
    case rows(RowSet, to: String)
    /// Those listed.
    case listed([Listed])

    /// A coding, and the code that it gets.
    package struct Listed: Hashable, Sendable {
        package var coding: Coding.ID
        package var code: String
        /// The line it stands on, from 1.
        package var line: Int

        package init(coding: Coding.ID, code: String, line: Int) {
            self.coding = coding
            self.code = code
            self.line = line
        }
    }
}

/// What became of a code that was split.
package struct SplitOutcome: Hashable, Sendable {
    package var code = ""
    /// How many codings it keeps.
    package var kept = 0
    package var parts: [Part] = []
    /// Lines that name no coding of the code; where there are some, nothing was changed.
    package var refused: [Refused] = []

    package struct Part: Hashable, Sendable {
        package var code: String
        package var isNew: Bool
        package var codings: CodingMoves
    }

    package struct Refused: Hashable, Sendable {
        package var line: Int
        package var message: Diagnostic.Message
        package var remedy: String
    }
}

extension Study {
    /// Gives a part of a code's codings to other codes, which are made where they are missing: behind the code or where
    /// `placement` says, with its colour and findings.
    ///
    /// - Throws: `StudyError` where a code or coder is not there, or where a code that gets codings holds only codes.
    package func splitCode(
        _ name: String, _ split: CodeSplit, at placement: CodePlacement? = nil, input: ContentHash? = nil, dryRun: Bool = false,
        by coder: String
    ) throws -> SplitOutcome {
        var outcome = SplitOutcome()
        try changeUnlessDry("codebook.split", input: input, dryRun: dryRun, by: coder) { change in
            var tree = try CodeTree(change)
            let code = try tree.codebook.code(required: name)
            outcome.code = code.name
            let parts = try tree.parts(of: code, split, &outcome.refused)
            guard outcome.refused.isEmpty else { throw NothingChanged() }
            var last = code
            for part in parts {
                let (target, isNew) = try tree.target(part.code, besides: code, placement ?? .init(place: .after(last.name)))
                if isNew, placement == nil { last = target }
                let moves = try tree.moveCodings(of: code, to: target, only: part.codings)
                outcome.parts.append(.init(code: target.name, isNew: isNew, codings: moves))
            }
            outcome.kept = try tree.codings(of: code).count
            change = tree.change
        }
        return outcome
    }
}

extension CodeTree {
    fileprivate typealias Part = (code: String, codings: Set<Int64>)

    fileprivate func codings(of code: Code) throws -> [(row: Int64, coder: String)] {
        try Row.fetchAll(
            db, sql: "SELECT k.id, o.name FROM coding k JOIN coder o ON o.id = k.coder WHERE k.code = ? ORDER BY k.id",
            arguments: [try row(code.id)]
        ).map { ($0["id"], $0["name"]) }
    }

    fileprivate func parts(of code: Code, _ split: CodeSplit, _ refused: inout [SplitOutcome.Refused]) throws -> [Part] {
        switch split {
        case .coders(let names, let target):
            let byCoder = Dictionary(grouping: try codings(of: code), by: \.coder)
            var rows: Set<Int64> = []
            for name in names.map(\.normalizedName) {
                guard let own = byCoder[name] else {
                    throw StudyError.noCodings(code.name, by: name, coders: byCoder.keys.sorted(by: inNameOrder))
                }
                rows.formUnion(own.map(\.row))
            }
            return [(target, rows)]
        case .eachCoder:
            let byCoder = Dictionary(grouping: try codings(of: code), by: \.coder)
            guard byCoder.count > 1 else { throw StudyError.oneCoder(code.name, byCoder.count) }
            return byCoder.sorted { inNameOrder($0.key, $1.key) }.map { coder, codings in
                ("\(code.name) (\(coder))", Set(codings.map(\.row)))
            }
        case .rows(let chosen, let target):
            let rows = Set(try codings(of: code).map(\.row).filter { chosen.contains($0) })
            guard !rows.isEmpty else { throw StudyError.noneChosen(code.name) }
            return [(target, rows)]
        case .listed(let list): return try parts(of: code, list, &refused)
        }
    }

    private func parts(
        of code: Code, _ list: [CodeSplit.Listed], _ refused: inout [SplitOutcome.Refused]
    ) throws -> [Part] {
        var parts: [Part] = []
        var indexes: [String: Int] = [:]
        var lines: [Coding.ID: Int] = [:]
        let find = try db.makeStatement(
            sql: "SELECT k.id, c.name FROM coding k JOIN code c ON c.id = k.code WHERE k.uuid = ?")
        for entry in list {
            guard let row = try Row.fetchOne(find, arguments: [entry.coding.data]) else {
                refused.append(.init(line: entry.line, message: .noCoding(entry.coding), remedy: listRemedy(code)))
                continue
            }
            guard row["name"] == code.name else {
                let message = Diagnostic.Message.otherCode(entry.coding, row["name"], code.name)
                refused.append(.init(line: entry.line, message: message, remedy: listRemedy(code)))
                continue
            }
            if let first = lines.updateValue(entry.line, forKey: entry.coding) {
                refused.append(.init(line: entry.line, message: .repeated(entry.coding, first), remedy: "remove one of them"))
                continue
            }
            let name = codebook.code(at: entry.code)?.name ?? entry.code.normalizedName
            // A line that keeps the code as it is asks for nothing.
            if name == code.name { continue }
            if indexes[name] == nil {
                indexes[name] = parts.count
                parts.append((name, []))
            }
            if let index = indexes[name] { parts[index].codings.insert(row["id"]) }
        }
        return parts
    }

    private func listRemedy(_ code: Code) -> String { "list them with 'anker codings --code \"\(code.name)\" --json'" }

    /// The code of that name, or a new one.
    fileprivate mutating func target(
        _ name: String, besides code: Code, _ placement: CodePlacement
    ) throws -> (code: Code, isNew: Bool) {
        if let known = codebook.code(at: name) {
            guard known.id != code.id else { throw StudyError.splitIntoItself(code.name) }
            guard known.isCodable else { throw StudyError.holdsOnlyCodes(known.name) }
            return (known, false)
        }
        let made = try add(Code(name: name.normalizedName, colour: code.colour, findings: code.findings))
        try put(made, placement)
        count("codes")
        return (try codebook.code(required: made.name), true)
    }
}

extension StudyError {
    fileprivate static func noCodings(_ code: String, by coder: String, coders: [String]) -> StudyError {
        StudyError(
            "code '\(code)' has no codings by '\(coder)'",
            remedy: coders.isEmpty ? "it has none at all" : coder.suggestion(among: coders, "it has codings by"))
    }
    fileprivate static func noneChosen(_ code: String) -> StudyError {
        StudyError(
            "the query holds for no coding of code '\(code)'",
            remedy: "list them with 'anker codings --code \"\(code)\" --where …'")
    }
    fileprivate static func oneCoder(_ code: String, _ count: Int) -> StudyError {
        StudyError(
            count == 0 ? "code '\(code)' has no codings" : "all codings of code '\(code)' are by one coder",
            remedy: "list them with 'anker codings --code \"\(code)\"'")
    }
    fileprivate static func splitIntoItself(_ code: String) -> StudyError {
        StudyError("code '\(code)' cannot be split into itself", remedy: "name another code behind --to")
    }
}

extension Diagnostic.Message {
    fileprivate static func noCoding(_ id: Coding.ID) -> Self { "no coding '\(id)'" }
    fileprivate static func otherCode(_ id: Coding.ID, _ code: String, _ wanted: String) -> Self {
        "coding '\(id)' is of code '\(code)', not of '\(wanted)'"
    }
    fileprivate static func repeated(_ id: Coding.ID, _ line: Int) -> Self {
        "coding '\(id)' stands already in line \(line)"
    }
}
