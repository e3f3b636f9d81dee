import ArgumentParser
import Importers

/// The formats a codebook is written in: those that are read again, and those that are for people.
enum CodebookFileFormat: String, ExpressibleByArgument, CaseIterable {
    case yaml, csv, qdc, html, markdown, latex

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

    /// Whether it is a document, which is not read again.
    var isDocument: Bool {
        switch self {
        case .yaml, .csv, .qdc: false
        case .html, .markdown, .latex: true
        }
    }
}
