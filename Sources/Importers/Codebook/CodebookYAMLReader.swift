package import StudyModel
import Yams

/// Reads a codebook from YAML; `CodebookYAML` among the exporters writes the same shape.
///
/// A text is a plain value in the first of `languages`, or a mapping by language. Findings of a code are a list, all of
/// them supporting, or a mapping to `supporting` and `contradicting`. Names are taken in normal form C. Anchors and aliases
/// are refused, since a short file could then stand for an endless one.
package struct CodebookYAMLReader {
    /// Nil where a diagnostic is an error.
    package let codebook: Codebook?
    /// In the order of the file.
    package let diagnostics: [Diagnostic]

    /// `file` is the name of the file in messages.
    ///
    /// - Throws: `Refusal` where `text` is not YAML, or has anchors.
    package init(_ text: String, file: String) throws {
        let document = try YAMLDocument(text, file: file, whereEmpty: "begin with 'codebook:' and a name")
        var builder = CodebookBuilder(document)
        let codebook = builder.codebook()
        diagnostics = builder.diagnostics
        self.codebook = diagnostics.contains { $0.severity == .error } ? nil : codebook
    }
}

extension CodebookYAMLReader {
    static func read(_ file: InputFile) throws -> CodebookReading {
        let reader = try CodebookYAMLReader(try file.readText(), file: file.name)
        return CodebookReading(reader.codebook ?? Codebook(), scope: .whole, diagnostics: reader.diagnostics)
    }
}
