import FileFormats
import StudyModel

/// What the answers to one question say in an export that has either their codes or their wordings.
struct ChoiceWordings {
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

    /// Nil where answers are not chosen from a list, so that they stand as they are.
    ///
    /// - Parameters:
    ///   - ownWords: codes by words of the survey program's own, folded.
    ///   - isBox: true for a box to tick that is `Y` or empty.
    ///   - hasOther: true where something else can be chosen, as `-oth-`.
    init?(_ question: Question, ownWords: [String: String] = [:], isBox: Bool = false, hasOther: Bool = false) {
        guard isBox || question.kind == .single && !(question.labels.isEmpty && ownWords.isEmpty) else { return nil }
        self.isBox = isBox
        self.hasOther = hasOther
        byOwnWord = ownWords
        codes = Set(question.labels.map(\.code) + ownWords.values)
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

// The words that survey programs themselves put in, folded.
extension ChoiceWordings {
    static let yes: Set<String> = [
        "yes", "ja", "oui", "si", "sim", "tak", "ano", "kylla", "igen", "evet", "da", "jah", "taip",
    ]
    static let no: Set<String> = [
        "no", "nein", "non", "nao", "nie", "nee", "nej", "nei", "ne", "ei", "nem", "hayir", "nu",
    ]
    private static let notKnown: Set<String> = [
        "na", "ka", "nv", "nvt", "nichtzutreffend", "nichtverfugbar", "so", "sansobjet",
    ]
    private static let others: Set<String> = ["other", "sonstiges", "sonstige", "andere", "anderes", "autre", "otro", "altro"]
}

extension String {
    /// A wording as it is compared: without markup and white space, of which an export keeps more or less.
    fileprivate var wordingKey: String {
        let text = textOfHTML
        guard text.contains(where: \.isWhitespace) else { return text }
        return text.filter { !$0.isWhitespace }
    }
}
