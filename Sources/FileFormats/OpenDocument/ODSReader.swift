import Foundation

/// Reads the sheets of an OpenDocument spreadsheet in a stream: a zip package (`.ods`) or one flat XML file (`.fods`).
///
/// OpenDocument 1.2, parts 1 and 3. Which of the two it is, the content decides, not the name. Memory does not grow with
/// the number of rows.
package struct ODSReader: SheetFile {
    /// How the file is stored.
    package enum Storage: String, Sendable {
        case package = "ods"
        case flat = "fods"
    }

    package let form: Storage
    package var storage: String { form.rawValue }
    /// False for a package that does not begin by saying what it is; its content is what counts then.
    package let hasMimetype: Bool
    private let path: String
    private let limits: InputLimits
    private let archive: ZipArchive?

    /// - Throws: `FormatError` where the file is something else, is encrypted or is damaged.
    package init(path: String, limits: InputLimits = .init()) throws {
        self.path = path
        self.limits = limits
        switch try Self.storage(head: FileByteSource(path: path, limits: limits).readHead(4096)) {
        case .flat:
            archive = nil
            form = .flat
            hasMimetype = true
        case .package:
            let archive = try ZipArchive(path: path, limits: limits)
            hasMimetype = try Self.check(archive)
            self.archive = archive
            form = .package
        }
    }

    package func read(_ row: (SheetRow) throws -> Void) throws -> [SheetSummary] {
        try withoutActuallyEscaping(row) { row in
            let handler = SpreadsheetHandler(limits: limits, consume: row)
            let reader = XMLReader(vocabulary: OpenDocumentName.vocabulary, limits: limits, handler: handler)
            do {
                let source: any ByteSource =
                    try archive.map { AheadSource(try $0.open("content.xml")) } ?? FileByteSource(path: path, limits: limits)
                try reader.read(source)
            } catch let error as FormatError {
                throw archive == nil ? error : error.inMember("content.xml")
            }
            guard !handler.sheets.isEmpty else { throw FormatError.noSheet }
            return handler.sheets
        }
    }

    private static func storage(head: [UInt8]) throws -> Storage {
        guard let first = head.first else { throw FormatError.empty }
        if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) { return .package }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw FormatError.ole }
        if head.starts(with: Array("%PDF".utf8)) { throw FormatError.other("a PDF file") }
        if head.starts(with: Array("{\\rtf".utf8)) { throw FormatError.other("an RTF document") }
        let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
        let isWide = marks.dropFirst().contains { head.starts(with: $0) } || (first == 0 || head.dropFirst().first == 0)
        let body = head.drop { [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if body.first == UInt8(ascii: "<") { return .flat }
        let isText = !isWide && head.allSatisfy { $0 >= 0x20 || $0 == 9 || $0 == 10 || $0 == 13 }
        throw isText ? FormatError.other("plain text") : FormatError.unknown
    }

    /// Returns whether the package says what it is.
    private static func check(_ archive: ZipArchive) throws -> Bool {
        let hasMimetype = archive.contains("mimetype")
        if hasMimetype {
            let type = String(decoding: try archive.read("mimetype", limit: 1 << 12), as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            guard OpenDocumentKind.isSpreadsheet(type) else { throw FormatError.otherDocument(type) }
        }
        try OpenDocumentManifest.refuseEncryption(of: archive)
        guard archive.contains("content.xml") else {
            if let kind = OpenDocumentKind.description(ofArchive: archive.names) { throw FormatError.other(kind) }
            throw FormatError.noMember("content.xml")
        }
        return hasMimetype
    }
}

extension FormatError {
    fileprivate static var empty: FormatError { FormatError("is empty", remedy: "export the file again") }
    fileprivate static var ole: FormatError {
        FormatError(
            "is an old Excel file or a password-protected Office file (OLE2), not an OpenDocument spreadsheet",
            remedy: "open it in a spreadsheet program and save it as ODF spreadsheet (.ods) without a password")
    }
    fileprivate static func other(_ kind: String) -> FormatError {
        FormatError(
            "is \(kind), not an OpenDocument spreadsheet", remedy: "name a file saved as ODF spreadsheet (.ods or .fods)")
    }
    fileprivate static var unknown: FormatError {
        FormatError(
            "is neither a zip archive nor XML, so no OpenDocument spreadsheet",
            remedy: "fetch or export the file again")
    }
    fileprivate static var noSheet: FormatError {
        FormatError("holds no sheet", remedy: "check that it is the file that you meant")
    }
}
