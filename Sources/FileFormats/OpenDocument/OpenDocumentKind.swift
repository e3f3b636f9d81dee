/// What a package or flat document says that it is.
enum OpenDocumentKind {
    static let spreadsheet = "application/vnd.oasis.opendocument.spreadsheet"

    static let text = "application/vnd.oasis.opendocument.text"

    /// True for a text document and for a template or master of one.
    static func isText(_ mimetype: String) -> Bool {
        [text, text + "-template", text + "-master"].contains(mimetype)
    }

    /// True for a spreadsheet and for a template of one.
    static func isSpreadsheet(_ mimetype: String) -> Bool {
        mimetype == spreadsheet || mimetype == spreadsheet + "-template"
    }

    /// Other media types in words.
    static func description(_ mimetype: String) -> String {
        let prefix = "application/vnd.oasis.opendocument."
        guard mimetype.hasPrefix(prefix) else {
            return mimetype == "application/vnd.sun.xml.calc" ? "an OpenOffice 1 spreadsheet (sxc)" : "'\(mimetype.prefix(60))'"
        }
        return switch mimetype.dropFirst(prefix.count).split(separator: "-").first {
        case "text": "a text document (odt)"
        case "spreadsheet": "a spreadsheet (ods)"
        case "presentation": "a presentation (odp)"
        case "graphics": "a drawing (odg)"
        case "database": "a database (odb)"
        case "chart": "a chart (odc)"
        case "formula": "a formula (odf)"
        default: "'\(mimetype.prefix(60))'"
        }
    }

    /// What a zip archive without OpenDocument's members is, by the members that it has.
    static func description(ofArchive names: [String]) -> String? {
        let folded = Set(names.map { $0.lowercased() })
        if folded.contains("word/document.xml") { return "a Word document (docx)" }
        if folded.contains("xl/workbook.xml") { return "an Excel workbook (xlsx)" }
        if folded.contains("ppt/presentation.xml") { return "a PowerPoint presentation (pptx)" }
        if folded.contains(where: { $0.hasSuffix(".qde") }) { return "a REFI-QDA project (qdpx)" }
        if folded.contains(where: { $0.hasSuffix(".lss") }) { return "a LimeSurvey archive (lsa)" }
        return nil
    }
}

extension FormatError {
    static func otherDocument(_ mimetype: String) -> FormatError {
        FormatError(
            "is \(OpenDocumentKind.description(mimetype)), not a spreadsheet",
            remedy: "name a file saved as ODF spreadsheet (.ods)")
    }
}
