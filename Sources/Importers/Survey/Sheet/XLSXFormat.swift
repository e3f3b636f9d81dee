import FileFormats

/// Sheets of an Excel workbook: `.xlsx`, and `.xlsm` without its macros.
package struct XLSXFormat: SheetSurveyFormat {
    package init() {}

    package var name: String { "xlsx" }

    /// By what is in the archive, whatever its name; what only has the name is refused by what it is.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        let isNamed = ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls"].contains(file.pathExtension)
        guard head.starts(with: [0x50, 0x4B]) else { return isNamed }
        let members = String(decoding: head.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
        if members.contains("mimetypeapplication/") || members.contains("word/") { return false }
        return isNamed || members.contains("xl/workbook") || XLSXReader.isWorkbook(path: file.path)
    }

    package func open(_ file: InputFile, options: ImportOptions) throws -> OpenedSheets {
        OpenedSheets(file: try XLSXReader(path: file.path, limits: options.limits))
    }
}
