import FileFormats
import StudyModel

/// The coders of a project by the names that its tables give them, in the order in which they are met.
struct CoderList {
    private(set) var coders: [ProjectCoder] = []
    private var places: [String: Int] = [:]

    /// The place of a coder in `coders`; nil where nobody is named.
    mutating func place(of name: String?) -> Int? {
        guard let name = name?.storable.normalizedName, !name.isEmpty else { return nil }
        if let place = places[name] { return place }
        places[name] = coders.count
        coders.append(ProjectCoder(name: name))
        return coders.count - 1
    }

    /// The memo in a column, by the row's `owner` and `date`; nil where nothing is to be seen in it.
    mutating func memo(_ row: borrowing SQLiteRow, _ column: String) throws -> ProjectMemo? {
        guard let text = try row.filled(column) else { return nil }
        return ProjectMemo(text: text, coder: place(of: try row.text("owner")), time: try row.text("date")?.projectTime)
    }

    /// What is noted on the project, and the entries of its journal.
    mutating func journal(of database: ProjectDatabase, in column: String) throws -> [ProjectMemo] {
        var memos: [ProjectMemo] = []
        if let text = try database.first("project", "memo") { memos.append(ProjectMemo(text: text)) }
        try database.rows(of: "journal", ["name", column, "owner", "date"]) { row in
            guard var memo = try memo(row, column) else { return }
            memo.title = try row.name("name") ?? ""
            memos.append(memo)
        }
        return memos
    }
}
