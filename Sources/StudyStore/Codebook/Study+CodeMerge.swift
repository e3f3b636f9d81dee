import GRDB
package import StudyModel

/// What became of codes that were merged into another.
package struct MergeOutcome: Hashable, Sendable {
    package var target = ""
    package var merged: [String] = []
    package var codings = CodingMoves()
    /// Memos on the merged codes, which stand on the target now.
    package var memos = 0
    /// Codes that stood under the merged ones, and stand under the target now.
    package var children: [String] = []
    /// Findings that a merged code bore on as the target does not: their codings count differently now.
    package var bearings: [Bearing] = []

    package struct Bearing: Hashable, Sendable {
        package var code: String
        package var finding: String
        package var bearing: Finding.Bearing
    }
}

extension Study {
    /// Gives all codings of some codes to another code, and takes the codes out.
    ///
    /// The target keeps its own name, texts and findings. What stood under a merged code stands under the target; where the
    /// target itself stood under one, it takes that one's place first.
    ///
    /// - Throws: `StudyError` where a code is not there, or where the target holds only codes and would get codings.
    package func mergeCodes(
        _ names: [String], into target: String, dryRun: Bool = false, by coder: String
    ) throws -> MergeOutcome {
        var outcome = MergeOutcome()
        try changeUnlessDry("codebook.merge", dryRun: dryRun, by: coder) { change in
            var tree = try CodeTree(change)
            let id = try tree.codebook.code(required: target).id
            // All are looked up first, so that a path still means what it meant when it was typed.
            let merged = try names.map { try tree.codebook.code(required: $0).id }
            for code in merged { try tree.merge(code, into: id, &outcome) }
            outcome.target = tree.codebook.code(id)?.name ?? target
            change = tree.change
        }
        return outcome
    }
}

extension CodeTree {
    fileprivate mutating func merge(_ id: Code.ID, into target: Code.ID, _ outcome: inout MergeOutcome) throws {
        guard var code = codebook.code(id) else { return }  // named twice
        guard let into = codebook.code(target), id != target else { throw StudyError.intoItself(code.name) }
        if codebook.descendants(of: id).contains(where: { $0.id == target }) {
            try put(into, CodePlacement(place: .before(code.name)))
        }
        code = codebook.code(id) ?? code
        let codings = try moveCodings(of: code, to: into)
        guard into.isCodable || codings.moved == 0 else { throw StudyError.holdsOnlyCodes(into.name) }
        outcome.codings += codings
        let rows = (try row(id), try row(target))
        outcome.memos += try Memos.move("code", from: rows.0, to: rows.1, in: db)
        for child in codebook.children(of: id) {
            try put(child, CodePlacement(parent: .under(into.name)))
            outcome.children.append(child.name)
        }
        for (finding, bearing) in code.findings.sorted(by: { $0.key < $1.key }) where into.findings[finding] != bearing {
            outcome.bearings.append(.init(code: code.name, finding: finding, bearing: bearing))
        }
        outcome.merged.append(code.name)
        concern(target)
        count("codes")
        try remove(code)
    }
}

extension StudyError {
    fileprivate static func intoItself(_ name: String) -> StudyError {
        StudyError("code '\(name)' cannot be merged into itself", remedy: "name another code behind --into")
    }
    static func holdsOnlyCodes(_ name: String) -> StudyError {
        StudyError(
            "code '\(name)' only holds other codes",
            remedy: "let it be used with 'anker codebook edit \"\(name)\" --codable', or choose another code")
    }
}
