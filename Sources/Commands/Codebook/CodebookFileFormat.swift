import ArgumentParser
import Importers

/// The formats a codebook is written in: those that are read again, and those that are for people.
enum CodebookFileFormat: String, ExpressibleByArgument, CaseIterable {
    case yaml, csv, qdc, html, markdown, latex

    enum Kind {
        case data(CodebookFormat)
        case document(DocumentFormat)
    }

    /// What people read, and no program reads again.
    enum DocumentFormat {
        case html, markdown, latex
    }

    /// By the extension of a file's name; nil where that says nothing.
    init?(extension name: String) {
        switch name {
        case "html", "htm", "xhtml": self = .html
        case "md", "markdown": self = .markdown
        case "tex", "latex": self = .latex
        default:
            guard let known = CodebookFormat(extension: name), let same = CodebookFileFormat(rawValue: known.rawValue) else {
                return nil
            }
            self = same
        }
    }

    /// The one that was asked for, or else that of the file's name, or else YAML.
    static func chosen(_ format: Self?, for file: String) -> Self {
        format ?? Self(extension: InputFile(path: file).pathExtension) ?? .yaml
    }

    var kind: Kind {
        switch self {
        case .yaml: .data(.yaml)
        case .csv: .data(.csv)
        case .qdc: .data(.qdc)
        case .html: .document(.html)
        case .markdown: .document(.markdown)
        case .latex: .document(.latex)
        }
    }

    var isDocument: Bool {
        if case .document = kind { true } else { false }
    }
}
