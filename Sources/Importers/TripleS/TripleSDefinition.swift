import StudyModel

/// What a Triple-S definition file describes.
struct TripleSDefinition {
    /// The version of the standard, such as `2.0`.
    var version = ""
    var name = ""
    var title = LocalizedText()
    /// The languages that the file declares, in its order.
    var languages: [String] = []
    /// Where the data are said to lie.
    var href: String?
    /// True where the data are separated by commas instead of standing in columns of a fixed width.
    var isDelimited = false
    /// Lines at the start of the data that hold none.
    var skippedLines = 0
    /// The character set of the data, where the file says it.
    var dataEncoding: String?
    var variables: [Variable] = []
    /// How many values and labels the file has, for an inspection.
    var valueCount = 0
    /// Records described behind the first, which are not read.
    var furtherRecords = 0
    /// True where the file describes how other surveys hang together.
    var isHierarchy = false

    enum Kind: String {
        case single, multiple, quantity, character, logical, date, time
    }

    /// How the codes of a list answer stand side by side.
    struct Spread: Hashable {
        var subfields: Int
        /// Characters of one code; nil where it follows from the codes.
        var width: Int?
    }

    struct Variable {
        var ident = ""
        var name = ""
        var kind = Kind.character
        /// True where codes are words and not numbers.
        var isLiteral = false
        var isSerial = false
        var label = ModalText()
        /// From 1; characters of a line, or columns of a file of separated values.
        var columns: ClosedRange<Int>?
        var values: [Value] = []
        /// The ends of ranges of codes and numbers, as they are written.
        var bounds: [String] = []
        var spread: Spread?
        /// The name of the variable that says who was asked.
        var filter: String?
    }

    struct Value {
        var code: String
        var label = ModalText()
    }

    /// A text as it was put to the respondent, and as tables are headed with it.
    struct ModalText {
        var interview = LocalizedText()
        var analysis = LocalizedText()

        /// The words of the interview, where there are any.
        var preferred: LocalizedText {
            LocalizedText(analysis.texts.merging(interview.texts) { _, interview in interview })
        }
    }
}

extension TripleSDefinition {
    /// The survey that the definition describes.
    func survey(named stem: String) -> Survey {
        let wording = variables.flatMap { variable in
            [variable.label] + variable.values.map(\.label)
        }
        let used = Set(wording.flatMap { $0.preferred.languages }).subtracting([""])
        return Survey(
            name: title.preferring(languages) ?? name.nonEmpty ?? stem, format: "triple-s",
            languages: (languages.isEmpty ? used : Set(languages)).sorted(),
            questions: variables.map(\.question), tellsShown: variables.contains { $0.filter != nil })
    }

    /// For each variable the one that says who was asked, found by its name or else its ident; nil where everybody was.
    var filters: [Int?] {
        let byIdent = Dictionary(variables.enumerated().map { ($1.ident, $0) }, uniquingKeysWith: { first, _ in first })
        let byName = Dictionary(variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        return variables.map { variable in variable.filter.flatMap { byName[$0] ?? byIdent[$0] } }
    }
}

extension TripleSDefinition.Variable {
    var question: Question {
        Question(
            name: name, kind: questionKind, wording: label.preferred,
            labels: values.compactMap { value in
                let label = value.label.preferred
                return label.isEmpty ? nil : ValueLabel(code: stored(value.code), label: label)
            })
    }

    private var questionKind: Question.Kind {
        switch kind {
        case .single: .single
        case .multiple: .choices
        case .quantity: (values.map(\.code) + bounds).contains { $0.contains(".") } ? .decimal : .integer
        case .character: .text
        case .logical: .boolean
        case .date: .date
        case .time: .time
        }
    }

    /// A code in the form in which answers are stored.
    func stored(_ code: String) -> String {
        // The codes of a list are joined by blanks.
        isLiteral ? (kind == .multiple ? code.replacing(" ", with: "_") : code) : code.withoutPadding
    }
}

extension String {
    /// A number without the zeros that fill up its field, and without those at the end of its fraction's point; other texts as
    /// they are.
    var withoutPadding: String { String(decoding: Array(utf8)[...].unpaddedNumber ?? Array(utf8)[...], as: UTF8.self) }
}
