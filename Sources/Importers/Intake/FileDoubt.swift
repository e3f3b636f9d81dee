import FileFormats
package import StudyModel

/// Why no format took a file, where that can be told.
package struct FileDoubt: Hashable, Sendable {
    package var message: Diagnostic.Message
    package var remedy: String

    /// - Parameter head: the start of the file, at most 4 KiB.
    package static func about(_ file: InputFile, head: [UInt8]) -> FileDoubt? {
        if let program = lockedProject(file, head) {
            return FileDoubt(
                message: .lockedProject(program), remedy: "export it there as a REFI-QDA project (.qdpx), and import that")
        }
        if file.pathExtension == "qdc" || head.holds("urn:QDA-XML:codebook:") {
            return FileDoubt(message: "is a codebook of REFI-QDA", remedy: "take it in with 'anker codebook import'")
        }
        if SQLiteFile.recognizes(head) {
            return FileDoubt(
                message: "is an SQLite database of no program whose projects are read",
                remedy: "export it from its program, as a REFI-QDA project (.qdpx) or as tables")
        }
        if let name = FileSignature.name(of: head) {
            return FileDoubt(
                message: .isNoFormat(name),
                remedy: name.contains("data file")
                    ? "export it from its program as CSV, XLSX or ODS" : "name a file of a format that can be read")
        }
        return CSVFormat.doubt(about: file, head: head).map {
            FileDoubt(message: $0, remedy: "pass --as csv to read it as one")
        }
    }

    /// The program whose own form of a project it is, which only that program reads; nil for any other file.
    private static func lockedProject(_ file: InputFile, _ head: [UInt8]) -> String? {
        switch file.pathExtension {
        case "nvp", "nvpx", "nvcx": return "NVivo"
        case "atlproj", "atlproj9", "atlproj22", "atlproj23", "atlproj24", "atlproj25", "hpr7", "atlcb": return "ATLAS.ti"
        case "mx12", "mx18", "mx20", "mx22", "mx24", "mex12", "mex18", "mex20", "mex22", "mex24", "mx5", "mx4": return "MAXQDA"
        default: break
        }
        // Its texts are in blobs that begin with '*ENC*'.
        guard SQLiteFile.recognizes(head), let database = try? SQLiteFile(path: file.path) else { return nil }
        return database.has("Codewords") && database.has("Codings") && database.has("Texts") ? "MAXQDA" : nil
    }
}

extension Diagnostic.Message {
    fileprivate static func isNoFormat(_ name: String) -> Self { "is \(name), which is not read" }
    fileprivate static func lockedProject(_ program: String) -> Self {
        "is a project in \(program)'s own form, which only that reads"
    }
}
