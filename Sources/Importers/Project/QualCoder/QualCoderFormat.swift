import FileFormats
import StudyModel

/// Projects of QualCoder: the database `data.qda` in a folder `NAME.qda`, of any of its versions.
///
/// Positions count Unicode scalars, `seltext` is `fulltext[pos0:pos1]`. Categories are codes that nothing is coded with. What is
/// coded in pictures and recordings, graphs, queries and references are left out, and counted.
package struct QualCoderFormat: ProjectDatabaseFormat {
    package let name = "qualcoder"

    package init() {}

    static let marks: [(table: String, columns: [String])] = [
        ("source", ["id", "name", "fulltext"]), ("code_name", ["cid", "name"]),
        ("code_text", ["cid", "fid", "pos0", "pos1", "seltext"]),
    ]

    func read(_ database: ProjectDatabase, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        var reader = try QualCoderReader(database, format: name, options: options)
        try reader.read(part)
    }
}

private struct QualCoderReader {
    private let database: ProjectDatabase
    private let options: ImportOptions
    private var head: ProjectHead
    private var coders = CoderList()
    private var codes = CodeForest([])
    private var attributes = QualCoderAttributes()
    private var marks = ProjectMarks()
    private var tail = ProjectTail()

    init(_ database: ProjectDatabase, format: String, options: ImportOptions) throws {
        self.database = database
        self.options = options
        head = ProjectHead(
            format: format, program: try database.first("project", "about"), name: database.file.folderOrFileName)
    }

    mutating func read(_ part: (ProjectPart) throws -> Void) throws {
        try readCodes()
        attributes = try QualCoderAttributes(database)
        try readCases()
        try readCodings()
        try readAnnotations()
        let journal = try coders.journal(of: database, in: "jentry")
        (head.codes, head.coders, head.attributes) = (codes.codes, coders.coders, attributes.attributes)
        try part(.head(head))
        try readSources(part)
        for memo in journal { try part(.memo(memo)) }
        try finish(part)
    }

    private mutating func readCodes() throws {
        let nodes =
            try database.codes(
                in: CodeTable(
                    name: "code_cat", kind: .category, number: "catid", definition: "memo", further: ["supercatid"])
            ) { row, _, node in
                node.parent = row.integer("supercatid").map(CodeTable.Kind.category.key)
            }
            + database.codes(
                in: CodeTable(
                    name: "code_name", number: "cid", definition: "memo", colour: "color", further: ["catid", "supercid"])
            ) { row, _, node in
                // A code below a code names that; its category is then that of the code above.
                node.parent =
                    row.integer("supercid").map(CodeTable.Kind.code.key)
                    ?? row.integer("catid").map(CodeTable.Kind.category.key)
            }
        codes = CodeForest(nodes)
        if codes.circular > 0 { tail.diagnostics.append(.circularCodes(codes.circular, in: database.file)) }
    }

    private mutating func readCodings() throws {
        let columns = ["cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"]
        var important = 0
        var lost = 0
        try database.rows(of: "code_text", columns) { row in
            guard let source = row.integer("fid"), let code = codes.place(ofCode: row.integer("cid")) else {
                lost += 1
                return
            }
            var coding = ProjectCoding(
                code: code, coder: coders.place(of: try row.text("owner")), time: try row.text("date")?.projectTime)
            coding.memos = try coders.memo(row, "memo").map { [$0] } ?? []
            if row.integer("important") == 1 { important += 1 }
            // What is no position has no place.
            let range = CountedRange(
                lower: row.integer("pos0") ?? -1, upper: row.integer("pos1") ?? -1, words: try row.text("seltext"))
            marks.add(ProjectMark(range: range, codings: [coding]), to: source)
        }
        tail.leaveOut("mark of importance on a coding", important)
        tail.leaveOut("coding without its code or text", lost)
    }

    private mutating func readAnnotations() throws {
        try database.rows(of: "annotation", ["fid", "pos0", "pos1", "memo", "owner", "date"]) { row in
            guard let source = row.integer("fid"), let memo = try coders.memo(row, "memo") else { return }
            let range = CountedRange(lower: row.integer("pos0") ?? -1, upper: row.integer("pos1") ?? -1)
            marks.add(ProjectMark(range: range, memos: [memo]), to: source)
        }
    }

    private mutating func readCases() throws {
        let lengths = try database.lengths(ofTexts: "fulltext", coders: &coders)
        let texts = try CaseTexts(database, in: "case_text", range: ("pos0", "pos1"), lengths: lengths)
        tail.leaveOut("part of a text that belongs to a case", texts.partial)
        var list = CaseList()
        try database.rows(of: "cases", ["caseid", "name", "memo", "owner", "date"]) { row in
            guard let key = row.integer("caseid"), let name = try row.name("name") else { return }
            var one = ProjectCase(name: name)
            one.values = attributes.values(of: "case", key)
            one.sources = texts.ofCases[key] ?? []
            one.memos = try coders.memo(row, "memo").map { [$0] } ?? []
            list.append(one)
        }
        head.cases = list.cases
    }

    private mutating func readSources(_ part: (ProjectPart) throws -> Void) throws {
        let table = TextTable(name: "source", words: "fulltext", path: "mediapath", mark: "coding or annotation")
        var texts = ProjectTexts(table, of: database, marks, format: head.format, options: options)
        try texts.read(database, further: ["memo", "owner", "date"]) { row, key, source in
            var source = source
            source.values = attributes.values(of: "file", key)
            source.memos = try coders.memo(row, "memo").map { [$0] } ?? []
            try part(.source(source))
        }
        texts.add(to: &tail)
    }

    private mutating func finish(_ part: (ProjectPart) throws -> Void) throws {
        for (kind, table, column) in [
            ("coding on a picture", "code_image", "imid"), ("coding on a recording", "code_av", "avid"),
            ("graph", "graph", "grid"), ("saved query", "stored_sql", "title"), ("line of a reference", "ris", "risid"),
        ] {
            tail.leaveOut(kind, try database.count(table, column))
        }
        tail.leaveOut("value of a journal entry", attributes.ofJournals)
        tail.leaveOut("value that is no number", attributes.unreadable)
        try part(.tail(tail))
    }
}

extension Diagnostic {
    /// Codes of a project stand, by way of others, under themselves.
    static func circularCodes(_ count: Int, in file: InputFile) -> Diagnostic {
        .warning(
            at: file.place(), .circular(count), remedy: "look at the codebook, and move them with 'anker codebook move'")
    }
}

extension Diagnostic.Message {
    fileprivate static func circular(_ count: Int) -> Self {
        count == 1
            ? "1 code stands under itself, and is put at the top"
            : "\(count) codes stand under themselves, and are put at the top"
    }
}

extension InputFile {
    /// The name of a project: of its folder where the file bears the same name in each project, else of the file.
    var folderOrFileName: String {
        guard name == "data.qda" else { return stem }
        let folder = InputFile(path: path.split(separator: "/").dropLast().joined(separator: "/"))
        return folder.path.isEmpty ? stem : folder.stem
    }
}
