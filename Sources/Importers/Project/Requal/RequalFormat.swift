import FileFormats
package import StudyModel

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
        var projects: [(name: String?, description: String?)] = []
        try database.tables.rows(of: "projects", ["project_name", "project_description"]) { row in
            projects.append((try row.name("project_name"), try row.filled("project_description")))
        }
        guard projects.count <= 1 else { throw FormatError.severalProjectsOfRequal(projects.count) }
        if let name = projects.first?.name { head.name = name }
        head.program = try database.first("requal_version", "version").map { "requal \($0)" } ?? head.program
        return projects.first?.description
    }

    private mutating func readUsers() throws {
        var list = CoderList()
        try database.tables.rows(of: "users", ["user_id", "user_login", "user_name"]) { row in
            guard let key = row.integer("user_id") else { return }
            let name = try row.name("user_name")
            users[key] = list.place(of: try name ?? row.text("user_login"))
        }
        head.coders = list.coders
    }

    private mutating func readCodes() throws {
        var categories: [Int: Int] = [:]
        var further = 0
        try database.tables.rows(of: "categories_codes_map", ["category_id", "code_id"]) { row in
            guard let category = row.integer("category_id"), let code = row.integer("code_id") else { return }
            if categories[code] == nil { categories[code] = category } else { further += 1 }
        }
        tail.leaveOut("further category of a code", further)
        var nodes: [CodeForest.Node] = []
        try database.tables.rows(of: "categories", ["category_id", "category_name", "category_description"]) { row in
            guard let key = row.integer("category_id"), let name = try row.name("category_name") else { return }
            var code = ProjectCode(name: name, isCodable: false)
            code.definition = try row.filled("category_description")
            nodes.append(.init(key: "cat:\(key)", code: code))
        }
        try database.tables.rows(of: "codes", ["code_id", "code_name", "code_description", "code_color"]) { row in
            guard let key = row.integer("code_id"), let name = try row.name("code_name") else { return }
            var code = ProjectCode(name: name, colour: try row.text("code_color")?.colourOfR)
            code.definition = try row.filled("code_description")
            code.memoKeys = memos.ofCodes[key] ?? []
            nodes.append(.init(key: "code:\(key)", parent: categories[key].map { "cat:\($0)" }, code: code))
        }
        codes = CodeForest(nodes)
        head.codes = codes.codes
    }

    private mutating func readCases() throws {
        var list = CaseList()
        head.attributes = attributes.attributes
        var sources: [Int: [String]] = [:]
        try database.tables.rows(of: "cases_documents_map", ["case_id", "doc_id"]) { row in
            guard let key = row.integer("case_id"), let source = row.integer("doc_id") else { return }
            sources[key, default: []].append("\(source)")
        }
        try database.tables.rows(of: "cases", ["case_id", "case_name", "case_description"]) { row in
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
        try database.tables.rows(of: "segments", columns) { row in
            guard let source = row.integer("doc_id") else { return }
            var segment = ProjectMark(
                range: Self.range(row, "segment_start", "segment_end", words: try row.text("segment_text")))
            let memos = row.integer("segment_id").flatMap { self.memos.ofSegments[$0] } ?? []
            if row.isFilled("code_id") {
                guard let code = row.integer("code_id").flatMap({ codes.places["code:\($0)"] }) else {
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
        var placer = ProjectPlacer(database.file, options: options, countingBy: .init(unit: .scalars))
        try database.tables.rows(of: "documents", ["doc_id", "doc_name", "doc_description", "doc_text"]) { row in
            guard let key = row.integer("doc_id") else { return }
            let name = try row.name("doc_name") ?? "text \(key)"
            tail.foundSource(isText: true)
            let segments = self.segments.take(of: key)
            guard let text = try row.filled("doc_text") else {
                tail.leaveOut("text without words")
                tail.leaveOut("coding on a text that is not there", segments.reduce(0) { $0 + $1.codings.count })
                return
            }
            var source = try placer.source(key, named: name, text: text, marks: segments, format: head.format)
            source.values = attributes.ofDocuments[key] ?? []
            source.memoKeys = memos.ofDocuments[key] ?? []
            if let description = try row.filled("doc_description") { source.memos = [ProjectMemo(text: description)] }
            try part(.source(source))
        }
        tail.leaveOut("segment without a place", placer.unplaced)
        tail.leaveOut("coding without its code or text", segments.codings)
        tail.diagnostics += placer.diagnostics
    }

    /// The range of a row, the first position being 1 and the last one part of it.
    static func range(_ row: borrowing SQLiteRow, _ start: String, _ end: String, words: String?) -> CountedRange {
        CountedRange(lower: (row.integer(start) ?? 0) - 1, upper: row.integer(end) ?? -1, words: words)
    }
}

extension String {
    /// `#rrggbb` of that or of `rgb(27,158,119)`; nil where it is neither.
    var colourOfR: String? {
        if let colour { return colour }
        let parts = filter { $0 != " " }.lowercased()
        guard parts.hasPrefix("rgb("), parts.hasSuffix(")") else { return nil }
        let numbers = parts.dropFirst(4).dropLast().split(separator: ",").compactMap { UInt8($0) }
        guard numbers.count == 3 else { return nil }
        return "#" + numbers.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension FormatError {
    fileprivate static func severalProjectsOfRequal(_ count: Int) -> FormatError {
        FormatError("holds \(count) projects", remedy: "keep the one that is meant, in a copy of the file")
    }
}
