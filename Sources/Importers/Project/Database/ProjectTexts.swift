import FileFormats
import StudyModel

/// The table in which a program keeps its texts, by the names of its columns.
struct TextTable {
    var name: String
    /// The column with the number by which other tables know a text.
    var number = "id"
    var label = "name"
    var words: String
    /// The column with the path of a picture or recording; nil where all sources are texts.
    var path: String?
    /// Whether words are a piece of HTML, whose tags no position counts.
    var isHTML = false
    /// How the program counts positions, unless the words at them say otherwise.
    var reading = PositionReading(unit: .scalars)
    /// What lies on the texts, in the singular.
    var mark: String

    fileprivate var columns: [String] { [number, label, words] + (path.map { [$0] } ?? []) }
}

/// The texts of a project with what lies on them, as they come from its database; and what is to be said of all of them.
struct ProjectTexts {
    private let table: TextTable
    private let format: String
    private var marks: ProjectMarks
    private var placer: ProjectPlacer
    private var tail = ProjectTail()

    init(_ table: TextTable, of database: ProjectDatabase, _ marks: ProjectMarks, format: String, options: ImportOptions) {
        (self.table, self.marks, self.format) = (table, marks, format)
        placer = ProjectPlacer(database.file, options: options, countingBy: table.reading)
    }

    /// Hands over each text with its row, which has also the columns `further`; what is coded of other sources is counted.
    ///
    /// - Throws: `Refusal` where something has no place in its text and nobody said to leave such out.
    mutating func read(
        _ database: ProjectDatabase, further: [String],
        _ body: (borrowing SQLiteRow, Int, consuming ProjectSource) throws -> Void
    ) throws {
        try database.rows(of: table.name, table.columns + further) { row in
            guard let number = row.integer(table.number) else { return }
            let marks = self.marks.take(of: number)
            let words = try row.text(table.words).map { table.isHTML ? $0.withoutHTMLTags : $0 } ?? ""
            tail.foundSource(isText: !words.isBlank || table.path == nil)
            guard !words.isBlank else {
                tail.leaveOut(Self.kind(of: try table.path.flatMap { try row.text($0) }))
                tail.leaveOut("coding on a text that is not there", marks.reduce(0) { $0 + $1.codings.count })
                return
            }
            let name = try row.name(table.label) ?? "text \(number)"
            try body(row, number, try placer.source(number, named: name, text: words, marks: marks, format: format))
        }
        tail.leaveOut("\(table.mark) without a place", placer.unplaced)
        tail.leaveOut("coding without its code or text", marks.codings)
        tail.diagnostics += placer.diagnostics
    }

    /// Adds what was counted to what is known of the project.
    func add(to other: inout ProjectTail) {
        for (kind, count) in tail.leftOut { other.leaveOut(kind, count) }
        for (kind, count) in tail.found { other.found[kind, default: 0] += count }
        other.diagnostics += tail.diagnostics
    }

    /// What a source without words is: in QualCoder `/images/NAME` lies in the project, `images:PATH` elsewhere.
    private static func kind(of path: String?) -> String {
        guard let path else { return "text without words" }
        for (folder, kind) in [("image", "picture"), ("audio", "sound recording"), ("video", "video")]
        where path.hasPrefix("/\(folder)") || path.hasPrefix(folder) {
            return kind
        }
        return "text without words"
    }
}
