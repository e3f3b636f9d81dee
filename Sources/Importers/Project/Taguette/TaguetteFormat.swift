import FileFormats
import StudyModel

/// A project of Taguette: its database, as the program keeps it on a desktop or exports it (`.sqlite3`).
///
/// Positions count bytes of UTF-8 over the document without its tags; one inside of a character is behind it. A tag is a code
/// under its whole path. Who put a tag to a highlight is known from the log of commands; the table of users, which holds
/// password hashes and addresses, is not read.
package struct TaguetteFormat: ProjectDatabaseFormat {
    package let name = "taguette"

    package init() {}

    static let marks: [(table: String, columns: [String])] = [
        ("documents", ["id", "name", "contents"]), ("highlights", ["id", "document_id", "start_offset", "end_offset"]),
        ("tags", ["id", "path"]), ("highlight_tags", ["highlight_id", "tag_id"]),
    ]

    func read(_ database: ProjectDatabase, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        var reader = TaguetteReader(database, format: name, options: options)
        try reader.read(part)
    }
}

private struct TaguetteReader {
    private let database: ProjectDatabase
    private let options: ImportOptions
    private var head: ProjectHead
    private var log = TaguetteLog()
    private var codes = CodeForest([])
    private var tags: [Int: [Int]] = [:]
    private var highlights = ProjectMarks()
    private var tail = ProjectTail()

    init(_ database: ProjectDatabase, format: String, options: ImportOptions) {
        self.database = database
        self.options = options
        head = ProjectHead(format: format, program: "Taguette", name: database.file.folderOrFileName)
    }

    mutating func read(_ part: (ProjectPart) throws -> Void) throws {
        let description = try readProject()
        try readTags()
        log = try TaguetteLog(database)
        try readHighlights()
        head.coders = log.coders.coders
        try part(.head(head))
        try readDocuments(part)
        if let description { try part(.memo(ProjectMemo(text: description))) }
        // What is said of the project is no memo there.
        tail.found["memos"] = 0
        try part(.tail(tail))
    }

    /// Takes the project's name, and returns what is said of it.
    private mutating func readProject() throws -> String? {
        let project = try database.onlyProject(
            "name", "description",
            whereSeveral: "export the one that is meant from Taguette, under Project info, into a file of its own")
        if let name = project?.name { head.name = name }
        return project?.description
    }

    private mutating func readTags() throws {
        codes = CodeForest(
            try database.codes(in: CodeTable(name: "tags", number: "id", label: "path", definition: "description")))
        head.codes = codes.codes
        try database.rows(of: "highlight_tags", ["highlight_id", "tag_id"]) { row in
            guard let highlight = row.integer("highlight_id"), let tag = row.integer("tag_id") else { return }
            tags[highlight, default: []].append(tag)
        }
    }

    private mutating func readHighlights() throws {
        var lost = 0
        let columns = ["id", "document_id", "start_offset", "end_offset", "snippet"]
        try database.rows(of: "highlights", columns) { row in
            guard let key = row.integer("id"), let document = row.integer("document_id") else { return }
            let tags = self.tags.removeValue(forKey: key) ?? []
            let codings = tags.compactMap { tag -> ProjectCoding? in
                guard let code = codes.place(ofCode: tag) else {
                    lost += 1
                    return nil
                }
                let entry = log.entry(of: tag, on: key)
                return ProjectCoding(code: code, coder: entry?.coder, time: entry?.time)
            }
            let range = CountedRange(
                lower: row.integer("start_offset") ?? -1, upper: row.integer("end_offset") ?? -1,
                words: try row.text("snippet")?.withoutHTMLTags)
            highlights.add(ProjectMark(range: range, codings: codings), to: document)
        }
        tail.leaveOut("coding without its code or text", lost)
    }

    private mutating func readDocuments(_ part: (ProjectPart) throws -> Void) throws {
        let table = TextTable(
            name: "documents", words: "contents", isHTML: true, reading: .init(unit: .utf8), mark: "highlight")
        var texts = ProjectTexts(table, of: database, highlights, format: head.format, options: options)
        try texts.read(database, further: ["description"]) { row, _, source in
            var source = source
            source.memos = try row.filled("description").map { [ProjectMemo(text: $0)] } ?? []
            try part(.source(source))
        }
        texts.add(to: &tail)
    }
}
