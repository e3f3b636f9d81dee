import FileFormats
import StudyModel

/// Turns the records of a data file into respondents and answers, as a DDI codebook describes them.
struct DDIIntake {
    private struct Field {
        let kind: Question.Kind
        let columns: ClosedRange<Int>
        /// From 0.
        let segment: Int
        let decimals: Int
        /// The codebook's codes by what stands in the file, padding left out.
        let codes: [String: String]
        let missingRanges: [ClosedRange<Double>]
    }

    private(set) var records: RecordIntake
    /// By question; nil where the data file does not have it.
    private let fields: [Field?]
    private let fieldOfName: [String: Int]
    /// How many lines make a record.
    private let segments: Int
    private var lines: [DataRecord] = []
    private var count = 0

    /// - Parameters:
    ///   - columns: where each variable stands in the data: the characters of a line, or a field.
    ///   - isDelimited: whether numbers are written with their points.
    init(
        _ codebook: DDICodebook, survey: Survey, columns: [ClosedRange<Int>?], isDelimited: Bool, of file: InputFile,
        map: SurveyMap?
    ) throws {
        fields = zip(codebook.variables, zip(survey.questions, columns)).map { variable, place in
            guard let columns = place.1 else { return nil }
            let codes = variable.categories.compactMap(\.code)
            let unpadded = codes.map { ($0.withoutPadding, $0) }
            return Field(
                kind: variable.kind, columns: columns, segment: isDelimited ? 0 : variable.segment - 1,
                decimals: isDelimited ? 0 : variable.impliedDecimals,
                codes: Dictionary(codes.map { ($0, $0) } + unpadded, uniquingKeysWith: { first, _ in first }),
                missingRanges: variable.missingRanges)
        }
        segments = (fields.compactMap { $0?.segment }.max() ?? 0) + 1
        fieldOfName = Dictionary(
            survey.questions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        records = try RecordIntake(survey, of: file, map: map)
    }

    mutating func take(_ line: DataRecord, into sink: inout some SurveySink) throws {
        lines.append(line)
        guard lines.count == segments else { return }
        count += 1
        let lines = lines
        self.lines.removeAll(keepingCapacity: true)
        let (fields, fieldOfName) = (fields, fieldOfName)
        func value(_ name: String) -> String? {
            fieldOfName[name].flatMap { fields[$0] }.flatMap { Self.value(of: $0, in: lines) }
                .flatMap { String(decoding: $0, as: UTF8.self).normalizedName.nonEmpty }
        }
        guard records.begin(nil, record: count, value) else { return }
        for (question, field) in fields.enumerated() {
            guard let field, let bytes = Self.value(of: field, in: lines) else { continue }
            if Self.isMissing(bytes, field) {
                records.noAnswer(question, code: bytes)
            } else {
                records.answer(question, bytes)
            }
        }
        try records.end(into: &sink)
    }

    mutating func finish(notes: [Diagnostic], into sink: inout some SurveySink) throws {
        var notes = notes
        if !lines.isEmpty {
            notes.append(
                .warning(at: records.file.place(), .halfRecord(segments), remedy: "fetch or export the file again"))
        }
        try records.finish(notes: notes, into: &sink)
    }

    /// What a variable has in a record that is one line or row; nil where there is nothing.
    func text(of question: Int, in record: DataRecord) -> ArraySlice<UInt8>? {
        guard segments == 1, let field = fields[question] else { return nil }
        return Self.value(of: field, in: [record])
    }

    private static func value(of field: Field, in lines: [DataRecord]) -> ArraySlice<UInt8>? {
        guard field.segment < lines.count else { return nil }
        let bytes = lines[field.segment].field(field.columns)
        guard !bytes.isBlank else { return nil }
        switch field.kind {
        case .integer, .decimal: return bytes.number(decimals: field.decimals) ?? bytes.withoutBlanks
        case .single, .multiple:
            let code = String(decoding: bytes.withoutBlanks, as: UTF8.self)
            guard let known = field.codes[code] ?? field.codes[code.withoutPadding] else { return bytes.withoutBlanks }
            return Array(known.utf8)[...]
        default: return bytes.withoutBlanksBehind
        }
    }

    /// True for a number in a range that stands for no answer, and for the point of a system without a value.
    private static func isMissing(_ bytes: ArraySlice<UInt8>, _ field: Field) -> Bool {
        if field.kind != .text, bytes.elementsEqual([UInt8(ascii: ".")]) { return true }
        guard !field.missingRanges.isEmpty, let number = Double(String(decoding: bytes, as: UTF8.self)) else { return false }
        return field.missingRanges.contains { $0.contains(number) }
    }
}

extension Diagnostic.Message {
    fileprivate static func halfRecord(_ segments: Int) -> Self {
        "ends inside a record of \(segments) lines, which is left out"
    }
}
