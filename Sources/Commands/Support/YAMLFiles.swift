import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

/// A codebook as a file.
enum CodebookFile {
    /// - Parameter quiet: whether notes stay unsaid.
    /// - Throws: `Refusal`, or `ExitCode.notDone` after several problems were listed.
    static func read(
        _ path: String, as format: CodebookFormat? = nil, quiet: Bool = false
    ) throws -> (codebook: Codebook, scope: CodebookScope, hash: ContentHash) {
        let file = InputFile(path: path)
        if format == nil, CodebookFileFormat(extension: file.pathExtension)?.isDocument == true {
            throw Refusal(
                at: file.place(), .document, remedy: "take in the YAML, CSV or QDC that 'anker codebook export' writes")
        }
        let reading = try CodebookFormat.read(file, as: format)
        reading.diagnostics.filter { !quiet || $0.severity != .note }.forEach(Output.report)
        guard let codebook = reading.codebook else { throw ExitCode.notDone }
        return (codebook, reading.scope, try OriginalFile(file, keepingContent: false).hash)
    }
}

extension Diagnostic.Message {
    fileprivate static let document: Self =
        "is a document for people by its name, and codebooks are read from YAML, CSV and QDC"
}

/// A survey's map as a file.
enum SurveyMapFile {
    static func read(_ path: String) throws -> SurveyMap {
        let file = InputFile(path: path)
        return try SurveyMap(yaml: try file.readText(), file: file.name)
    }
}
