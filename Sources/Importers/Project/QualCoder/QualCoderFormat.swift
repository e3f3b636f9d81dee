import FileFormats
package import StudyModel

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
        let lengths = try lengths()
        let cases = try QualCoderCases(database, attributes, lengths: lengths, coders: &coders)
        try readCodings()
        try readAnnotations()
        let journal = try journal()
        head.cases = cases.cases
        tail.leaveOut("part of a text that belongs to a case", cases.partial)
        (head.codes, head.coders, head.attributes) = (codes.codes, coders.coders, attributes.attributes)
        try part(.head(head))
        try readSources(part)
        for memo in journal { try part(.memo(memo)) }
        try finish(part)
    }

    private mutating func readCodes() throws {
        var nodes: [CodeForest.Node] = []
        try database.tables.rows(of: "code_cat", ["catid", "name", "memo", "supercatid"]) { row in
            guard let key = row.integer("catid"), let name = try row.name("name") else { return }
            var code = ProjectCode(name: name, isCodable: false)
            code.definition = try row.filled("memo")
            nodes.append(.init(key: "cat:\(key)", parent: row.integer("supercatid").map { "cat:\($0)" }, code: code))
        }
        try database.tables.rows(of: "code_name", ["cid", "name", "memo", "catid", "color", "supercid"]) { row in
            guard let key = row.integer("cid"), let name = try row.name("name") else { return }
            var code = ProjectCode(name: name, colour: try row.text("color")?.colour)
            code.definition = try row.filled("memo")
            // A code below a code names that; its category is then that of the code above.
            let above = row.integer("supercid").map { "code:\($0)" } ?? row.integer("catid").map { "cat:\($0)" }
            nodes.append(.init(key: "code:\(key)", parent: above, code: code))
        }
        codes = CodeForest(nodes)
        if codes.circular > 0 { tail.diagnostics.append(.circularCodes(codes.circular, in: database.file)) }
    }

    private mutating func readCodings() throws {
        let columns = ["cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"]
        var important = 0
        var lost = 0
        try database.tables.rows(of: "code_text", columns) { row in
            guard let source = row.integer("fid"), let code = row.integer("cid").flatMap({ codes.places["code:\($0)"] }) else {
                lost += 1
                return
            }
            let coder = coders.place(of: try row.text("owner"))
            let time = try row.text("date")?.projectTime
            var coding = ProjectCoding(code: code, coder: coder, time: time)
            if let memo = try row.filled("memo") { coding.memos = [ProjectMemo(text: memo, coder: coder, time: time)] }
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
        try database.tables.rows(of: "annotation", ["fid", "pos0", "pos1", "memo", "owner", "date"]) { row in
            guard let source = row.integer("fid"), let text = try row.filled("memo") else { return }
            let memo = ProjectMemo(
                text: text, coder: coders.place(of: try row.text("owner")), time: try row.text("date")?.projectTime)
            let range = CountedRange(lower: row.integer("pos0") ?? -1, upper: row.integer("pos1") ?? -1)
            marks.add(ProjectMark(range: range, memos: [memo]), to: source)
        }
    }

    /// How long each text is, in scalars; and who wrote its memo is a coder.
    private mutating func lengths() throws -> [Int: Int] {
        var lengths: [Int: Int] = [:]
        try database.tables.rows(of: "source", ["id", "fulltext", "memo", "owner"]) { row in
            guard let key = row.integer("id") else { return }
            lengths[key] = try row.text("fulltext")?.unicodeScalars.count ?? 0
            if try row.filled("memo") != nil { _ = coders.place(of: try row.text("owner")) }
        }
        return lengths
    }

    private mutating func readSources(_ part: (ProjectPart) throws -> Void) throws {
        var placer = ProjectPlacer(database.file, options: options, countingBy: .init(unit: .scalars))
        var media: [String: Int] = [:]
        try database.tables.rows(of: "source", ["id", "name", "fulltext", "mediapath", "memo", "owner", "date"]) { row in
            guard let key = row.integer("id") else { return }
            let name = try row.name("name") ?? "text \(key)"
            let marks = self.marks.take(of: key)
            let text = try row.filled("fulltext")
            tail.foundSource(isText: text != nil)
            guard let text else {
                media[Self.kind(of: try row.text("mediapath")), default: 0] += 1
                tail.leaveOut("coding on a text that is not there", marks.reduce(0) { $0 + $1.codings.count })
                return
            }
            var source = try placer.source(key, named: name, text: text, marks: marks, format: head.format)
            source.values = attributes.values(of: "file", key)
            if let memo = try row.filled("memo") {
                source.memos = [
                    ProjectMemo(
                        text: memo, coder: coders.place(of: try row.text("owner")), time: try row.text("date")?.projectTime)
                ]
            }
            try part(.source(source))
        }
        for (kind, count) in media { tail.leaveOut(kind, count) }
        tail.leaveOut("coding or annotation without a place", placer.unplaced)
        tail.leaveOut("coding without its code or text", marks.codings)
        tail.diagnostics += placer.diagnostics
    }

    /// What a source without a text is: `/images/NAME` lies in the project, `images:PATH` elsewhere.
    private static func kind(of path: String?) -> String {
        guard let path else { return "text without words" }
        for kind in ["image", "audio", "video"] where path.hasPrefix("/\(kind)") || path.hasPrefix(kind) {
            return kind == "image" ? "picture" : kind == "audio" ? "sound recording" : "video"
        }
        return "text without words"
    }

    /// The journal as memos on the study, and what is noted on the project itself.
    private mutating func journal() throws -> [ProjectMemo] {
        var memos: [ProjectMemo] = []
        if let text = try database.first("project", "memo") { memos.append(ProjectMemo(text: text)) }
        try database.tables.rows(of: "journal", ["name", "jentry", "date", "owner"]) { row in
            guard let text = try row.filled("jentry") else { return }
            memos.append(
                ProjectMemo(
                    title: try row.name("name") ?? "", text: text, coder: coders.place(of: try row.text("owner")),
                    time: try row.text("date")?.projectTime))
        }
        return memos
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
        "\(count == 1 ? "1 code stands" : "\(count) codes stand") under itself, and is put at the top"
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
