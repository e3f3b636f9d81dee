import FileFormats
import StudyModel

/// What the metadata of a CDISC ODM file describe.
struct ODMDefinition {
    var studyOID: String?
    var studyName = ""
    var items: [Item] = []
    var codeLists: [String: CodeList] = [:]
    var languages: Set<String> = []
    /// Items of code lists, each list once.
    var labelCount = 0
    /// Codes that stand for no answer in the whole project, with what they mean (REDCap).
    var missing: [ValueLabel] = []

    struct Item {
        var oid = ""
        var dataType = ""
        var wording = LocalizedText()
        var codeList: String?
        /// REDCap's own word for what the item is, such as `checkbox`.
        var fieldType: String?
        /// The field that it is one box of (REDCap).
        var variable: String?
    }

    struct CodeList {
        var values: [ValueLabel] = []
        /// `1, one|2, two`: what the boxes stand for of which this list has the two states (REDCap).
        var boxes: String?
    }
}

extension ODMDefinition.Item {
    /// True for words that are only read.
    var isDescription: Bool { fieldType == "descriptive" }

    func question(in definition: ODMDefinition) -> Question {
        let list = codeList.flatMap { definition.codeLists[$0] }
        var labels = list?.values ?? []
        let isBox = fieldType == "checkbox"
        // "Checked" says less than what the box stands for.
        if isBox, let text = list?.boxes.flatMap(box), let index = labels.firstIndex(where: { $0.code == "1" }) {
            labels[index].label = LocalizedText(text)
        }
        let known = Set(labels.map(\.code))
        let missing = definition.missing.filter { !known.contains($0.code) }
        return Question(
            name: oid, kind: isBox ? .multiple : list == nil ? kind : .single, wording: wording,
            group: isBox ? variable : nil, labels: missing.isEmpty ? labels : labels + missing, missing: missing.map(\.code))
    }

    private var kind: Question.Kind {
        switch dataType {
        case "integer": .integer
        case "float", "double": .decimal
        case "boolean": .boolean
        case "date": .date
        case "time": .time
        case "datetime": .dateTime
        case "durationDatetime": .duration
        default: fieldType == "textarea" || fieldType == "notes" ? .open : .text
        }
    }

    /// What the box of this item stands for: its code follows the three underscores of its name.
    private func box(_ choices: String) -> String? {
        guard let mark = oid.ranges(of: "___").last else { return nil }
        let code = oid[mark.upperBound...]
        for choice in choices.split(separator: "|") {
            let parts = choice.split(separator: ",", maxSplits: 1)
            guard parts.count == 2 else { continue }
            // In names, codes are in small letters and have no minus.
            let own = String(parts[0]).oneLine.lowercased().replacing("-", with: "_")
            if own == code { return String(parts[1]).textOfHTML.nonEmpty }
        }
        return nil
    }
}
