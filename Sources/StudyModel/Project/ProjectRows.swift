/// Rows of a table that this program wrote: beside a project, for what the project's format has no place for, or of a whole study.
///
/// They name what they are about by its id, or by a name that only one has; a table stands behind those that it names.
package struct ProjectRows: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        case beside, whole
    }

    /// The file in a package that holds them, as JSON Lines, and the version of its form.
    package static let fileName = "ankerpunkt.jsonl"
    package static let version = 1
    /// The folder of a package with the files that texts were read from, each called by its SHA-256.
    package static let originalsFolder = "originals/"
    /// The tables whose rows are about memos, and come behind the last of these.
    package static let tablesOfMemos: Set<String> = ["memos", "memo_links"]

    /// The table of a whole study that has its title and language; they stand in `study.json`.
    package static let studyTable = "study"

    /// The file of a table of a whole study.
    package static func file(of table: String) -> String { table == studyTable ? "study.json" : "\(table).jsonl" }

    package var form: Form
    package var table: String
    /// The names of the columns.
    package var columns: [String]
    /// As many cells each as there are columns.
    package var rows: [[DataTable.Cell]]
    /// The lines of the file at which the rows of a whole study stand, from 1.
    package var lines: [Int] = []

    package init(_ form: Form = .beside, table: String, columns: [String], rows: [[DataTable.Cell]]) {
        self.form = form
        self.table = table
        self.columns = columns
        self.rows = rows
    }
}
