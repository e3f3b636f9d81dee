import FileFormats
package import StudyModel

/// Writes a whole study as a folder of JSON Lines, one file a table, with each text in a file of its own.
///
/// It is sorted as its rows are handed over; a table without rows has no file. The newest text of a source stands at a path that stays, so
/// that an edited paragraph is a changed line; earlier ones lie beside it. Texts of open answers stand in their rows.
package struct StudyFolderWriter {
    /// What is to be written next.
    package enum Piece: Hashable, Sendable {
        /// The file of a table, by its path in the folder; the bytes that follow are its content.
        case table(String)
        case bytes([UInt8])
        /// Another file with its content.
        case file(String, [UInt8])
    }

    private let name: String
    private let language: String
    /// How many rows each table has.
    package private(set) var counts: [String: Int] = [:]
    /// The files of tables, of texts, and those that texts were read from.
    package private(set) var files: (tables: [String], texts: [String], originals: [String]) = ([], [], [])
    private var pieces: [Piece] = []
    private var table = DataTable(name: "", title: "", columns: [])
    private var line = StudyLine(DataTable(name: "", title: "", columns: []))
    private var json = JSONWriter()
    private var bytes: [UInt8] = []
    /// The names of sources with a text of their own.
    private var sources: [String] = []
    private var names = TextFileNames([])
    /// A revision, until it is known whether it is the newest of its source.
    private var waiting: [DataTable.Cell]?
    private static let blockSize = 1 << 18

    package init(name: String, language: String) { (self.name, self.language) = (name, language) }

    package mutating func begin(_ table: DataTable) {
        self.table = table
        line = StudyLine(withFiles(table))
        if table.name == Self.texts { names = TextFileNames(sources) }
    }

    package mutating func add(_ row: [DataTable.Cell]) throws {
        if table.name == "sources", let name = text("name", row), text("kind", row) != Source.Kind.answer.rawValue {
            sources.append(name)
        }
        guard table.name == Self.texts else { return try write(row) }
        if let last = waiting { try write(last, isNewest: text("source", last) != text("source", row)) }
        waiting = row
    }

    package mutating func end() throws {
        if let last = waiting { try write(last, isNewest: true) }
        waiting = nil
        endBlock()
    }

    /// Adds a file that a text was read from.
    package mutating func add(_ original: ContentHash, _ content: [UInt8]) {
        let file = ProjectRows.originalsFolder + original.description
        files.originals.append(file)
        pieces.append(.file(file, content))
    }

    /// What there is to write by now.
    package mutating func take() -> [Piece] {
        defer { pieces = [] }
        return pieces
    }

    /// The content of `study.json`, when all was written.
    package var head: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("format", StudyFolder.format)
        json.member("version", StudyFolder.version)
        json.member("name", name)
        json.member("language", language)
        json.member("files", allFiles)
        json.endObject()
        return json.indentedBytes
    }

    package var allFiles: [String] { files.tables + files.texts.sorted() + files.originals }

    // MARK: - Rows

    /// The table of texts.
    private static let texts = "revisions"
    private var textPlace: Int? { table.name == Self.texts ? table.columns.firstIndex { $0.name == "text" } : nil }

    /// With the file of a text before the text.
    private func withFiles(_ table: DataTable) -> DataTable {
        guard let place = textPlace else { return table }
        var table = table
        table.columns.insert(.init("file", .string, "the file of the text"), at: place)
        return table
    }

    private func text(_ column: String, _ row: [DataTable.Cell]) -> String? {
        guard let place = table.columns.firstIndex(where: { $0.name == column }), case .text(let text) = row[place] else {
            return nil
        }
        return text
    }

    /// Writes the row of a revision, and its text into a file where the source has one.
    private mutating func write(_ row: [DataTable.Cell], isNewest: Bool) throws {
        guard let place = textPlace else { return }
        var cells = row
        cells.insert(.empty, at: place)
        if let source = text("source", row), let text = text("text", row), names.has(source) {
            var earlier: Int?
            if !isNewest,
                case .integer(let number)? = table.columns.firstIndex(where: { $0.name == "revision" }).map({ row[$0] })
            {
                earlier = number
            }
            let file = names.file(of: source, earlier: earlier)
            cells[place] = .text(file)
            cells[place + 1] = .empty
            files.texts.append(file)
            pieces.append(.file(file, Array(text.utf8)))
        }
        try write(cells)
    }

    private mutating func write(_ row: [DataTable.Cell]) throws {
        if counts[table.name] == nil {
            let file = ProjectRows.file(of: table.name)
            files.tables.append(file)
            pieces.append(.table(file))
        }
        counts[table.name, default: 0] += 1
        json.removeAll()
        try line.write(row, to: &json)
        bytes += json.bytes
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.blockSize { endBlock() }
    }

    private mutating func endBlock() {
        guard !bytes.isEmpty else { return }
        pieces.append(.bytes(bytes))
        bytes.removeAll(keepingCapacity: true)
    }
}
