import FileFormats
import StudyModel

/// OpenDocument sheets, zipped (`.ods`) or flat (`.fods`).
package struct ODSFormat: SheetSurveyFormat {
    package init() {}

    package var name: String { "ods" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if ["ods", "ots", "fods"].contains(file.pathExtension) { return true }
        if head.starts(with: [0x50, 0x4B]) { return head.holds("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") }
        return head.holds("application/vnd.oasis.opendocument.spreadsheet") && head.holds("<")
    }

    package func open(_ file: InputFile, options: ImportOptions) throws -> OpenedSheets {
        let reader = try ODSReader(path: file.path, limits: options.limits)
        guard !reader.hasMimetype else { return OpenedSheets(file: reader) }
        let warning = Diagnostic.warning(
            at: file.place(), .noMimetype,
            remedy: "nothing needs doing if the answers are right; saving the file again in a spreadsheet program adds it")
        return OpenedSheets(file: reader, notes: [warning])
    }
}

extension Diagnostic.Message {
    fileprivate static var noMimetype: Self { "does not say what it is: it has no member 'mimetype'" }
}
