import FileFormats
import StudyModel

/// A questionnaire as the tables of a `.lss` file hold it, of any version of LimeSurvey's database.
///
/// Before version 400 a row of `questions`, `answers` and `groups` carries the text of one language and comes again for
/// the next; from then on the texts stand in `question_l10ns`, `answer_l10ns` and `group_l10ns`.
struct LimeSurveyStructure {
    /// A question, or one part of a question.
    struct Item {
        var id: String
        /// `0` for a question of its own.
        var parent: String
        var group: String
        var type: String
        var title: String
        var hasOther: Bool
        var order: Int
        var scale: Int
    }

    /// An answer that can be chosen.
    struct Choice {
        var question: String
        var code: String
        /// As the file counts it, from 0.
        var scale: Int
        var order: Int
        var label = LocalizedText()
    }

    private(set) var surveyID = ""
    private(set) var baseLanguage = ""
    private(set) var languages: Set<String> = []
    private(set) var title = LocalizedText()
    private(set) var choices: [Choice] = []
    /// The wording of questions and their parts by id.
    private(set) var wordings: [String: LocalizedText] = [:]
    private(set) var groupOrder: [String: Int] = [:]
    private var items: [Item] = []
    private var itemIndex: [String: Int] = [:]
    private var choiceIndex: [[String]: Int] = [:]
    private var choiceByID: [String: Int] = [:]
    /// The labels of choices whose row has not come yet, or never will.
    private var choiceTexts: [String: LocalizedText] = [:]
    private var attributes: [String: [String: LocalizedText]] = [:]
    private var partsByParent: [String: [Item]] = [:]
    private var choicesByQuestion: [String: [Choice]] = [:]
    private var size = 0

    /// Reads a `.lss` file.
    ///
    /// - Throws: `FormatError`, also where it holds more than `sizeLimit` bytes of structure.
    init(reading source: any ByteSource, limits: InputLimits, sizeLimit: Int = 64 << 20) throws {
        let reader = LimeSurveyReader(limits: limits)
        try reader.read(source) { table, row in
            guard Self.tables.contains(table.name) else { return }
            size += row.bytes.count
            guard size <= sizeLimit else { throw FormatError.structureTooLarge(sizeLimit) }
            take(row.texts(in: table), from: table.name)
        }
        guard ["Survey", "Group", "Question", ""].contains(reader.documentType) else {
            throw FormatError.noStructure(reader.documentType)
        }
        for (id, texts) in choiceTexts {
            if let index = choiceByID[id] { choices[index].label = texts }
        }
        partsByParent = Dictionary(grouping: items.filter { !$0.isMain }, by: \.parent)
            .mapValues { sorted($0, by: \.order) }
        choicesByQuestion = Dictionary(grouping: choices, by: \.question).mapValues { sorted($0, by: \.order) }
        if languages.isEmpty { languages = Set(reader.languages) }
        if baseLanguage.isEmpty { baseLanguage = reader.languages.first ?? "" }
    }

    /// The questions of their own that hold an answer, in the order of the questionnaire.
    var questions: [Item] { mainItems.filter { $0.type != "X" } }

    /// Texts that are only read, and questions whose answers are given part by part.
    var headings: [(name: String, wording: LocalizedText)] {
        let places = Set(places.map(\.question.name))
        return mainItems.filter { !places.contains($0.title) }.map { ($0.title, wordings[$0.id] ?? LocalizedText()) }
    }

    private var mainItems: [Item] {
        sorted(sorted(items.filter(\.isMain), by: \.order)) { groupOrder[$0.group] ?? 0 }
    }

    /// The parts of a question on one scale, in the order of the questionnaire.
    func parts(of question: Item, scale: Int = 0) -> [Item] {
        partsByParent[question.id, default: []].filter { $0.scale == scale }
    }

    func choices(of question: Item, scale: Int = 0) -> [Choice] {
        choicesByQuestion[question.id, default: []].filter { $0.scale == scale }
    }

    /// The value of a question's attribute in any language, such as `max_subquestions`.
    func attribute(_ name: String, of question: Item) -> String? {
        attributes[question.id]?[name]?.preferring([baseLanguage])
    }

