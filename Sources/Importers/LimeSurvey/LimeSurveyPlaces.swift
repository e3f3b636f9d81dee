import StudyModel

/// One place of a questionnaire that holds an answer, and the column of the responses that it stands in.
struct LimeSurveyPlace {
    var question: Question
    /// `SIDXGIDXQID` and a suffix, such as `939146X2X2SQ001#0`.
    var column: String
    /// The letter of the question's type.
    var type = ""
    /// True where something else than the listed choices can be chosen, as `-oth-`.
    var hasOther = false
    /// What the whole question asks.
    var main = LocalizedText()
    /// What headings of exports add to it, each in brackets; nil for a word of LimeSurvey's own, such as "Other" or "Rank 1".
    var sides: [LocalizedText?] = []
}

extension LimeSurveyStructure {
    /// Every place of the questionnaire, in its order.
    ///
    /// Types and suffixes are those of LimeSurvey's `createFieldMap`; names are those of its own tables of responses.
    var places: [LimeSurveyPlace] {
        var groupNames: Set<String> = []
        var result: [LimeSurveyPlace] = []
        for question in questions {
            var group = wordings[question.id]?.preferring([baseLanguage]) ?? question.title
            if !groupNames.insert(group).inserted { group += " (\(question.title))" }
            result += places(of: question, group: group)
        }
        // Only very old surveys have two questions of one title.
        var seen: Set<String> = []
        for index in result.indices {
            let name = result[index].question.name
            var number = 1
            while !seen.insert(result[index].question.name).inserted {
                number += 1
                result[index].question.name = "\(name) (\(number))"
            }
        }
        return result
    }

    private func places(of question: Item, group: String) -> [LimeSurveyPlace] {
        let main = wordings[question.id] ?? LocalizedText()
        let column = "\(surveyID)X\(question.group)X\(question.id)"
        var result: [LimeSurveyPlace] = []
        /// `name` and `suffix` follow the question's own.
        func add(
            _ name: String, _ suffix: String, _ kind: Question.Kind, _ wording: LocalizedText, scale: Int? = nil,
            isPart: Bool = true, sides: [LocalizedText?]
        ) {
            let labels = scale.map { self.labels(of: question, scale: $0, isOneOfTwo: question.type == "1") } ?? []
            result.append(
                LimeSurveyPlace(
                    question: Question(
                        name: question.title + name, kind: kind, wording: wording, group: isPart ? group : nil,
                        labels: labels),
                    column: column + suffix, type: question.type, hasOther: question.hasOther, main: main, sides: sides))
        }
        let kind = kind(of: question)
        switch question.type {
        case "M", "P", "K", "Q", "A", "B", "C", "E", "F", "H":
            for part in parts(of: question) {
                let wording = wordings[part.id] ?? LocalizedText()
                add(
                    "[\(part.title)]", part.title, kind, wording, scale: "FH".contains(question.type) ? 0 : nil,
                    sides: [wording])
                if question.type == "P" {
                    add("[\(part.title)comment]", part.title + "comment", .text, wording, sides: [wording, nil])
                }
            }
            if question.hasOther, question.type == "M" || question.type == "P" {
                let wording = texts("other_replace_text", of: question)
                add("[other]", "other", .text, wording, sides: [nil])
                if question.type == "P" { add("[othercomment]", "othercomment", .text, wording, sides: [nil, nil]) }
            }
        case ";", ":":
            let across = parts(of: question, scale: 1)
            for down in parts(of: question) {
                for side in across {
                    let code = "\(down.title)_\(side.title)"
                    let sides = [wordings[down.id] ?? LocalizedText(), wordings[side.id] ?? LocalizedText()]
                    add("[\(code)]", code, kind, joined(sides[0], sides[1]), sides: sides)
                }
            }
        case "1":
            for part in parts(of: question) {
                let wording = wordings[part.id] ?? LocalizedText()
                for scale in 0...1 {
                    add(
                        "[\(part.title)][\(scale + 1)]", "\(part.title)#\(scale)", kind, wording, scale: scale,
                        sides: [wording, nil])
                }
            }
        case "R":
            let count = choices(of: question).count
            let limit = attribute("max_subquestions", of: question).flatMap { Int($0) } ?? 0
            for rank in 0..<(limit > 0 ? min(limit, count) : count) {
                add("[\(rank + 1)]", String(rank + 1), kind, main, scale: 0, sides: [nil])
            }
        default:
            add("", "", kind, main, scale: 0, isPart: false, sides: [])
            if question.hasOther, question.type == "L" || question.type == "!" {
                add(
                    "[other]", "other", .text, joined(main, texts("other_replace_text", of: question)), isPart: false,
                    sides: [nil])
            }
            if question.type == "O" { add("[comment]", "comment", .text, main, isPart: false, sides: [nil]) }
        }
        return result
    }

    private func kind(of question: Item) -> Question.Kind {
        switch question.type {
        case "T", "U", ";": .open
        case "N", "K", ":": attribute("num_value_int_only", of: question) == "1" ? .integer : .decimal
        case "D": attribute("date_format", of: question)?.contains("H") == true ? .dateTime : .date
        case "M", "P": .multiple
        case "L", "!", "O", "F", "A", "B", "C", "E", "H", "1", "5", "Y", "G", "I", "R": .single
        default: .text
        }
    }

    private func labels(of question: Item, scale: Int, isOneOfTwo: Bool) -> [ValueLabel] {
        choices(of: question, scale: scale).map { choice in
            ValueLabel(code: choice.code, scale: isOneOfTwo ? scale + 1 : 0, label: choice.label)
        }
    }

    private func joined(_ first: LocalizedText?, _ second: LocalizedText?) -> LocalizedText {
        var result = first ?? LocalizedText()
        for language in second?.languages ?? [] {
            let texts = [result[language], second?[language]].compactMap { $0 }
            result[language] = texts.joined(separator: " | ")
        }
        return result
    }
}
