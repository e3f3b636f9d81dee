import StudyModel

extension PortableTable.Thing {
    /// As what it is known to those that name it.
    var named: Self {
        switch self {
        case .parent: .code
        case .from, .to: .actor
        case .earlier: .revision
        default: self
        }
    }

    fileprivate var words: String {
        switch self {
        case .holder: "case"
        case .parent: "code"
        case .attribute: "attribute of cases"
        case .actorAttribute: "attribute of actors"
        case .earlier: "revision"
        case .actorKind: "kind of actor"
        case .tieKind: "kind of tie"
        case .from, .to: "actor"
        default: rawValue
        }
    }
}

extension Diagnostic {
    private static let remedy = "mend the line, or export the study again"

    private static func place(_ rows: ProjectRows, _ place: Int?) -> Place {
        Place(
            file: ProjectRows.file(of: rows.table),
            line: place.flatMap { rows.lines.indices.contains($0) ? rows.lines[$0] : nil })
    }

    static func misfit(_ rows: ProjectRows, _ row: Int) -> Diagnostic {
        .error(at: place(rows, row), "a value is missing, or is none that a study takes", remedy: remedy)
    }

    static func noTime(_ column: String, _ rows: ProjectRows, _ row: Int) -> Diagnostic {
        .error(at: place(rows, row), "'\(column)' is no time in UTC such as 2025-12-01T00:00:00Z", remedy: remedy)
    }

    static func misquoted(_ rows: ProjectRows, _ row: Int) -> Diagnostic {
        .error(at: place(rows, row), "other words than the quote stand at this place", remedy: remedy)
    }

    static func missing(
        _ thing: PortableTable.Thing, _ name: String?, _ rows: ProjectRows, _ row: Int
    ) -> Diagnostic {
        let shown = (name ?? "").split(separator: "\u{0}").joined(separator: ", ").prefix(80)
        let message: Message = name == nil ? "no \(thing.words) is named" : "there is no \(thing.words) '\(String(shown))'"
        return .error(at: place(rows, row), message, remedy: remedy)
    }

    /// - Parameter known: the columns that the table has.
    static func unknownColumn(_ column: String, among known: [String], _ rows: ProjectRows, _ row: Int) -> Diagnostic {
        let name = String(StudyFolder.member(of: column, in: rows.table).prefix(80))
        return .error(
            at: place(rows, row), "has '\(name)', which \(ProjectRows.file(of: rows.table)) does not have",
            remedy: name.suggestion(among: members(known, of: rows.table), "there are"))
    }

    static func repeated(_ line: Int, _ columns: [String], _ rows: ProjectRows, _ row: Int) -> Diagnostic {
        let same = members(columns, of: rows.table).joined(separator: ", ")
        return .error(
            at: place(rows, row), "has the same \(same) as line \(line), and says something else",
            remedy: "take one of the two lines out")
    }

    private static func members(_ columns: [String], of table: String) -> [String] {
        var seen: Set<String> = []
        return columns.map { StudyFolder.member(of: $0, in: table) }.filter { seen.insert($0).inserted }
    }

    static func unknownTable(_ rows: ProjectRows) -> Diagnostic {
        .error(
            at: place(rows, nil), "is a table that this version of the program does not know",
            remedy: "update the program, or take the file out of study.json")
    }
}
