import StudyModel

/// How a report words what it says.
struct ReportLanguage {
    let language: Language

    func callAsFunction(_ german: String, _ english: String) -> String { language == .german ? german : english }

    /// `1 Stelle`, `2 Stellen`.
    func passages(_ count: Int) -> String { counted(count, ("Stelle", "Stellen"), ("passage", "passages")) }
    func codings(_ count: Int) -> String { counted(count, ("Codierung", "Codierungen"), ("coding", "codings")) }
    func sources(_ count: Int) -> String { counted(count, ("Quelle", "Quellen"), ("source", "sources")) }
    /// In the dative where it is German, as behind `aus`.
    func ofSources(_ count: Int) -> String { counted(count, ("Quelle", "Quellen"), ("source", "sources")) }
    /// The same of cases.
    func ofCases(_ count: Int) -> String { counted(count, ("Fall", "Fällen"), ("case", "cases")) }
    func coders(_ count: Int) -> String { counted(count, ("Person", "Personen"), ("coder", "coders")) }
    func actors(_ count: Int) -> String { counted(count, ("Akteur", "Akteure"), ("actor", "actors")) }
    func edges(_ count: Int) -> String { counted(count, ("Beziehung", "Beziehungen"), ("tie", "ties")) }
    func answers(_ count: Int) -> String { counted(count, ("Antwort", "Antworten"), ("answer", "answers")) }

    func counted(_ count: Int, _ german: (String, String), _ english: (String, String)) -> String {
        let words = language == .german ? german : english
        return "\(count) \(count == 1 ? words.0 : words.1)"
    }

    func bearing(_ bearing: Finding.Bearing) -> String {
        bearing == .supporting ? self("dafür", "for it") : self("dagegen", "against it")
    }

    /// The text in this language; of one that has none in it the one without a language, else the first.
    func text(_ text: LocalizedText) -> String? { text.preferring([language.rawValue]) }

    /// The label in this language, and no other; the name where there is none.
    func label(_ labels: LocalizedText, of name: String) -> String { labels[language.rawValue] ?? name }

    /// With three decimals, a whole number without any.
    func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        guard value.magnitude < 1e12 else { return value.shortest }
        let thousandths = Int64((value * 1000).rounded(.toNearestOrEven))
        let digits = String(thousandths.magnitude)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return (thousandths < 0 ? "-" : "") + padded.dropLast(3) + String(language.decimalSign) + padded.suffix(3)
    }

    func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "" }
        let share = Int((Double(part) * 100 / Double(whole)).rounded(.toNearestOrEven))
        return self("\(share) %", "\(share)%")
    }

    /// What an answer of yes or no is called; nil for any other.
    func answer(_ value: String, of kind: Question.Kind) -> String? {
        guard kind == .boolean else { return nil }
        return value == "0" ? self("nein", "no") : self("ja", "yes")
    }

    func number(_ cell: DataTable.Cell) -> String {
        switch cell {
        case .integer(let count): String(count)
        case .number(let value): number(value)
        case .text(let text): text
        case .boolean(let value): value ? self("ja", "yes") : self("nein", "no")
        case .empty: "–"
        }
    }
}
