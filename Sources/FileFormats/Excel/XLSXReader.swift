/// Reads the sheets of an Excel workbook in a stream: Office Open XML, ECMA-376, transitional and strict (`.xlsx`, `.xlsm`).
///
/// Macros, drawings, pivot tables and links to other files are never read. Memory does not grow with the number of rows, but
/// with the texts that the cells share, up to a limit.
package struct XLSXReader: SheetFile {
    package let storage = "xlsx"
    private let archive: ZipArchive
    private let workbook: ExcelWorkbook
    private let limits: InputLimits

    /// - Throws: `FormatError` where the file is something else or is damaged.
    package init(path: String, limits: InputLimits = .init()) throws {
        let head = try FileByteSource(path: path, limits: limits).readHead(4096)
        guard !head.isEmpty else { throw FormatError.emptyFile }
        guard head.starts(with: [0x50, 0x4B]) else { throw FormatError.noWorkbook(head) }
        archive = try ZipArchive(path: path, limits: limits)
        guard Self.isWorkbook(archive) else {
            throw FormatError.noWorkbook(FileSignature.name(of: head) ?? "another zip archive")
        }
        workbook = try ExcelWorkbook(archive, limits)
        self.limits = limits
    }

    /// True for a zip archive that holds a workbook, also one of the binary form, which is refused.
    package static func isWorkbook(path: String) -> Bool { (try? ZipArchive(path: path)).map { isWorkbook($0) } ?? false }

    private static func isWorkbook(_ archive: ZipArchive) -> Bool {
        archive.contains("xl/workbook.xml") || archive.contains("xl/workbook.bin")
            || archive.contains("[Content_Types].xml") && archive.names.contains { $0.lowercased().hasSuffix("workbook.xml") }
    }

    package func read(_ row: (SheetRow) throws -> Void) throws -> [SheetSummary] {
        let shared = WorksheetCell.Shared(
            strings: try SharedStrings.read(workbook.sharedStrings, of: archive, limits),
            formats: try CellFormats(workbook.styles, of: archive, limits), beginsIn1904: workbook.beginsIn1904, limits: limits)
        return try withoutActuallyEscaping(row) { row in
            try workbook.sheets.enumerated().map { index, sheet in
                let comments = try ExcelComments.read(ofSheet: sheet.part, in: archive, limits)
                do {
                    let merged = try MergedRanges.read(sheet.part, of: archive, limits)
                    let parser = WorksheetParser(sheet, index: index, shared, comments, merged, consume: row)
                    try XMLReader(vocabulary: ExcelName.vocabulary, limits: limits, handler: parser).read(
                        AheadSource(archive.open(sheet.part)))
                    return try parser.finish()
                } catch let error as FormatError {
                    throw error.inMember(sheet.part)
                }
            }
        }
    }
}

extension FormatError {
    fileprivate static func noWorkbook(_ head: [UInt8]) -> FormatError {
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return FormatError(
                "is an old Excel workbook (xls), or one with a password (OLE2)",
                remedy: "open it in a spreadsheet program and save it as .xlsx or .ods without a password")
        }
        return noWorkbook(FileSignature.name(of: head) ?? "plain text or something else")
    }

    fileprivate static func noWorkbook(_ kind: String) -> FormatError {
        FormatError(
            "is \(kind), no Excel workbook (xlsx)", remedy: "name a workbook saved as .xlsx, or say with --as what the file is")
    }
}
