import FileFormats
import StudyModel

/// A REDCap project's data dictionary: a row a field.
///
/// Source: REDCap's help on data dictionaries, and `content=metadata` of its API, which names the columns otherwise. Lost: section
/// headers, notes, limits, branching, annotations, and fields that are only read.
struct REDCapDictionary {
    struct Field {
        var name = ""
        var form = ""
        var type = ""
        var label = ""
        var choices: [ValueLabel] = []
        var validation = ""
        var matrix: String?
    }

    private(set) var fields: [Field] = []

    /// True for the start of a data dictionary.
    static func head(_ head: [UInt8]) -> Bool {
        TableHead(head).contains { fields in
            let words = fields.prefix(2).map(\.headingWord)
            return words == ["variablefieldname", "formname"] || words == ["fieldname", "formname"]
        }
    }

    init(_ file: InputFile, options: ImportOptions) throws {
        var csv = options.csv
        csv.encoding = options.encoding
        csv.separator = nil
        var columns: [String: Int] = [:]
        var size = 0
        do {
            _ = try CSVReader(path: file.path, options: csv, limits: options.limits).read { row in
                size += row.bytes.count + row.cells.count
                guard size <= options.limits.definitionBytes else {
                    throw FormatError.longDictionary(options.limits.definitionBytes).raised(by: \.definitionBytes)
                }
                guard !columns.isEmpty else {
                    for cell in row.cells { columns[row.text(cell.text).headingWord] = cell.column }
                    return
                }
                func text(_ names: String...) -> String {
                    let column = names.lazy.compactMap { columns[$0] }.first
                    return column.flatMap { row.answer(inColumn: $0) }.map { row.text($0.text) } ?? ""
                }
                var field = Field()
                field.name = text("variablefieldname", "fieldname").normalizedName
                field.form = text("formname").normalizedName
                field.type = text("fieldtype").normalizedName
                field.label = text("fieldlabel").textOfHTML
                field.validation = text("textvalidationtypeorshowslidernumber")
                field.matrix = text("matrixgroupname").normalizedName.nonEmpty
                field.choices = Self.choices(
                    text("choicescalculationsorsliderlabels", "selectchoicesorcalculations"), type: field.type)
                if !field.name.isEmpty { fields.append(field) }
            }
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }

    /// `1, one | 2, two`; of other types what stands there is a calculation.
    private static func choices(_ text: String, type: String) -> [ValueLabel] {
        switch type {
        case "yesno": return [label("1", "Yes"), label("0", "No")]
        case "truefalse": return [label("1", "True"), label("0", "False")]
        case "radio", "dropdown", "checkbox", "select":
            return text.split(whereSeparator: { $0 == "|" || $0.isNewline }).compactMap { choice in
                let parts = choice.split(separator: ",", maxSplits: 1)
                guard let code = parts.first.map({ String($0).oneLine }), !code.isEmpty else { return nil }
                return label(code, parts.count > 1 ? String(parts[1]).textOfHTML : code)
            }
        default: return []
        }
    }

    private static func label(_ code: String, _ text: String) -> ValueLabel {
        ValueLabel(code: code, label: LocalizedText(text))
    }
}

extension REDCapDictionary.Field {
    /// The columns of the data that hold it, each a question; none where it is only read.
    var questions: [Question] {
        switch type {
        case "descriptive": return []
        case "checkbox":
            return choices.map { choice in
                // "Checked" says less than what the box stands for.
                Question(
                    name: "\(name)___\(Self.columnCode(choice.code))", kind: .multiple, wording: LocalizedText(label),
                    group: name,
                    labels: [
                        ValueLabel(code: "1", label: choice.label), ValueLabel(code: "0", label: LocalizedText("Unchecked")),
                    ])
            }
        default:
            return [
                Question(
                    name: name, kind: choices.isEmpty ? kind : .single, wording: LocalizedText(label.nonEmpty ?? name),
                    group: matrix, labels: choices)
            ]
        }
    }

    /// In names of columns, codes are in small letters and have no minus.
    static func columnCode(_ code: String) -> String { code.lowercased().replacing("-", with: "_") }

    private var kind: Question.Kind {
        switch type {
        case "notes", "textarea": return .open
        case "calc": return .decimal
        case "slider": return .integer
        case "text": break
        default: return .text
        }
        if validation.hasPrefix("datetime") { return .dateTime }
        if validation.hasPrefix("date") { return .date }
        if validation.hasPrefix("time") { return .time }
        if validation.hasPrefix("number") { return .decimal }
        return validation == "integer" || validation == "int" ? .integer : .text
    }
}

extension FormatError {
    fileprivate static func longDictionary(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) bytes of fields, the limit", remedy: "check that it is the file that you meant")
    }
}
