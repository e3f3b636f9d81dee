import FileFormats
import Foundation
import StudyModel

/// The rows that stand in a package beside the project, for what REFI-QDA has no place for.
struct REFISideFile {
    /// Attributes, and questions that the project has as variables.
    private(set) var attributes: Set<Attribute.ID> = []
    /// Actors; of some the project has a case that no study knows.
    private(set) var actors: Set<Case.ID> = []
    private(set) var memos: Set<String> = []
    /// Notes that say what ties rest on.
    private(set) var evidence: Set<String> = []
    private let package: REFIPackage

    /// Nil where the package has none.
    ///
    /// - Throws: `FormatError` where it cannot be read.
    init?(_ package: REFIPackage) throws {
        self.package = package
        guard package.sideFile != nil else { return nil }
        try forEachBatch(of: ["attributes", "questions", "actors", "memos", "ties"]) { rows in
            guard let column = rows.columns.firstIndex(of: "id") else { return }
            for cells in rows.rows {
                guard cells.count > column, case .text(let id) = cells[column] else { continue }
                switch rows.table {
                case "actors": if let id = Case.ID(parsing: id) { actors.insert(id) }
                case "memos": memos.insert(id)
                case "ties": if let id = Tie.ID(parsing: id) { evidence.insert(ProjectGUID.evidence(id)) }
                default: if let id = Attribute.ID(parsing: id) { attributes.insert(id) }
                }
            }
        }
    }

    /// Hands over the rows of some tables, a few hundred at a time; texts that lie in the package with them.
    func forEachBatch(ofMemos: Bool, _ body: (ProjectRows) throws -> Void) throws {
        try forEachBatch {
            ProjectRows.tablesOfMemos.contains($0) == ofMemos
        } _: { rows in
            try body(rows.table == "revisions" ? withTexts(rows) : rows)
        }
    }

    /// Hands over the files that texts were read from.
    ///
    /// - Throws: `FormatError` where one is not what its name says.
    func forEachOriginal(_ body: (OriginalFile) throws -> Void) throws {
        for member in package.originals {
            let hash = member.split(separator: "/").last.map(String.init) ?? ""
            let original = try OriginalFile(name: hash, packing: package.content(of: member))
            guard original.hash.description == hash else { throw FormatError.otherOriginal.inMember(member) }
            try body(original)
        }
    }

    private func forEachBatch(of tables: Set<String>, _ body: (ProjectRows) throws -> Void) throws {
        try forEachBatch({ tables.contains($0) }, body)
    }

    private func forEachBatch(_ isWanted: (String) -> Bool, _ body: (ProjectRows) throws -> Void) throws {
        guard let source = try package.sideFile.map({ try package.open($0) }) else { return }
        var rows = ProjectRows(table: "", columns: [], rows: [])
        func flush() throws {
            if !rows.rows.isEmpty { try body(rows) }
            rows.rows.removeAll(keepingCapacity: true)
        }
        try LineReader(source, named: ProjectRows.fileName).forEachBatch { lines in
            for line in lines {
                do {
                    if line.bytes.first == UInt8(ascii: "{") {
                        try flush()
                        rows = try Self.head(line.bytes)
                    } else if isWanted(rows.table) {
                        rows.rows.append(try Self.cells(line.bytes, count: rows.columns.count))
                    }
                } catch let error as FormatError {
                    throw error.at(line.number)
                }
            }
            try flush()
        }
    }

    /// What the rows that follow are of.
    private static func head(_ bytes: [UInt8]) throws -> ProjectRows {
        var rows = ProjectRows(table: "", columns: [], rows: [])
        var reader = try reader(bytes)
        try reader.forEachMember { reader, key in
            switch key {
            case "ankerpunkt":
                let version = try reader.number() ?? 0
                guard version <= Double(ProjectRows.version) else { throw FormatError.newer }
            case "table": rows.table = String(decoding: try reader.string() ?? [], as: UTF8.self)
            case "columns":
                try reader.forEachElement { reader, _ in
                    rows.columns.append(String(decoding: try reader.string() ?? [], as: UTF8.self))
                }
            default: break
            }
        }
        return rows
    }

    private static func cells(_ bytes: [UInt8], count: Int) throws -> [DataTable.Cell] {
        var cells: [DataTable.Cell] = []
        cells.reserveCapacity(count)
        var reader = try reader(bytes)
        try reader.forEachElement { reader, _ in
            switch try reader.value() {
            case .boolean(let value): cells.append(.boolean(value))
            case .integer(let number): cells.append(.integer(number))
            case .number(let number): cells.append(.number(number))
            case .text(let text): cells.append(.text(String(decoding: text, as: UTF8.self)))
            case .null, nil: cells.append(.empty)
            }
        }
        guard cells.count == count else { throw FormatError.otherCells }
        return cells
    }

    private static func reader(_ bytes: [UInt8]) throws -> JSONReader {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw FormatError.notUTF8 }
        return JSONReader(bytes)
    }

    /// The rows with those texts that lie in the package by themselves.
    private func withTexts(_ rows: ProjectRows) throws -> ProjectRows {
        guard let key = rows.columns.firstIndex(of: "source"), let text = rows.columns.firstIndex(of: "text") else {
            return rows
        }
        var rows = rows
        for place in rows.rows.indices {
            guard rows.rows[place][text] == .empty, case .text(let source) = rows.rows[place][key] else { continue }
            let guid = Source.ID(parsing: source) ?? Source.ID(ofAnswer: source)
            guard let bytes = try package.text(at: "internal://\(guid).txt"),
                let words = String(validating: bytes, as: UTF8.self)
            else { continue }
            rows.rows[place][text] = .text(words)
        }
        return rows
    }
}

extension FormatError {
    fileprivate func at(_ line: Int) -> FormatError {
        var error = self
        error.line = line
        error.column = nil
        return error.inMember(ProjectRows.fileName)
    }

    private static let remedy =
        "export the project again, or take that file out of the package to import what the project itself holds"

    fileprivate static let newer = FormatError(
        "\(ProjectRows.fileName) was written by a newer version of this program",
        remedy: "update the program, or take that file out of the package")
    fileprivate static let otherCells = FormatError(
        "\(ProjectRows.fileName) has a row with other cells than its table has columns", remedy: remedy)
    fileprivate static let otherOriginal = FormatError("is not the file that its name says", remedy: "export the project again")
    fileprivate static let notUTF8 = FormatError("\(ProjectRows.fileName) is not UTF-8", remedy: remedy)
}
