import FileFormats
import StudyModel

/// The questions of a queXML questionnaire.
struct QueXMLQuestionnaire {
    private(set) var survey: Survey
    /// How many `question`s there are.
    private(set) var mainQuestions = 0
    /// How many `category`s there are.
    private(set) var labels = 0
    private var names: Set<String> = []

    init(_ file: InputFile, limits: InputLimits) throws {
        let root = try file.naming {
            let root = try MarkupElement.root(of: FileByteSource(path: file.path, limits: limits), limits: limits)
            guard root.name == "questionnaire" else { throw FormatError.noQuestionnaire(root.name) }
            return root
        }
        let title = root.child("title")?.text.textOfHTML ?? ""
        survey = Survey(name: title.isEmpty ? file.stem : title, format: "quexml")
        for section in root.children("section") {
            for question in section.children("question") { add(question) }
        }
    }

    private mutating func add(_ question: MarkupElement) {
        mainQuestions += 1
        let wording = Self.text(of: question)
        let responses = question.children("response")
        let parts = question.children("subQuestion")
        let choices = responses.map { Self.choices(of: $0) }
        labels += choices.reduce(0) { $0 + $1.count }
        let group = parts.count + responses.count > 1 && !wording.isEmpty ? wording : nil
        for part in parts {
            let (kind, choices) = responses.first.map { (Self.kind(of: $0), Self.choices(of: $0)) } ?? (.text, [])
            add(part.attribute("varName"), kind, Self.text(of: part), group, choices)
        }
        for (response, choices) in zip(responses, choices) {
            if parts.isEmpty {
                let label = response.child("free")?.child("label")?.text.textOfHTML ?? ""
                let words = [wording, label].filter { !$0.isEmpty }.joined(separator: " | ")
                add(response.attribute("varName"), Self.kind(of: response), words, responses.count > 1 ? group : nil, choices)
            }
            for category in response.child("fixed")?.children("category") ?? [] {
                for further in category.children("contingentQuestion") {
                    add(further.attribute("varName"), .text, Self.text(of: further), nil, [])
                }
            }
        }
    }

    private mutating func add(
        _ name: String?, _ kind: Question.Kind, _ wording: String, _ group: String?, _ labels: [ValueLabel]
    ) {
        let base = name?.normalizedName ?? ""
        let first = base.isEmpty ? "Q\(survey.questions.count + 1)" : base
        var unique = first
        var number = 1
        while !names.insert(unique).inserted {
            number += 1
            unique = "\(first) (\(number))"
        }
        survey.questions.append(
            Question(
                name: unique, kind: kind, wording: wording.isEmpty ? .init() : LocalizedText(wording), group: group,
                labels: labels))
    }

    private static func text(of element: MarkupElement) -> String {
        element.children("text").map(\.text.textOfHTML).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func choices(of response: MarkupElement) -> [ValueLabel] {
        (response.child("fixed")?.children("category") ?? []).map { category in
            let label = category.child("label")?.text.textOfHTML ?? ""
            return ValueLabel(
                code: category.child("value")?.text.normalizedName ?? "", label: label.isEmpty ? .init() : LocalizedText(label))
        }
    }

    private static func kind(of response: MarkupElement) -> Question.Kind {
        if response.child("fixed") != nil { return .single }
        if response.child("vas") != nil { return .decimal }
        return switch response.child("free")?.child("format")?.text.normalizedName.lowercased() {
        case "longtext": .open
        case "integer": .integer
        case "number", "numeric", "currency": .decimal
        case "date": .date
        default: .text
        }
    }
}

extension FormatError {
    fileprivate static func noQuestionnaire(_ root: String) -> FormatError {
        FormatError(
            "is no queXML: its root element is '\(root)', not 'questionnaire'",
            remedy: "export the questionnaire again as queXML")
    }
}
