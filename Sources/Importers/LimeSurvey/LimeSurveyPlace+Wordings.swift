import StudyModel

extension LimeSurveyPlace {
    /// How answers at the place are worded; nil where they are not chosen from a list.
    func wordings(of question: Question) -> ChoiceWordings? {
        let isBox = question.kind == .multiple && (type == "M" || type == "P")
        return ChoiceWordings(
            question, ownWords: isBox ? [:] : Self.ownWords[type] ?? [:], isBox: isBox,
            hasOther: hasOther && (type == "L" || type == "!"))
    }

    /// The codes of types that have choices of their own, by LimeSurvey's words for them: of several languages where they are
    /// short, else English and German.
    private static let ownWords: [String: [String: String]] = {
        func table(_ words: [(code: String, words: Set<String>)]) -> [String: String] {
            Dictionary(words.flatMap { code, words in words.map { ($0, code) } }, uniquingKeysWith: { first, _ in first })
        }
        let truth = [(code: "Y", words: ChoiceWordings.yes), (code: "N", words: ChoiceWordings.no)]
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
