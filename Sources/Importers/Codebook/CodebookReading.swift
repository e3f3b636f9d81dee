package import StudyModel

/// A codebook that was read from a file.
package struct CodebookReading {
    /// Nil where a diagnostic is an error.
    package let codebook: Codebook?
    /// How much of a codebook the file can say.
    package let scope: CodebookScope
    /// In the order of the file.
    package let diagnostics: [Diagnostic]

    init(_ codebook: Codebook, scope: CodebookScope, diagnostics: [Diagnostic]) {
        self.codebook = diagnostics.contains { $0.severity == .error } ? nil : codebook
        self.scope = scope
        self.diagnostics = diagnostics
    }
}

/// The formats of codebooks.
package enum CodebookFormat: String, Sendable, CaseIterable {
    case yaml, csv, qdc

    /// By the extension of a file's name; nil where that says nothing.
    package init?(extension name: String) {
        switch name {
        case "yaml", "yml": self = .yaml
        case "csv", "tsv", "tab": self = .csv
        case "qdc", "xml": self = .qdc
        default: return nil
        }
    }

    /// - Throws: `Refusal` where the file cannot be read at all.
    package static func read(_ file: InputFile, as format: CodebookFormat? = nil) throws -> CodebookReading {
        switch format ?? CodebookFormat(extension: file.pathExtension) ?? .yaml {
        case .yaml: try CodebookYAMLReader.read(file)
        case .csv: try CodebookCSVReader.read(file)
        case .qdc: try CodebookQDCReader.read(file)
        }
    }
}
