import FileFormats
import StudyModel

extension ProjectInspection {
    /// Takes codes, coders, cases, attributes and codings from the rows of a whole study; rows beside a project are no more than that has.
    mutating func inspect(_ rows: ProjectRows, line: (borrowing JSONWriter) throws -> Void) throws {
        guard rows.form == .whole else { return }
        let columns = Dictionary(zip(rows.columns, rows.columns.indices)) { first, _ in first }
        var last: [DataTable.Cell?] = []
        for cells in rows.rows {
            func cell(_ column: String) -> DataTable.Cell? { columns[column].map { cells[$0] } }
            func text(_ column: String) -> String? { if case .text(let text)? = cell(column) { text } else { nil } }
            let name = text("name") ?? ""
            switch rows.table {
            case "coders": head.coders.append(ProjectCoder(name: name))
            case "cases": head.cases.append(ProjectCase(name: name))
            case "attributes":
                head.attributes.append(
                    ProjectAttribute(name: name, kind: text("type").flatMap(Attribute.Kind.init) ?? .text))
            case "codes":
                let parent = text("parent").flatMap { above in head.codes.lastIndex { $0.name == above } }
                head.codes.append(
                    ProjectCode(
                        name: name, parent: parent, colour: text("colour"), isCodable: cell("codable") != .boolean(false)))
                if lists { try inspectCode(head.codes.count - 1, line: line) }
            case "codings":
                placed += 1
                let place = ["source", "revision", "lower", "upper"].map(cell)
                if place != last { passages += 1 }
                last = place
                if lists { try inspectCoding(cell, text, line: line) }
            default: break
            }
        }
    }

    private func inspectCoding(
        _ cell: (String) -> DataTable.Cell?, _ text: (String) -> String?, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        guard case .integer(let lower)? = cell("lower"), case .integer(let upper)? = cell("upper") else { return }
        var json = JSONWriter()
        json.beginObject()
        json.member("source", text("source"))
        json.key("range")
        json.beginArray()
        json.integer(lower)
        json.integer(upper)
        json.endArray()
        for member in ["code", "coder", "time", "quote"] { json.member(member, text(member)) }
        json.endObject()
        try line(json)
    }
}
