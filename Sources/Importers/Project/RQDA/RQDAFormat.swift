import FileFormats
package import StudyModel

/// Projects of RQDA: its database (`.rqda`), of any of its versions.
///
/// Positions count Unicode scalars, as GTK's text buffer has them, a line end of two characters as two. What has a status other
/// than 1 was deleted, and is not read. A code stands under the first of its categories.
package struct RQDAFormat: ProjectDatabaseFormat {
    package let name = "rqda"

    package init() {}

    static let marks: [(table: String, columns: [String])] = [
        ("source", ["id", "name", "file"]), ("freecode", ["id", "name"]),
        ("coding", ["cid", "fid", "selfirst", "selend", "seltext"]), ("treecode", ["cid", "catid"]),
    ]

    func read(_ database: ProjectDatabase, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        var reader = RQDAReader(database, format: name, options: options)
        try reader.read(part)
    }
}

private struct RQDAReader {
    private let database: ProjectDatabase
    private let options: ImportOptions
    private var head: ProjectHead
    private var coders = CoderList()
    private var codes = CodeForest([])
    private var values = RQDAValues()
    private var marks = ProjectMarks()
    private var lengths: [Int: Int] = [:]
    private var tail = ProjectTail()

    init(_ database: ProjectDatabase, format: String, options: ImportOptions) {
        self.database = database
        self.options = options
        head = ProjectHead(format: format, program: "RQDA", name: database.file.folderOrFileName)
    }

    mutating func read(_ part: (ProjectPart) throws -> Void) throws {
        try readLengths()
        try readCodes()
        values = try RQDAValues(database)
        head.attributes = values.attributes
        try readCases()
        try readCodings()
        try readAnnotations()
        let journal = try journal()
        head.coders = coders.coders
        try part(.head(head))
        try readSources(part)
        for memo in journal { try part(.memo(memo)) }
        for (kind, table, column) in [
            ("second coding of a passage", "coding2", "cid"), ("category of texts", "filecat", "catid"),
            ("picture", "image", "id"), ("coding on a picture", "imageCoding", "cid"),
        ] {
            tail.leaveOut(kind, try count(table, column))
        }
        try part(.tail(tail))
    }

    /// The rows of a table that were not deleted.
    private func rows(
        of table: String, _ columns: [String], _ body: (borrowing SQLiteRow) throws -> Void
    ) throws {
        try database.tables.rows(of: table, columns + ["status"]) { row in
            if row.integer("status") ?? 1 == 1 { try body(row) }
        }
    }

    private func count(_ table: String, _ column: String) throws -> Int {
        var count = 0
        try rows(of: table, [column]) { _ in count += 1 }
        return count
    }

    /// How long each text is, in scalars; and who wrote its memo is a coder.
    private mutating func readLengths() throws {
        try rows(of: "source", ["id", "file", "memo", "owner"]) { row in
            guard let key = row.integer("id") else { return }
            lengths[key] = try row.text("file")?.unicodeScalars.count ?? 0
            if try row.filled("memo") != nil { _ = coders.place(of: try row.text("owner")) }
        }
    }

    private mutating func readCodes() throws {
        var categories: [Int: Int] = [:]
        var further = 0
        try rows(of: "treecode", ["cid", "catid"]) { row in
            guard let code = row.integer("cid"), let category = row.integer("catid") else { return }
            if categories[code] == nil { categories[code] = category } else { further += 1 }
        }
        tail.leaveOut("further category of a code", further)
        var nodes: [CodeForest.Node] = []
        try rows(of: "codecat", ["catid", "name", "memo"]) { row in
            guard let key = row.integer("catid"), let name = try row.name("name") else { return }
            var code = ProjectCode(name: name, isCodable: false)
            code.definition = try row.filled("memo")
            nodes.append(.init(key: "cat:\(key)", code: code))
        }
        try rows(of: "freecode", ["id", "name", "memo", "color"]) { row in
            guard let key = row.integer("id"), let name = try row.name("name") else { return }
            var code = ProjectCode(name: name, colour: try row.text("color")?.colour)
            code.definition = try row.filled("memo")
            nodes.append(.init(key: "code:\(key)", parent: categories[key].map { "cat:\($0)" }, code: code))
        }
        codes = CodeForest(nodes)
        head.codes = codes.codes
    }

    private mutating func readCases() throws {
        var list = CaseList()
        var sources: [Int: [String]] = [:]
        var partial = 0
        try rows(of: "caselinkage", ["caseid", "fid", "selfirst", "selend"]) { row in
            guard let key = row.integer("caseid"), let source = row.integer("fid"), let length = lengths[source] else { return }
            if row.integer("selfirst") ?? 0 <= 0, row.integer("selend") ?? 0 >= length - 1 {
                sources[key, default: []].append("\(source)")
            } else {
                partial += 1
            }
        }
        tail.leaveOut("part of a text that belongs to a case", partial)
        try rows(of: "cases", ["id", "name", "memo", "owner", "date"]) { row in
            guard let key = row.integer("id"), let name = try row.name("name") else { return }
            var one = ProjectCase(name: name)
            one.values = values.ofCases[key] ?? []
            one.sources = sources[key] ?? []
            one.memos = try memo(row, "memo").map { [$0] } ?? []
            list.append(one)
        }
        head.cases = list.cases
    }

