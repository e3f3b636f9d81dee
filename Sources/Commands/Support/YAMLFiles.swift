import ArgumentParser
import FileFormats
import Importers
import StudyModel

/// A codebook as a file.
enum CodebookFile {
    /// - Throws: `Refusal`, or `ExitCode.notDone` after several problems were listed.
    static func read(_ path: String) throws -> Codebook {
        let file = InputFile(path: path)
        let reader = try CodebookYAMLReader(try TextFile.read(file), file: file.name)
        reader.diagnostics.forEach(Output.report)
        guard let codebook = reader.codebook else { throw ExitCode.notDone }
        return codebook
    }
}

/// A survey's map as a file.
enum SurveyMapFile {
    static func read(_ path: String) throws -> SurveyMap {
        let file = InputFile(path: path)
        return try SurveyMap(yaml: try TextFile.read(file), file: file.name)
    }
}

enum TextFile {
    /// A small file as text: a codebook, a map.
    static func read(_ file: InputFile) throws -> String {
        do {
            let bytes = try FileByteSource(path: file.path).readAll(limit: 16 << 20)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw FormatError("is not UTF-8", remedy: "save it as UTF-8")
            }
            return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }
}
