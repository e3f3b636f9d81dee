import FileFormats
import StudyModel

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
        var database = database
        database.status = "status"
        self.database = database
        self.options = options
        head = ProjectHead(format: format, program: "RQDA", name: database.file.folderOrFileName)
    }

    mutating func read(_ part: (ProjectPart) throws -> Void) throws {
        lengths = try database.lengths(ofTexts: "file", coders: &coders)
        try readCodes()
        values = try RQDAValues(database)
        head.attributes = values.attributes
        try readCases()
        try readCodings()
        try readAnnotations()
        let journal = try coders.journal(of: database, in: "journal")
        head.coders = coders.coders
        try part(.head(head))
        try readSources(part)
        for memo in journal { try part(.memo(memo)) }
        for (kind, table, column) in [
            ("second coding of a passage", "coding2", "cid"), ("category of texts", "filecat", "catid"),
            ("picture", "image", "id"), ("coding on a picture", "imageCoding", "cid"),
        ] {
            tail.leaveOut(kind, try database.count(table, column))
        }
        try part(.tail(tail))
    }

    private mutating func readCodes() throws {
        let categories = try database.categories(in: "treecode", code: "cid", category: "catid")
        tail.leaveOut("further category of a code", categories.further)
        codes = CodeForest(
            try database.codes(in: CodeTable(name: "codecat", kind: .category, number: "catid", definition: "memo"))
                + database.codes(in: CodeTable(name: "freecode", number: "id", definition: "memo", colour: "color")) {
                    $2.parent = categories.ofCodes[$1]
                })
        head.codes = codes.codes
    }

    private mutating func readCases() throws {
        var list = CaseList()
        let texts = try CaseTexts(database, in: "caselinkage", range: ("selfirst", "selend"), lengths: lengths)
        tail.leaveOut("part of a text that belongs to a case", texts.partial)
        try database.rows(of: "cases", ["id", "name", "memo", "owner", "date"]) { row in
            guard let key = row.integer("id"), let name = try row.name("name") else { return }
            var one = ProjectCase(name: name)
            one.values = values.ofCases[key] ?? []
            one.sources = texts.ofCases[key] ?? []
            one.memos = try coders.memo(row, "memo").map { [$0] } ?? []
            list.append(one)
        }
        head.cases = list.cases
    }

    private mutating func readCodings() throws {
        var lost = 0
        let columns = ["cid", "fid", "seltext", "selfirst", "selend", "owner", "date", "memo"]
        try database.rows(of: "coding", columns) { row in
            guard let source = row.integer("fid"), let code = codes.place(ofCode: row.integer("cid")) else {
                lost += 1
                return
            }
            var coding = ProjectCoding(
                code: code, coder: coders.place(of: try row.text("owner")), time: try row.text("date")?.projectTime)
            coding.memos = try coders.memo(row, "memo").map { [$0] } ?? []
            let range = CountedRange(
                lower: row.integer("selfirst") ?? -1, upper: row.integer("selend") ?? -1, words: try row.text("seltext"))
            marks.add(ProjectMark(range: range, codings: [coding]), to: source)
        }
        tail.leaveOut("coding without its code or text", lost)
    }

    /// An annotation stands at one position; it is on the character there.
    private mutating func readAnnotations() throws {
        try database.rows(of: "annotation", ["fid", "position", "annotation", "owner", "date"]) { row in
            guard let source = row.integer("fid"), let memo = try coders.memo(row, "annotation"), let length = lengths[source]
            else {
                return
            }
            let position = max(0, min(row.integer("position") ?? 0, length - 1))
            marks.add(ProjectMark(range: .init(lower: position, upper: position + 1), memos: [memo]), to: source)
        }
    }

    private mutating func readSources(_ part: (ProjectPart) throws -> Void) throws {
        let table = TextTable(name: "source", words: "file", mark: "coding or annotation")
        var texts = ProjectTexts(table, of: database, marks, format: head.format, options: options)
        try texts.read(database, further: ["memo", "owner", "date"]) { row, key, source in
            var source = source
            source.values = values.ofSources[key] ?? []
            source.memos = try coders.memo(row, "memo").map { [$0] } ?? []
            try part(.source(source))
        }
        texts.add(to: &tail)
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
            try database.rows(of: table, ["variable", "value", column]) { row in
                guard let owner = row.integer(column), let name = try row.name("variable"),
                    let text = try row.name("value"), text != "NA"
                else { return }
                rows.append((isCase, owner, name, text))
            }
        }
        var texts: [String: [String]] = [:]
        for row in rows { texts[row.name, default: []].append(row.text) }
        var places: [String: Int] = [:]
        try database.rows(of: "attributes", ["name", "class"]) { row in
            guard let name = try row.name("name"), places[name] == nil else { return }
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