    private mutating func readCodings() throws {
        var lost = 0
        let columns = ["cid", "fid", "seltext", "selfirst", "selend", "owner", "date", "memo"]
        try rows(of: "coding", columns) { row in
            guard let source = row.integer("fid"), let code = row.integer("cid").flatMap({ codes.places["code:\($0)"] }) else {
                lost += 1
                return
            }
            var coding = ProjectCoding(
                code: code, coder: coders.place(of: try row.text("owner")), time: try row.text("date")?.projectTime)
            coding.memos = try memo(row, "memo").map { [$0] } ?? []
            let range = CountedRange(
                lower: row.integer("selfirst") ?? -1, upper: row.integer("selend") ?? -1, words: try row.text("seltext"))
            marks.add(ProjectMark(range: range, codings: [coding]), to: source)
        }
        tail.leaveOut("coding without its code or text", lost)
    }

    /// An annotation stands at one position; it is on the character there.
    private mutating func readAnnotations() throws {
        try rows(of: "annotation", ["fid", "position", "annotation", "owner", "date"]) { row in
            guard let source = row.integer("fid"), let memo = try memo(row, "annotation"), let length = lengths[source] else {
                return
            }
            let position = max(0, min(row.integer("position") ?? 0, length - 1))
            marks.add(ProjectMark(range: .init(lower: position, upper: position + 1), memos: [memo]), to: source)
        }
    }

    private mutating func memo(_ row: borrowing SQLiteRow, _ column: String) throws -> ProjectMemo? {
        guard let text = try row.filled(column) else { return nil }
        return ProjectMemo(
            text: text, coder: coders.place(of: try row.text("owner")), time: try row.text("date")?.projectTime)
    }

    /// The journal as memos on the study, and what is noted on the project itself.
    private mutating func journal() throws -> [ProjectMemo] {
        var memos: [ProjectMemo] = []
        if let text = try database.first("project", "memo") { memos.append(ProjectMemo(text: text)) }
        try rows(of: "journal", ["name", "journal", "owner", "date"]) { row in
            guard var memo = try memo(row, "journal") else { return }
            memo.title = try row.name("name") ?? ""
            memos.append(memo)
        }
        return memos
    }

    private mutating func readSources(_ part: (ProjectPart) throws -> Void) throws {
        var placer = ProjectPlacer(database.file, options: options, countingBy: .init(unit: .scalars))
        try rows(of: "source", ["id", "name", "file", "memo", "owner", "date"]) { row in
            guard let key = row.integer("id") else { return }
            let name = try row.name("name") ?? "text \(key)"
            tail.foundSource(isText: true)
            let marks = self.marks.take(of: key)
            guard let text = try row.filled("file") else {
                tail.leaveOut("text without words")
                tail.leaveOut("coding on a text that is not there", marks.reduce(0) { $0 + $1.codings.count })
                return
            }
            var source = try placer.source(key, named: name, text: text, marks: marks, format: head.format)
            source.values = values.ofSources[key] ?? []
            source.memos = try memo(row, "memo").map { [$0] } ?? []
            try part(.source(source))
        }
        tail.leaveOut("coding or annotation without a place", placer.unplaced)
        tail.leaveOut("coding without its code or text", marks.codings)
        tail.diagnostics += placer.diagnostics
    }
}

/// What an RQDA project knows of its cases and texts: `caseAttr` and `fileAttr`.
struct RQDAValues {
    private(set) var attributes: [ProjectAttribute] = []
    private(set) var ofCases: [Int: [ProjectValue]] = [:]
    private(set) var ofSources: [Int: [ProjectValue]] = [:]

    init() {}

    init(_ database: ProjectDatabase) throws {
        var rows: [(isCase: Bool, owner: Int, name: String, text: String)] = []
        for (table, column, isCase) in [("caseAttr", "caseID", true), ("fileAttr", "fileID", false)] {
            try database.tables.rows(of: table, ["variable", "value", column, "status"]) { row in
                guard row.integer("status") ?? 1 == 1, let owner = row.integer(column), let name = try row.name("variable"),
                    let text = try row.name("value"), text != "NA"
                else { return }
                rows.append((isCase, owner, name, text))
            }
        }
        var texts: [String: [String]] = [:]
        for row in rows { texts[row.name, default: []].append(row.text) }
        var places: [String: Int] = [:]
        try database.tables.rows(of: "attributes", ["name", "class", "status"]) { row in
            guard row.integer("status") ?? 1 == 1, let name = try row.name("name"), places[name] == nil else { return }
            places[name] = attributes.count
            let kind = AttributeValue.kind(of: texts[name] ?? [], isNumeric: try row.text("class") == "numeric")
            attributes.append(ProjectAttribute(name: name, kind: kind))
        }
        for row in rows {
            // A value of an attribute that is not listed any more is one of a deleted attribute.
            guard let place = places[row.name], let value = AttributeValue(row.text, as: attributes[place].kind) else {
                continue
            }
            let one = ProjectValue(attribute: place, value: value)
            if row.isCase { ofCases[row.owner, default: []].append(one) } else { ofSources[row.owner, default: []].append(one) }
        }
    }
}
