import FileFormats
import Foundation
import StudyModel

/// Reads codes from CSV, one row a code; the first row names the columns, in any order.
///
/// `code`, `parent`, `id`, `colour`, `codable`, `finding.NAME`, and `label`, `definition`, `include`, `exclude` and
/// `example`, each also with a language behind a point. Taguette's `tag` and `description` are read as well. A text without
/// a language is in the study's leading one. An empty cell says nothing. Other columns are left out, and told.
enum CodebookCSVReader {
    static func read(_ file: InputFile) throws -> CodebookReading {
        var rows = CodebookRows(file)
        do {
            _ = try CSVReader(path: file.path).read { rows.take($0) }
        } catch var error as FormatError {
            // The options that surveys have for such a file are not there for a codebook.
            if error.remedy?.contains("--") == true { error.remedy = "mend the file, or save it anew as CSV" }
            throw Refusal(error, in: file)
        }
        return rows.reading()
    }
}

private struct CodebookRows {
    private enum Column: Hashable {
        case name, parent, id, colour, codable
        case finding(String)
        case text(Code.Field, language: String)

        var isDefinition: Bool {
            if case .text(.definition, _) = self { true } else { false }
        }

        init?(_ heading: String) {
            let parts = heading.split(separator: ".", maxSplits: 1).map { String($0).normalizedName }
            let word = parts.first?.lowercased() ?? ""
            let field = Code.Field(rawValue: word == "description" ? "definition" : word)
            switch (word, parts.count) {
            case ("code", 1), ("name", 1), ("tag", 1): self = .name
            case ("parent", 1): self = .parent
            case ("id", 1), ("guid", 1): self = .id
            case ("colour", 1), ("color", 1): self = .colour
            case ("codable", 1): self = .codable
            case ("finding", 2): self = .finding(parts[1])
            default:
                guard let field else { return nil }
                self = .text(field, language: parts.count > 1 ? parts[1] : "")
            }
        }
    }

    private let file: InputFile
    private var columns: [Int: Column]?
    private var leftOut: [String] = []
    private var diagnostics: [Diagnostic] = []
    private var names = CodeNames()
    private var codes: [Code] = []
    /// The name of the code above each, and the cell where it stands.
    private var parents: [(name: String, place: Diagnostic.Place)?] = []

    init(_ file: InputFile) { self.file = file }

    mutating func take(_ row: SheetRow) {
        guard let columns else { return takeHeadings(row) }
        var values: [Column: (text: String, place: Diagnostic.Place)] = [:]
        var filled: [Column] = []
        for cell in row.cells where cell.isAnswer {
            guard let column = columns[cell.column] else { continue }
            let text = row.text(cell.text)
            guard text.contains(where: { !$0.isWhitespace }) else { continue }
            values[column] = (text, Diagnostic.Place(file: file.name, cell: row.address(of: cell)))
            filled.append(column)
        }
        guard !values.isEmpty else { return }
        guard let (name, place) = values[.name].map({ ($0.text.normalizedName, $0.place) }), !name.isEmpty else {
            // What is there may be nothing that anybody sees, such as a byte order mark.
            let place = values[.name]?.place ?? Diagnostic.Place(file: file.name, cell: "A\(row.number)")
            return report(.noName, at: place, remedy: "name the code, or remove the row")
        }
        if let first = names.take(name, line: row.number) {
            return report(.repeated(name, row: first), at: place, remedy: "rename it, or remove it")
        }
        var code = Code(id: id(values[.id], for: name), name: name)
        for column in filled {
            guard let value = values[column] else { continue }
            switch column {
            case .text(let field, let language): code[field][language] = value.text
            case .finding(let finding):
                if let bearing = Finding.Bearing(rawValue: value.text.normalizedName.lowercased()) {
                    code.findings[finding] = bearing
                } else {
                    report(.notABearing, at: value.place, remedy: "write supporting or contradicting")
                }
            default: break
            }
        }
        if let value = values[.colour] {
            code.colour = value.text.normalizedName.colour
            if code.colour == nil { report(.notAColour, at: value.place, remedy: "write it as #1b9e77") }
        }
        if let value = values[.codable] { code.isCodable = truth(value) }
        codes.append(code)
        parents.append(values[.parent].map { ($0.text.normalizedName, $0.place) })
    }

    private mutating func takeHeadings(_ row: SheetRow) {
        var columns: [Int: Column] = [:]
        var known: Set<Column> = []
        for cell in row.cells where cell.isAnswer {
            let heading = row.text(cell.text).normalizedName
            guard let column = Column(heading) else {
                leftOut.append(heading)
                continue
            }
            guard known.insert(column).inserted else {
                report(
                    .repeatedColumn(heading), at: .init(file: file.name, cell: row.address(of: cell)),
                    remedy: "keep one of them")
                continue
            }
            columns[cell.column] = column
        }
        if !known.contains(.name) {
            report(.noNames, at: file.place(), remedy: "head the column of names 'code', in the first row")
        }
        self.columns = columns
    }

