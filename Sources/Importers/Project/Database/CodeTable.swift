import FileFormats
import StudyModel

/// The table in which a program keeps its codes, or their categories, by the names of its columns.
struct CodeTable {
    enum Kind: String {
        case code
        /// Nothing is coded with it.
        case category

        /// What a row is known by in a `CodeForest`, where codes and categories stand together.
        func key(_ number: Int) -> String { "\(rawValue):\(number)" }
    }

    var name: String
    var kind = Kind.code
    /// The column with the number of a code.
    var number: String
    var label = "name"
    var definition: String
    var colour: String?
    /// Columns that `ProjectDatabase.codes(in:)` is asked to hand over beside these.
    var further: [String] = []

    fileprivate var columns: [String] { [number, label, definition] + (colour.map { [$0] } ?? []) + further }
}

extension ProjectDatabase {
    /// The codes in the order of a table; one without number or name is none.
    ///
    /// - Parameter finish: says of a code, by its row and number, what it stands under, and what else is known of it.
    func codes(
        in table: CodeTable, finish: (borrowing SQLiteRow, Int, inout CodeForest.Node) throws -> Void = { _, _, _ in }
    ) throws -> [CodeForest.Node] {
        var nodes: [CodeForest.Node] = []
        try rows(of: table.name, table.columns) { row in
            guard let number = row.integer(table.number), let name = try row.name(table.label) else { return }
            var code = ProjectCode(name: name, isCodable: table.kind == .code)
            code.definition = try row.filled(table.definition)
            if let column = table.colour { code.colour = try row.text(column)?.colourOfR }
            var node = CodeForest.Node(key: table.kind.key(number), code: code)
            try finish(row, number, &node)
            nodes.append(node)
        }
        return nodes
    }

    /// The key of the category of each code by its number, which is the first that a table of pairs names, and how many further
    /// ones it names.
    func categories(in table: String, code: String, category: String) throws -> (ofCodes: [Int: String], further: Int) {
        var ofCodes: [Int: String] = [:]
        var further = 0
        try rows(of: table, [code, category]) { row in
            guard let code = row.integer(code), let category = row.integer(category) else { return }
            if ofCodes[code] == nil { ofCodes[code] = CodeTable.Kind.category.key(category) } else { further += 1 }
        }
        return (ofCodes, further)
    }
}

extension String {
    /// `#rrggbb` of that or of `rgb(27,158,119)`; nil where it is neither.
    fileprivate var colourOfR: String? {
        if let colour { return colour }
        let parts = filter { $0 != " " }.lowercased()
        guard parts.hasPrefix("rgb("), parts.hasSuffix(")") else { return nil }
        let numbers = parts.dropFirst(4).dropLast().split(separator: ",").compactMap { UInt8($0) }
        guard numbers.count == 3 else { return nil }
        return "#" + numbers.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
