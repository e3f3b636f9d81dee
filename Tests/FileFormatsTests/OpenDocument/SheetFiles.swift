import CLibZip
import Foundation
import Testing

@testable import FileFormats

/// Files made for a test, in a folder of its own that goes with the value.
final class SheetFiles {
    let folder: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("sheets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ bytes: [UInt8], as name: String = "test.fods") throws -> String {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func write(_ text: String, as name: String = "test.fods") throws -> String { try write(Array(text.utf8), as: name) }

    /// A zip archive; members are deflated, in this order.
    func zip(_ members: KeyValuePairs<String, String>, as name: String = "test.ods") throws -> String {
        let path = folder + "/" + name
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code))
        for (member, content) in members {
            let bytes = Array(content.utf8)
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
            defer { copy.deallocate() }
            bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
            // libzip frees what it is given to keep, so it gets memory of its own.
            let kept = malloc(max(1, bytes.count))
            kept?.copyMemory(from: copy, byteCount: bytes.count)
            let source = try #require(zip_source_buffer(archive, kept, zip_uint64_t(bytes.count), 1))
            #expect(zip_file_add(archive, member, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0)
        }
        #expect(zip_close(archive) == 0)
        return path
    }
}

/// OpenDocument around some tables.
enum SheetXML {
    static let namespaces = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
        xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
        xmlns:dc="http://purl.org/dc/elements/1.1/" \
        xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
        xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
        """

    static func flat(_ tables: String, styles: String = "", kind: String = "spreadsheet") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document \(namespaces) office:mimetype="application/vnd.oasis.opendocument.\(kind)">\
        <office:automatic-styles>\(styles)</office:automatic-styles>\
        <office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body></office:document>
        """
    }

    static func content(_ tables: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document-content \(namespaces)><office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body>\
        </office:document-content>
        """
    }

    static func sheet(_ rows: String, name: String = "Antworten") -> String {
        "<table:table table:name=\"\(name)\">\(rows)</table:table>"
    }

    /// A row of one cell with this in it.
    static func cell(_ content: String, _ attributes: String = "office:value-type=\"string\"") -> String {
        "<table:table-row><table:table-cell \(attributes)>\(content)</table:table-cell></table:table-row>"
    }
}

/// A row as a test compares it.
struct SeenRow: Equatable {
    var sheet: String
    var number: Int
    var repeats: Int
    var cells: [String]
}

/// Reads a flat document; a cell is shown as `B×2 float 3.5 EUR` or `A string Text`.
func seenRows(_ path: String, limits: InputLimits = .init()) throws -> (rows: [SeenRow], sheets: [SheetSummary]) {
    var rows: [SeenRow] = []
    let sheets = try ODSReader(path: path, limits: limits).read { row in
        let cells = row.cells.map { cell in
            var text = CellAddress.column(cell.column)
            if cell.repeats > 1 { text += "×\(cell.repeats)" }
            if cell.isCovered { text += " covered" }
            text += " \(cell.kind)"
            switch cell.kind {
            case .float, .percentage, .currency, .boolean: text += " \(cell.number)"
            default: if !cell.text.isEmpty { text += " " + row.text(cell.text) }
            }
            if !cell.currency.isEmpty { text += " " + row.text(cell.currency) }
            if !cell.comment.isEmpty { text += " // " + row.comment(of: cell) }
            return text
        }
        rows.append(SeenRow(sheet: row.sheetName, number: row.number, repeats: row.repeats, cells: cells))
    }
    return (rows, sheets)
}

/// The only cell of a document with one row of one cell.
func seenCell(_ content: String, _ attributes: String = "office:value-type=\"string\"") throws -> String? {
    let files = try SheetFiles()
    let path = try files.write(SheetXML.flat(SheetXML.sheet(SheetXML.cell(content, attributes))))
    return try seenRows(path).rows.first?.cells.first
}