    private mutating func id(_ value: (text: String, place: Diagnostic.Place)?, for name: String) -> Code.ID {
        guard let value else { return names.take(nil, for: name) }
        let uuid = UUID(uuidString: value.text.normalizedName)
        if uuid == nil { report(.notAnID, at: value.place, remedy: "empty the cell, and it follows from the name") }
        return names.take(uuid.map { Code.ID($0) }, for: name)
    }

    private mutating func truth(_ value: (text: String, place: Diagnostic.Place)) -> Bool {
        switch value.text.normalizedName.lowercased() {
        case "true", "1", "yes": return true
        case "false", "0", "no": return false
        default:
            report(.notATruth, at: value.place, remedy: "write true or false")
            return true
        }
    }

    private mutating func report(_ message: Diagnostic.Message, at place: Diagnostic.Place, remedy: String) {
        diagnostics.append(.error(at: place, message, remedy: remedy))
    }

    mutating func reading() -> CodebookReading {
        if codes.isEmpty, diagnostics.isEmpty {
            report(.noCodes, at: file.place(), remedy: "write one code a row below the headings")
        }
        let columns = Set((columns ?? [:]).values)
        placeCodes()
        if !leftOut.isEmpty { diagnostics.append(.note(at: file.place(), .columnsLeftOut(leftOut))) }
        // Every language has definitions, and labels may only be in those that the names are not in.
        let ordered = (self.columns ?? [:]).sorted {
            ($0.value.isDefinition ? 0 : 1, $0.key) < ($1.value.isDefinition ? 0 : 1, $1.key)
        }.map(\.value)
        var languages: [String] = []
        var findings: [Finding] = []
        for column in ordered {
            switch column {
            case .text(_, let language) where !language.isEmpty && !languages.contains(language): languages.append(language)
            case .finding(let name): findings.append(Finding(name: name))
            default: break
            }
        }
        return CodebookReading(
            Codebook(languages: languages, findings: findings, codes: codes),
            scope: CodebookScope(
                isWhole: false, tellsTree: columns.contains(.parent), tellsCodable: columns.contains(.codable)),
            diagnostics: diagnostics)
    }

    /// Puts each code under the one that its row names, in the order of the rows.
    private mutating func placeCodes() {
        let indexes = Dictionary(codes.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var orders: [Code.ID?: Int] = [:]
        for index in codes.indices {
            if let (name, place) = parents[index] {
                guard let parent = indexes[name] else {
                    let near = name.nearest(among: codes.map(\.name)).map { "did you mean '\($0)'?" }
                    report(.noParent(name), at: place, remedy: near ?? "give it a row of its own")
                    continue
                }
                codes[index].parent = codes[parent].id
            }
            codes[index].order = orders[codes[index].parent, default: 0]
            orders[codes[index].parent, default: 0] += 1
        }
        let byID = Dictionary(codes.map { ($0.id, $0.parent) }) { first, _ in first }
        for index in codes.indices {
            var depth = 1
            var above = codes[index].parent
            while let id = above, depth <= Codebook.maximumDepth {
                depth += 1
                above = byID[id] ?? nil
            }
            if depth > Codebook.maximumDepth, let place = parents[index]?.place {
                return report(.circle(codes[index].name), at: place, remedy: "name the code above it")
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static var noNames: Self { "no column names the codes" }
    fileprivate static var noName: Self { "the row has no name of a code" }
    fileprivate static var noCodes: Self { "holds no code" }
    fileprivate static var notAnID: Self { "the id is not a uuid" }
    fileprivate static var notAColour: Self { "the colour is not one" }
    fileprivate static var notABearing: Self { "the code neither supports nor contradicts the finding" }
    fileprivate static var notATruth: Self { "'codable' is neither true nor false" }
    fileprivate static func repeated(_ name: String, row: Int) -> Self { "code '\(name)' stands already in row \(row)" }
    fileprivate static func repeatedColumn(_ name: String) -> Self { "column '\(name)' says what another column says" }
    fileprivate static func noParent(_ name: String) -> Self { "code '\(name)' above it is not in this file" }
    fileprivate static func circle(_ name: String) -> Self {
        "code '\(name)' stands under itself, or more than \(Codebook.maximumDepth) deep"
    }
    fileprivate static func columnsLeftOut(_ names: [String]) -> Self {
        let shown = names.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
        let more = names.count > 12 ? " and \(names.count - 12) more" : ""
        return "column\(names.count == 1 ? "" : "s") left out: \(shown)\(more)"
    }
}
