import FileFormats
import StudyModel

/// Choices of a form in a CSV file beside it, a row a choice: ODK XForms specification, external secondary instances.
///
/// Its columns are named in the first row.
struct XFormChoiceFile {
    private let file: InputFile
    private let limits: InputLimits

    init(_ file: InputFile, limits: InputLimits) {
        self.file = file
        self.limits = limits
    }

    /// The file's name in `jr://file-csv/villages.csv`; nil for what is no such address, or leads into a folder.
    static func name(inSource source: String) -> String? {
        let scheme = "jr://file-csv/"
        guard source.hasPrefix(scheme) else { return nil }
        let name = String(source.dropFirst(scheme.count))
        return name.isEmpty || name.hasPrefix(".") || name.contains("/") ? nil : name
    }

    /// What stands in the two columns of those names, row by row; texts are empty where the second is not there.
    ///
    /// - Throws: `Refusal` where the file is damaged, goes beyond a limit or does not have the first column.
    func read(codes: String, labels: String) throws -> [(code: String, text: String)] {
        try file.naming {
            var options = CSVOptions()
            options.header = 1
            options.isLenient = true
            var columns: (codes: Int, labels: Int?)?
            var bytes = 0
            var pairs: [(code: String, text: String)] = []
            _ = try CSVReader(path: file.path, options: options, limits: limits).read { row in
                guard let columns else {
                    let names = row.cells.map { (name: row.text($0.text).normalizedName, column: $0.column) }
                    guard let column = names.first(where: { $0.name == codes })?.column else {
                        throw FormatError.noCodes(codes)
                    }
                    columns = (column, names.first { $0.name == labels }?.column)
                    return
                }
                func text(_ column: Int?) -> String {
                    row.cells.first { $0.column == column }.map { row.text($0.text) } ?? ""
                }
                let pair = (code: text(columns.codes), text: text(columns.labels))
                // With what two strings need of their own.
                bytes += pair.code.utf8.count + pair.text.utf8.count + 32
                guard bytes <= limits.definitionBytes else { throw FormatError.definitionTooLarge(limits.definitionBytes) }
                pairs.append(pair)
            }
            return pairs
        }
    }
}

extension FormatError {
    fileprivate static func noCodes(_ column: String) -> FormatError {
        FormatError(
            "has no column '\(column)', in which the form has the codes of choices",
            remedy: "name the column so, or import the form without the file")
    }
}
