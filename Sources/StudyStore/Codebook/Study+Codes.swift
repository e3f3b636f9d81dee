import GRDB
package import StudyModel

/// What became of a code.
package struct CodeOutcome: Hashable, Sendable {
    package var code: Code
    package var path: [String]
    /// False where it was so already.
    package var isChanged: Bool
    /// A language that the codebook had no texts in before.
    package var newLanguage: String?
}

extension Study {
    /// Adds one code.
    ///
    /// - Throws: `StudyError` where the name is taken or the code it is to stand under or beside is not there.
    @discardableResult
    package func addCode(
        named name: String, at placement: CodePlacement = .init(), _ edit: CodeEdit = .init(), by coder: String
    ) throws -> CodeOutcome {
        try changeCode("codebook.add", by: coder) { tree in
            var code = Code(name: name.normalizedName)
            code.colour = edit.colour.flatMap { $0.isEmpty ? nil : $0 }
            code = try tree.add(code)
            try tree.put(code, placement)
            return try tree.apply(edit, to: code.id)
        }
    }

    /// Changes what one code says of itself.
    @discardableResult
    package func editCode(_ name: String, _ edit: CodeEdit, by coder: String) throws -> CodeOutcome {
        try changeCode("codebook.edit", by: coder) { tree in
            try tree.apply(edit, to: tree.codebook.code(required: name).id)
        }
    }

    /// Puts a code elsewhere in the tree, with the codes under it.
    @discardableResult
    package func moveCode(_ name: String, to placement: CodePlacement, by coder: String) throws -> CodeOutcome {
        try changeCode("codebook.move", by: coder) { tree in
            let code = try tree.codebook.code(required: name)
            try tree.put(code, placement)
            return (code.id, nil)
        }
    }

    /// Gives a code another name; its id and its codings stay.
    @discardableResult
    package func renameCode(_ name: String, to newName: String, by coder: String) throws -> CodeOutcome {
        try changeCode("codebook.rename", by: coder) { tree in
            let code = try tree.codebook.code(required: name)
            try tree.rename(code, to: newName.normalizedName)
            return (code.id, nil)
        }
    }

    private func changeCode(
        _ verb: String, by coder: String, _ body: (inout CodeTree) throws -> (id: Code.ID, newLanguage: String?)
    ) throws -> CodeOutcome {
        try change(verb, by: coder) { change in
            var tree = try CodeTree(change)
            let before = tree.codebook
            let memos = try Int.fetchOne(change.db, sql: "SELECT count(*) FROM memo WHERE code IS NOT NULL")
            let (id, newLanguage) = try body(&tree)
            change = tree.change
            guard let code = tree.codebook.code(id) else { throw StudyError.failed("a code is gone while it is being changed") }
            let isNoted = try Int.fetchOne(change.db, sql: "SELECT count(*) FROM memo WHERE code IS NOT NULL") != memos
            return CodeOutcome(
                code: code, path: tree.codebook.path(of: code), isChanged: tree.codebook != before || isNoted,
                newLanguage: newLanguage)
        }
    }
}

extension CodeTree {
    /// Makes the changes that `edit` names, and tells a language that is new in the codebook.
    mutating func apply(_ edit: CodeEdit, to id: Code.ID) throws -> (id: Code.ID, newLanguage: String?) {
        guard var code = codebook.code(id) else { throw StudyError.failed("a code is gone while it is being changed") }
        let language = edit.language ?? codebook.languages.first ?? ""
        for (field, text) in edit.texts { code[field][language] = text.isEmpty ? nil : text }
        if let colour = edit.colour { code.colour = colour.isEmpty ? nil : colour.lowercased() }
        code.isCodable = edit.isCodable ?? code.isCodable
        for (name, bearing) in edit.findings {
            let name = name.normalizedName
            let names = codebook.findings.map(\.name)
            guard names.contains(name) else { throw StudyError.noFinding(name, among: names) }
            if case .bears(let bearing) = bearing { code.findings[name] = bearing } else { code.findings[name] = nil }
        }
        var newLanguage: String?
        if !language.isEmpty, !codebook.languages.contains(language), edit.texts.contains(where: { !$0.value.isEmpty }) {
            newLanguage = language
            try db.execute(sql: "UPDATE codebook SET languages = ?", arguments: [jsonArray(codebook.languages + [language])])
        }
        try save(code)
        if let memo = edit.memo {
            let row = try row(code.id)
            try withChange { try Study.note(Code.Memo(text: memo), on: code.id, row, in: &$0) }
        }
        return (id, newLanguage)
    }
}

extension StudyError {
    fileprivate static func noFinding(_ name: String, among names: [String]) -> StudyError {
        StudyError(
            "no finding '\(name)'",
            remedy: names.isEmpty
                ? "list findings in a codebook and take it in with 'anker codebook import'"
                : name.suggestion(among: names, "there are"))
    }
}
