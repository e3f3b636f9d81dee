import FileFormats
import StudyModel

/// Projects of requal: its database (`.requal`).
///
/// Positions count Unicode scalars from 1, and the last one is part of the segment, as R's `substr` has them. Categories are
/// codes that nothing is coded with; a code stands under the first of its categories. The table of users is read for names only.
package struct RequalFormat: ProjectDatabaseFormat {
    package let name = "requal"

    package init() {}

    static let marks: [(table: String, columns: [String])] = [
        ("documents", ["doc_id", "doc_name", "doc_text"]), ("codes", ["code_id", "code_name"]),
        ("segments", ["segment_id", "doc_id", "code_id", "segment_start", "segment_end"]),
    ]

    func read(_ database: ProjectDatabase, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        var reader = RequalReader(database, format: name, options: options)
        try reader.read(part)
    }
}

private struct RequalReader {
    private let database: ProjectDatabase
    private let options: ImportOptions
    private var head: ProjectHead
    private var users: [Int: Int] = [:]
    private var codes = CodeForest([])
    private var attributes = RequalAttributes()
    private var memos = RequalMemos()
    private var segments = ProjectMarks()
    private var tail = ProjectTail()

    init(_ database: ProjectDatabase, format: String, options: ImportOptions) {
        self.database = database
        self.options = options
        head = ProjectHead(format: format, program: "requal", name: database.file.folderOrFileName)
    }

    mutating func read(_ part: (ProjectPart) throws -> Void) throws {
        let description = try readProject()
        try readUsers()
        memos = try RequalMemos(database)
        try readCodes()
        attributes = try RequalAttributes(database)
        try readCases()
        try readSegments()
        try part(.head(head))
        try readDocuments(part)
        if let description { try part(.memo(ProjectMemo(text: description))) }
        for (memo, user) in memos.memos {
            var memo = memo
            memo.coder = user.flatMap { users[$0] }
            try part(.memo(memo))
        }
        tail.leaveOut("attribute of a coder", try database.count("attributes_users_map", "attribute_id"))
        try part(.tail(tail))
    }

    private mutating func readProject() throws -> String? {
        let project = try database.onlyProject(
            "project_name", "project_description", whereSeveral: "keep the one that is meant, in a copy of the file")
        if let name = project?.name { head.name = name }
        head.program = try database.first("requal_version", "version").map { "requal \($0)" } ?? head.program
        return project?.description
    }

    private mutating func readUsers() throws {
        var list = CoderList()
        try database.rows(of: "users", ["user_id", "user_login", "user_name"]) { row in
            guard let key = row.integer("user_id") else { return }
            let name = try row.name("user_name")
            users[key] = list.place(of: try name ?? row.text("user_login"))
        }
        head.coders = list.coders
    }

    private mutating func readCodes() throws {
        let categories = try database.categories(in: "categories_codes_map", code: "code_id", category: "category_id")
        tail.leaveOut("further category of a code", categories.further)
        let aboveCodes = CodeTable(
            name: "categories", kind: .category, number: "category_id", label: "category_name",
            definition: "category_description")
        let table = CodeTable(
            name: "codes", number: "code_id", label: "code_name", definition: "code_description", colour: "code_color")
        codes = CodeForest(
            try database.codes(in: aboveCodes)
                + database.codes(in: table) { _, key, node in
                    node.parent = categories.ofCodes[key]
                    node.code.memoKeys = memos.ofCodes[key] ?? []
                })
        head.codes = codes.codes
    }

    private mutating func readCases() throws {
        var list = CaseList()
        head.attributes = attributes.attributes
        var sources: [Int: [String]] = [:]
        try database.rows(of: "cases_documents_map", ["case_id", "doc_id"]) { row in
            guard let key = row.integer("case_id"), let source = row.integer("doc_id") else { return }
            sources[key, default: []].append("\(source)")
        }
        try database.rows(of: "cases", ["case_id", "case_name", "case_description"]) { row in
            guard let key = row.integer("case_id"), let name = try row.name("case_name") else { return }
            var one = ProjectCase(name: name)
            one.sources = sources[key] ?? []
            one.values = attributes.ofCases[key] ?? []
            if let description = try row.filled("case_description") { one.memos = [ProjectMemo(text: description)] }
            list.append(one)
        }
        head.cases = list.cases
    }

    private mutating func readSegments() throws {
        let columns = ["segment_id", "user_id", "doc_id", "code_id", "segment_start", "segment_end", "segment_text"]
        var lost = 0
        try database.rows(of: "segments", columns) { row in
            guard let source = row.integer("doc_id") else { return }
            var segment = ProjectMark(
                range: Self.range(row, "segment_start", "segment_end", words: try row.text("segment_text")))
            let memos = row.integer("segment_id").flatMap { self.memos.ofSegments[$0] } ?? []
            if row.isFilled("code_id") {
                guard let code = codes.place(ofCode: row.integer("code_id")) else {
                    lost += 1
                    return
                }
                var coding = ProjectCoding(code: code, coder: row.integer("user_id").flatMap { users[$0] })
                coding.memoKeys = memos
                segment.codings = [coding]
            } else {
                segment.memoKeys = memos
            }
            segments.add(segment, to: source)
        }
        tail.leaveOut("coding without its code or text", lost)
        for (source, range, memo) in memos.ofRanges {
            segments.add(ProjectMark(range: range, memoKeys: [memo]), to: source)
        }
    }

    private mutating func readDocuments(_ part: (ProjectPart) throws -> Void) throws {
        let table = TextTable(name: "documents", number: "doc_id", label: "doc_name", words: "doc_text", mark: "segment")
        var texts = ProjectTexts(table, of: database, segments, format: head.format, options: options)
        try texts.read(database, further: ["doc_description"]) { row, key, source in
            var source = source
            source.values = attributes.ofDocuments[key] ?? []
            source.memoKeys = memos.ofDocuments[key] ?? []
            source.memos = try row.filled("doc_description").map { [ProjectMemo(text: $0)] } ?? []
            try part(.source(source))
        }
        texts.add(to: &tail)
    }

    /// The range of a row, the first position being 1 and the last one part of it.
    static func range(_ row: borrowing SQLiteRow, _ start: String, _ end: String, words: String?) -> CountedRange {
        let lower = row.integer(start).flatMap { $0 > 0 ? $0 - 1 : nil } ?? -1
        return CountedRange(lower: lower, upper: row.integer(end) ?? -1, words: words)
    }
}
