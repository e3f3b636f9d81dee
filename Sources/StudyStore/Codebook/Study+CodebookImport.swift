import GRDB
package import StudyModel

/// What became of the codes of a file.
package struct CodebookOutcome: Hashable, Sendable {
    package var added = 0
    /// Codes that stood already, with those that are now otherwise.
    package var known = 0
    package var changed = 0
    /// Codes that were added although their id was taken: they may have been renamed here.
    package var twins: [Twin] = []

    package struct Twin: Hashable, Sendable {
        package var added: String
        /// The code that has the id which the file gives to `added`.
        package var other: String
    }
}

extension Study {
    /// Brings the study's codebook to what `codebook` says of its codes, findings and kinds; matched by name.
    ///
    /// Codes that it does not name stay as they are, so that no coding loses its code; and so do memos, to which those of the
    /// file are added.
    ///
    /// - Parameters:
    ///   - scope: how much the file that it stood in can say.
    ///   - input: the hash of that file.
    @discardableResult
    package func importCodebook(
        _ codebook: Codebook, scope: CodebookScope = .whole, input: ContentHash? = nil, dryRun: Bool = false, by coder: String
    ) throws -> CodebookOutcome {
        var outcome = CodebookOutcome()
        let authors = Set(codebook.codes.flatMap { $0.memos.map(\.coder) }).subtracting([""]).sorted()
        try changeUnlessDry("codebook.import", input: input, dryRun: dryRun, by: coder, naming: authors) { change in
            outcome = try Self.take(codebook, scope, in: &change)
        }
        return outcome
    }

    private static func take(
        _ codebook: Codebook, _ scope: CodebookScope, in change: inout Change
    ) throws -> CodebookOutcome {
        let db = change.db
        let before = try Self.codebook(db)
        try takeHead(of: codebook, scope, over: before, in: db)
        let language = before.languages.first ?? codebook.languages.first ?? ""
        var outcome = CodebookOutcome()
        // In tree order, so that a parent is there before its children.
        var rows: [Code.ID: Int64] = [:]
        var last = before.children(of: nil).map(\.order).max() ?? -1
        for code in codebook.codes {
            let known = before.code(named: code.name)
            var saved = scope.completed(known, with: code, language: language)
            var parent = code.parent.flatMap { rows[$0] }
            saved.order = code.order
            if !scope.tellsTree {
                parent = try known?.parent.flatMap { try Self.row(of: $0, in: db) }
                last += known == nil ? 1 : 0
                saved.order = known?.order ?? last
            }
            if known == nil, let other = try holder(of: code.id, in: db) {
                outcome.twins.append(.init(added: code.name.normalizedName, other: other))
            }
            let (row, isNew) = try save(saved, parent: parent, in: &change)
            rows[code.id] = row
            for memo in code.memos { try note(memo, on: known?.id ?? codeID(row, in: db), row, in: &change) }
            if isNew { outcome.added += 1 } else { outcome.known += 1 }
        }
        let after = try Self.codebook(db)
        outcome.changed = before.codes.count { code in
            guard var now = after.code(code.id) else { return false }
            now.order = code.order
            return now != code
        }
        return outcome
    }

    /// Name, languages, findings and kinds; of a file that cannot say them all, only what is missing.
    private static func takeHead(
        of codebook: Codebook, _ scope: CodebookScope, over before: Codebook, in db: Database
    ) throws {
        let languages = before.languages + codebook.languages.filter { !$0.isEmpty && !before.languages.contains($0) }
        try db.execute(
            sql: "UPDATE codebook SET name = ?, languages = ?",
            arguments: [
                scope.isWhole ? codebook.name : before.name, jsonArray(scope.isWhole ? codebook.languages : languages),
            ])
        let known = Set(before.findings.map(\.name))
        for (place, finding) in codebook.findings.enumerated() {
            if scope.isWhole {
                try save(finding, place: place, in: db)
            } else if !known.contains(finding.name.normalizedName) {
                try save(finding, place: before.findings.count + place, in: db)
            }
        }
        for (place, kind) in codebook.actorKinds.enumerated() { try save(kind, place: place, in: db) }
        for (place, kind) in codebook.tieKinds.enumerated() { try save(kind, place: place, in: db) }
    }

    static func row(of code: Code.ID, in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM code WHERE uuid = ?", arguments: [code.data])
    }

    /// The same as `change`; a dry run makes the change, and takes it back before anything is kept of it.
    func changeUnlessDry(
        _ verb: String, input: ContentHash? = nil, dryRun: Bool, by coder: String, naming others: [String] = [],
        _ body: (inout Change) throws -> Void
    ) throws {
        do {
            try change(verb, by: coder, naming: others) { change in
                try body(&change)
                change.input = input
                if dryRun { throw NothingChanged() }
            }
        } catch is NothingChanged {}
    }
}
