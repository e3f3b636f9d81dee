/// The cells of a sheet that are merged, asked row by row from the top.
struct MergedRanges {
    private struct Area {
        let columns: ClosedRange<Int>
        let rows: ClosedRange<Int>
    }

    static let limit = 262_144

    /// By their first row, the next last.
    private var coming: [Area] = []
    /// Those that reached into some row so far, by their columns, of which none has two; the rows of some may be over.
    private var present: [Area] = []

    var isEmpty: Bool { coming.isEmpty && present.isEmpty }

    /// Adds `B2:D2`; false for what is no area of a sheet. Called before any row.
    mutating func add(_ reference: UnsafeRawBufferPointer) -> Bool {
        let ends = reference.split(separator: UInt8(ascii: ":"))
        guard ends.count == 2, let first = ExcelReference(ends[0]), let last = ExcelReference(ends[1]),
            first.column <= last.column, first.row <= last.row, coming.count < Self.limit
        else { return false }
        coming.append(Area(columns: first.column...last.column, rows: first.row...last.row))
        return true
    }

    mutating func sort() { coming.sort { $0.rows.lowerBound > $1.rows.lowerBound } }

    /// Goes on to a row; false where areas overlap, as none may.
    mutating func enter(row: Int) -> Bool {
        while let next = coming.last, next.rows.lowerBound <= row {
            coming.removeLast()
            if next.rows.upperBound >= row, !insert(next, at: row) { return false }
        }
        return true
    }

    /// Puts an area in the place of those that are over; false where one is not.
    private mutating func insert(_ area: Area, at row: Int) -> Bool {
        let start = index(ofColumn: area.columns.lowerBound)
        var end = start
        while end < present.count, present[end].columns.lowerBound <= area.columns.upperBound {
            guard present[end].rows.upperBound < row else { return false }
            end += 1
        }
        present.replaceSubrange(start..<end, with: CollectionOfOne(area))
        return true
    }

    /// The first area that ends in the column or behind it.
    private func index(ofColumn column: Int) -> Int {
        var (lower, upper) = (0, present.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if present[middle].columns.upperBound < column { lower = middle + 1 } else { upper = middle }
        }
        return lower
    }

    /// How many columns and rows the cell is merged over; 0 where it lies under another.
    func span(ofColumn column: Int, row: Int) -> (columns: Int, rows: Int) {
        let index = index(ofColumn: column)
        guard index < present.count, present[index].columns.contains(column), present[index].rows.upperBound >= row else {
            return (1, 1)
        }
        let area = present[index]
        guard area.columns.lowerBound == column, area.rows.lowerBound == row else { return (0, 0) }
        return (area.columns.count, area.rows.count)
    }

    /// The areas of a sheet, which stand behind its rows; it is parsed for them only where it names any.
    static func read(_ part: String, of archive: ZipArchive, _ limits: InputLimits) throws -> MergedRanges {
        guard try mentionsAny(archive.open(part)) else { return MergedRanges() }
        let handler = Handler()
        try XMLReader(vocabulary: ExcelName.vocabulary, limits: limits, handler: handler).read(archive.open(part))
        handler.areas.sort()
        return handler.areas
    }

    private static func mentionsAny(_ source: any ByteSource) throws -> Bool {
        let word = Array("mergeCell".utf8)
        var tail: [UInt8] = []
        while true {
            let block = try source.readHead(1 << 18)
            guard !block.isEmpty else { return false }
            let bytes = tail + block
            var index = bytes.startIndex
            // The capital is the rarest letter of the word.
            while let mark = bytes[index...].firstIndex(of: UInt8(ascii: "C")) {
                if mark >= 5, bytes[(mark - 5)...].starts(with: word) { return true }
                index = mark + 1
            }
            tail = Array(bytes.suffix(word.count))
        }
    }

    private final class Handler: XMLEventHandler {
        var areas = MergedRanges()

        func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
            guard name.code == ExcelName.mergedCell.rawValue, let reference = attributes.bytes(.span) else { return }
            guard areas.add(reference) || !reference.contains(UInt8(ascii: ":")) else {
                throw FormatError(
                    "merges '\(String(decoding: reference.prefix(24), as: UTF8.self))', which is no area of a sheet, or more than \(MergedRanges.limit) areas",
                    remedy: "open the file in a spreadsheet program and save it again")
            }
        }
        func endElement(_ name: XMLName) {}
        func characters(_ bytes: UnsafeRawBufferPointer) {}
    }
}
