import FileFormats
import StudyModel

/// What `anker inspect` prints of a spreadsheet: a line a row, then the figures of each sheet.
struct SheetInspection {
    func run(_ file: any SheetFile, rows: Bool, line: (borrowing JSONWriter) throws -> Void) throws {
        var json = JSONWriter()
        let sheets = try file.read { row in
            guard rows, row.cells.contains(where: { $0.kind != .empty }) else { return }
            for copy in 0..<row.repeats {
                json.removeAll()
                write(row, number: row.number + copy, to: &json)
                try line(json)
            }
        }
        json.removeAll()
        write(sheets, of: file, to: &json)
        try line(json)
    }

    private func write(_ row: SheetRow, number: Int, to json: inout JSONWriter) {
        json.beginObject()
        json.member("sheet", row.sheetName)
        json.member("row", number)
        json.key("cells")
        json.beginObject()
        for cell in row.cells where cell.kind != .empty {
            for column in cell.column..<cell.column + cell.repeats {
                json.key(CellAddress.column(column))
                write(cell, of: row, to: &json)
            }
        }
        json.endObject()
        json.endObject()
    }

    private func write(_ cell: SheetCell, of row: SheetRow, to json: inout JSONWriter) {
        json.beginObject()
        json.member("type", "\(cell.kind)")
        json.key("value")
        switch cell.kind {
        case .float, .percentage, .currency: json.number(cell.number)
        case .boolean: json.boolean(cell.number != 0)
        case .empty, .string, .error, .date, .time: json.string(utf8: row.bytes[cell.text])
        }
        if !cell.currency.isEmpty { json.member("currency", row.text(cell.currency)) }
        if cell.isCovered {
            json.key("covered")
            json.boolean(true)
        }
        json.endObject()
    }

    private func write(_ sheets: [SheetSummary], of file: any SheetFile, to json: inout JSONWriter) {
        json.beginObject()
        json.key("summary")
        json.beginObject()
        json.member("format", file.storage)
        for (name, value) in file.properties { json.member(name, value) }
        json.key("sheets")
        json.beginArray()
        for sheet in sheets {
            json.beginObject()
            json.member("name", sheet.name)
            json.member("rows", sheet.rows)
            json.member("columns", sheet.columns)
            json.member("cells", sheet.cells)
            json.member("coveredCells", sheet.coveredCells)
            if sheet.errors > 0 { json.member("errors", sheet.errors) }
            if sheet.isHidden {
                json.key("hidden")
                json.boolean(true)
            }
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endObject()
    }
}
