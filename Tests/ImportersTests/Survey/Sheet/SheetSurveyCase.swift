import FileFormats
import Foundation
import StudyModel

@testable import Importers

/// Takes in a survey and keeps it, as a test looks at it.
struct KeptSurvey: SurveySink {
    var begun: Survey?
    var survey: Survey?
    var diagnostics: [Diagnostic] = []
    var batches = 0
    /// Each respondent: name, case, row, and the answers as `Question=text`.
    var respondents: [(name: String, caseName: String, row: Int, answers: [String])] = []

    mutating func begin(_ survey: Survey) throws { begun = survey }

    mutating func append(_ batch: consuming AnswerBatch) throws {
        batches += 1
        for respondent in batch.respondents {
            let answers = batch.answers[respondent.answers].map { answer in
                "\(begun?.questions[Int(answer.question)].name ?? "?")=\(batch.text(of: answer))"
            }
            respondents.append((respondent.name, respondent.caseName, respondent.row, answers))
        }
    }

    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws {
        self.survey = survey
        self.diagnostics = diagnostics
    }

    /// The messages as they are shown, without notes.
    var problems: [String] { diagnostics.filter { $0.severity != .note }.map(\.description) }
    var notes: [String] { diagnostics.filter { $0.severity == .note }.map(\.description) }
    /// The kind of each question as it was found at the end.
    var kinds: [String] { survey?.questions.map { "\($0.name): \($0.kind.rawValue)" } ?? [] }
}

/// Flat OpenDocument sheets from Swift values, read by the format under test.
enum SheetSurveyCase {
    /// What a cell of a test holds.
    enum Cell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByNilLiteral {
        case empty
        case text(String)
        case number(Double)
        case date(String)
        case duration(String)
        case boolean(Bool)
        case error(String)
        case commented(String)

        init(stringLiteral value: String) { self = .text(value) }
        init(integerLiteral value: Int) { self = .number(Double(value)) }
        init(floatLiteral value: Double) { self = .number(value) }
        init(nilLiteral: ()) { self = .empty }

        var xml: String {
            func cell(_ attributes: String, _ text: String) -> String {
                let escaped = text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
                return "<table:table-cell \(attributes)>"
                    + escaped.components(separatedBy: "\n").map { "<text:p>\($0)</text:p>" }.joined() + "</table:table-cell>"
            }
            return switch self {
            case .empty: "<table:table-cell/>"
            case .text(let text): cell("office:value-type=\"string\"", text)
            case .number(let number): cell("office:value-type=\"float\" office:value=\"\(number)\"", "shown")
            case .date(let date): cell("office:value-type=\"date\" office:date-value=\"\(date)\"", "shown")
            case .duration(let time): cell("office:value-type=\"time\" office:time-value=\"\(time)\"", "shown")
            case .boolean(let flag): cell("office:value-type=\"boolean\" office:boolean-value=\"\(flag)\"", "shown")
            case .error(let text): cell("office:value-type=\"string\" calcext:value-type=\"error\"", text)
            case .commented(let text):
                cell("office:value-type=\"string\"", text).replacingOccurrences(
                    of: "<text:p>", with: "<office:annotation><text:p>why</text:p></office:annotation><text:p>")
            }
        }
    }

    static func sheet(_ rows: [[Cell]], name: String = "Responses", tail: String = "") -> String {
        let body = rows.map { "<table:table-row>" + $0.map(\.xml).joined() + "</table:table-row>" }.joined()
        return "<table:table table:name=\"\(name)\">\(body)\(tail)</table:table>"
    }

    static func document(_ sheets: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">\
        <office:body><office:spreadsheet>\(sheets)</office:spreadsheet></office:body></office:document>
        """
    }

    /// Writes `responses.ods` in a folder of its own and hands it over.
    static func withFile<Result>(_ sheets: String, _ body: (InputFile) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("survey-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appendingPathComponent("responses.ods")
        try Data(document(sheets).utf8).write(to: url)
        return try body(InputFile(path: url.path))
    }

    static func read(_ rows: [[Cell]], map: String? = nil, tail: String = "") throws -> KeptSurvey {
        try read(sheets: sheet(rows, tail: tail), map: map)
    }

    static func read(sheets: String, map: String? = nil) throws -> KeptSurvey {
        try withFile(sheets) { file in
            var options = ImportOptions()
            options.map = try map.map { try SurveyMap(yaml: $0, file: "map.yaml") }
            var survey = KeptSurvey()
            try ODSFormat().read(file, options: options, into: &survey)
            return survey
        }
    }
}
