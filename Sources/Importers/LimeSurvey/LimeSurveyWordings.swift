import FileFormats
import StudyModel

/// What the answers of an export say at one place: their codes, where the export has them worded.
struct LimeSurveyWordings {
    enum Reading: Equatable {
        case code(String)
        /// The box was shown and not ticked.
        case notTicked
        /// Nothing that is known of the place, such as `N/A`.
        case nothing
        /// Neither a code nor a wording that the questionnaire has.
        case unknown
        /// The wording of several codes.
        case ambiguous
    }

    /// What an answer speaks for.
    enum Form { case codes, wordings }

    private let isBox: Bool
    private let codes: Set<String>
    /// By language, then by wording; nil where several codes have it.
    private let byWording: [String: [String: String?]]
    /// Words of LimeSurvey's own, which stand in the language of the export.
    private let byOwnWord: [String: String]
    private let hasOther: Bool

    /// Nil where answers at the place are not chosen from a list, so that they stand as they are.
    init?(_ place: LimeSurveyPlace, question: Question) {
        isBox = question.kind == .multiple && (place.type == "M" || place.type == "P")
        hasOther = place.hasOther && (place.type == "L" || place.type == "!")
        byOwnWord = isBox ? [:] : Self.ownWords[place.type] ?? [:]
        guard isBox || question.kind == .single, isBox || !question.labels.isEmpty || !byOwnWord.isEmpty else { return nil }
        codes = Set(question.labels.map(\.code) + byOwnWord.values)
        var byWording: [String: [String: String?]] = [:]
        for label in question.labels {
            for (language, text) in label.label.texts {
                let key = text.wordingKey
                let isRepeated = byWording[language]?[key].map { $0 != label.code } ?? false
                byWording[language, default: [:]][key] = .some(isRepeated ? nil : label.code)
            }
        }
        self.byWording = byWording
    }

    /// Codes whose wordings are the same in a language.
    func sameWordings(in language: String, of question: Question) -> [String] {
        question.labels.filter { label in
            guard let key = (label.label[language] ?? label.label[""])?.wordingKey else { return false }
            if case .some(.none) = byWording[language]?[key] ?? byWording[""]?[key] { return true }
            return hasOther && Self.others.contains(key.headingWord)
        }.map(\.code)
    }

    /// Whether an answer can only be a code, or only a wording; nil where it says nothing.
    func form(of answer: String) -> Form? {
        if isBox {
            if answer == "Y" { return .codes }
            return Self.yes.contains(answer.headingWord) || Self.no.contains(answer.headingWord) ? .wordings : nil
        }
        let isWording = !languages(of: answer).isEmpty || byOwnWord[answer.headingWord] != nil
        if codes.contains(answer) { return isWording ? nil : .codes }
        return isWording ? .wordings : nil
    }

    /// The languages in which an answer is worded so.
    func languages(of answer: String) -> [String] {
        let key = answer.wordingKey
        return byWording.filter { $0.value[key] != nil }.map(\.key)
    }

    /// - Parameters:
    ///   - form: what the answers of the file are.
    ///   - language: that of the wordings.
    func read(_ answer: String, form: Form, language: String) -> Reading {
        if isBox { return readBox(answer) }
        if form == .codes, codes.contains(answer) || hasOther && answer == Self.other { return .code(answer) }
        let (key, word) = (answer.wordingKey, answer.headingWord)
        for labels in [byWording[language]].compactMap(\.self) + byWording.sorted(by: { $0.key < $1.key }).map(\.value) {
            guard let code = labels[key] else { continue }
            guard let code, !hasOther || !Self.others.contains(word) else { return .ambiguous }
            return .code(code)
        }
        if let code = byOwnWord[word] { return .code(code) }
        if codes.contains(answer) || answer == Self.other { return .code(answer) }
        if hasOther, Self.others.contains(word) { return .code(Self.other) }
        // Of these types alone an export has a word for no answer.
        if !byOwnWord.isEmpty, Self.notKnown.contains(word) { return .nothing }
        return .unknown
    }

    private func readBox(_ answer: String) -> Reading {
        let word = answer.headingWord
        if word == "y" || word == "1" || Self.yes.contains(word) { return .code("Y") }
        if word == "n" || word == "2" || word == "0" || Self.no.contains(word) { return .notTicked }
        return Self.notKnown.contains(word) ? .nothing : .unknown
    }

    /// The code for something that is not on the list.
    static let other = "-oth-"
}

// The words that LimeSurvey itself puts in, folded: of several languages where they are short, else English and German.
extension LimeSurveyWordings {
    private static let yes: Set<String> = [
        "yes", "ja", "oui", "si", "sim", "tak", "ano", "kylla", "igen", "evet", "da", "jah", "taip",
    ]
    private static let no: Set<String> = [
        "no", "nein", "non", "nao", "nie", "nee", "nej", "nei", "ne", "ei", "nem", "hayir", "nu",
    ]
    private static let notKnown: Set<String> = [
        "na", "ka", "nv", "nvt", "nichtzutreffend", "nichtverfugbar", "so", "sansobjet",
    ]
    private static let others: Set<String> = ["other", "sonstiges", "sonstige", "andere", "anderes", "autre", "otro", "altro"]

    /// The codes of types that have choices of their own, by the words for them.
    private static let ownWords: [String: [String: String]] = {
        func table(_ words: [(code: String, words: Set<String>)]) -> [String: String] {
            Dictionary(words.flatMap { code, words in words.map { ($0, code) } }, uniquingKeysWith: { first, _ in first })
        }
        let truth = [(code: "Y", words: yes), (code: "N", words: no)]
        return [
            "Y": table(truth),
            "C": table(truth + [("U", ["uncertain", "unsicher", "ungewiss", "unentschieden"])]),
            "G": table([
                ("F", ["female", "weiblich", "feminin", "femme"]), ("M", ["male", "mannlich", "masculin", "homme"]),
            ]),
            "E": table([
                ("I", ["increase", "zunahme", "erhohung", "steigerung", "anstieg"]),
                ("S", ["same", "gleich", "gleichbleibend", "unverandert"]),
                ("D", ["decrease", "abnahme", "verringerung", "ruckgang", "reduzierung"]),
            ]),
        ]
    }()
}

extension String {
    /// A wording as it is compared: without markup and white space, of which an export keeps more or less.
    fileprivate var wordingKey: String {
        let text = textOfHTML
        guard text.contains(where: \.isWhitespace) else { return text }
        return text.filter { !$0.isWhitespace }
    }
}