    /// A question's attribute by language, such as `other_replace_text`.
    func texts(_ name: String, of question: Item) -> LocalizedText { attributes[question.id]?[name] ?? LocalizedText() }
}

extension LimeSurveyStructure {
    private static let tables: Set<String> = [
        "answers", "answer_l10ns", "groups", "group_l10ns", "questions", "question_attributes", "question_l10ns",
        "subquestions", "surveys", "surveys_languagesettings",
    ]

    private mutating func take(_ row: [String: String], from table: String) {
        let language = row["language"] ?? ""
        switch table {
        case "surveys":
            surveyID = row["sid"] ?? surveyID
            baseLanguage = row["language"] ?? baseLanguage
            let others = (row["additional_languages"] ?? "").split(separator: " ").map(String.init)
            languages.formUnion(([baseLanguage] + others).filter { !$0.isEmpty })
        case "surveys_languagesettings":
            set(&title, row["surveyls_language"] ?? "", row["surveyls_title"])
        case "groups", "group_l10ns":
            if let id = row["gid"], let order = row["group_order"].flatMap({ Int($0) }) { groupOrder[id] = order }
        case "questions", "subquestions": takeItem(row)
        case "question_l10ns":
            if let id = row["qid"] { set(&wordings[id, default: .init()], language, row["question"]) }
        case "answers": takeChoice(row)
        case "answer_l10ns":
            if let id = row["aid"] { set(&choiceTexts[id, default: .init()], language, row["answer"]) }
        case "question_attributes":
            guard let id = row["qid"], let name = row["attribute"], Self.attributes.contains(name) else { return }
            set(&attributes[id, default: [:]][name, default: .init()], language, row["value"])
        default: break
        }
    }

    private static let attributes: Set<String> = [
        "max_subquestions", "num_value_int_only", "date_format", "other_replace_text",
    ]

    private mutating func takeItem(_ row: [String: String]) {
        guard let id = row["qid"] else { return }
        if let text = row["question"] { set(&wordings[id, default: .init()], row["language"] ?? "", text) }
        guard itemIndex[id] == nil else { return }
        itemIndex[id] = items.count
        if surveyID.isEmpty { surveyID = row["sid"] ?? "" }
        items.append(
            Item(
                id: id, parent: row["parent_qid"] ?? "0", group: row["gid"] ?? "", type: row["type"] ?? "",
                title: row["title"] ?? "", hasOther: row["other"] == "Y",
                order: row["question_order"].flatMap { Int($0) } ?? 0, scale: row["scale_id"].flatMap { Int($0) } ?? 0))
    }

    private mutating func takeChoice(_ row: [String: String]) {
        guard let question = row["qid"], let code = row["code"] else { return }
        let scale = row["scale_id"].flatMap { Int($0) } ?? 0
        let key = [question, code, String(scale)]
        let index = choiceIndex[key] ?? choices.count
        if index == choices.count {
            choiceIndex[key] = index
            choices.append(
                Choice(question: question, code: code, scale: scale, order: row["sortorder"].flatMap { Int($0) } ?? 0))
        }
        if let id = row["aid"] { choiceByID[id] = index }
        if let text = row["answer"] { set(&choices[index].label, row["language"] ?? "", text) }
    }

    /// Texts are HTML; an empty one says nothing.
    private func set(_ texts: inout LocalizedText, _ language: String, _ html: String?) {
        guard let text = html?.textOfHTML, !text.isEmpty else { return }
        texts[language] = text
    }
}

/// Sorted by `rank`; what ranks alike stays in its order.
private func sorted<Element>(_ elements: [Element], by rank: (Element) -> Int) -> [Element] {
    elements.enumerated().sorted { left, right in
        (rank(left.element), left.offset) < (rank(right.element), right.offset)
    }.map(\.element)
}

extension LimeSurveyStructure.Item {
    fileprivate var isMain: Bool { parent.isEmpty || parent == "0" }
}

extension FormatError {
    fileprivate static func structureTooLarge(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) bytes of questions and answers to choose, the limit")
    }
    /// For files that hold people instead of questions.
    static func noStructure(_ type: String) -> FormatError {
        FormatError(
            "holds no questionnaire and no responses, but '\(type)', which is never imported",
            remedy: "name the .lsa, .lss or .lsr file")
    }
}
