/// What `study.json` says of a folder that holds a whole study as text: which study it is, and in which files.
package struct StudyFolder: Hashable, Sendable {
    package static let fileName = "study.json"
    /// What the file calls its format, and the newest version of it.
    package static let format = "ankerpunkt"
    package static let version = 1
    /// The newest texts of sources, and those from before.
    package static let textsFolder = "texts/"
    package static let earlierTextsFolder = "texts/earlier/"

    /// The tables that have a file, each behind those that it names.
    package static let tables = [
        "coders", "former_coder_names", "codebook", "findings", "finding_texts", "codes", "code_texts", "code_findings",
        "actor_kinds", "actor_kind_texts", "tie_kinds", "tie_kind_texts", "cases", "attributes", "attribute_values", "surveys",
        "questions", "question_texts", "value_labels", "missing_values", "question_findings", "respondents", "responses",
        "no_answers", "occurrences", "sources", "revisions", "speakers", "cues", "passages", "earlier_places", "codings",
        "actors", "actor_aliases", "actor_values", "mentions", "ties", "tie_evidence", "memos", "memo_links", "queries",
    ]

    /// The title of the study.
    package var name: String
    package var language: String
    /// Paths in the folder: the tables, each behind those that it names, then texts and the files that texts were read from.
    package var files: [String]

    package init(name: String, language: String, files: [String] = []) {
        self.name = name
        self.language = language
        self.files = files
    }

    /// The table that a file holds; nil for another file.
    package static func table(in file: String) -> String? {
        guard file.hasSuffix(".jsonl") else { return nil }
        let name = file.dropLast(6)
        return !name.isEmpty
            && name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            ? String(name) : nil
    }

    /// What a column is called in the lines of a table: two ends are one range, and the code of a coding is a list.
    package static func member(of column: String, in table: String) -> String {
        if column.hasSuffix("lower") || column.hasSuffix("upper") { return column.dropLast(5) + "range" }
        return table == "codings" && column == "code" ? "codes" : column
    }

    /// Whether a path is one that an export writes, so that nothing outside of the folder is ever meant.
    package static func isOwn(_ path: String) -> Bool {
        if table(in: path) != nil { return true }
        guard !path.utf8.contains(0) else { return false }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, name != ".", name != "..", !name.isEmpty else { return false }
        let folder = path.dropLast(name.count)
        if folder == textsFolder || folder == earlierTextsFolder { return name.hasSuffix(".txt") }
        return folder == ProjectRows.originalsFolder && name.utf8.count == 64 && name.allSatisfy { $0.isHexDigit && $0.isASCII }
    }
}
