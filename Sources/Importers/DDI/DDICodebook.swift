import StudyModel

/// What a DDI codebook describes: the variables of a study, and the files that hold their values.
struct DDICodebook {
    var title = LocalizedText()
    var files: [DataFileDescription] = []
    var variables: [Variable] = []
    var groups: [Group] = []
    /// The languages of the texts inside of variables.
    var languages: Set<String> = []
    /// Categories that have a label.
    var labelCount = 0

    struct DataFileDescription {
        var id = ""
        var name = ""
        /// The character set, where the codebook names it.
        var charset: String?
        /// True where lines of several kinds stand below one another.
        var isHierarchical = false
    }

    struct Variable {
        var id = ""
        var name = ""
        /// The ids of the files that it stands in; empty where the codebook does not say.
        var files: [String] = []
        var label = LocalizedText()
        var wording = LocalizedText()
        var categories: [Category] = []
        var isContinuous = false
        /// Nil where the codebook does not say.
        var isNumeric: Bool?
        /// Digits behind a point that is not written; nil where the codebook does not say.
        var decimals: Int?
        /// Characters of a line, from 1.
        var columns: ClosedRange<Int>?
        /// Which line of a record it stands in, from 1.
        var segment = 1
        var missing: [String] = []
        var missingRanges: [ClosedRange<Double>] = []
    }

    struct Category {
        /// Nil where the codebook gives none.
        var code: String?
        var label = LocalizedText()
        var isMissing = false
    }

    struct Group {
        var name = ""
        var label = LocalizedText()
        /// The ids of its variables.
        var members: [String] = []
        var isMultipleResponse = false
    }
}

extension DDICodebook {
    func survey(named stem: String) -> Survey {
        var groupOf: [String: Group] = [:]
        // A list of boxes to tick says more of a variable than a section that it stands in.
        for group in groups.filter(\.isMultipleResponse) + groups.filter({ !$0.isMultipleResponse }) {
            for member in group.members where groupOf[member] == nil { groupOf[member] = group }
        }
        return Survey(
            name: title.preferring([]) ?? stem, format: "ddi", languages: languages.sorted(),
            questions: variables.map { $0.question(in: groupOf[$0.id]) })
    }

    /// How many variables have categories without codes.
    var uncodedVariables: Int { variables.count { $0.categories.contains { $0.code == nil && !$0.label.isEmpty } } }
}

extension DDICodebook.Variable {
    func question(in group: DDICodebook.Group?) -> Question {
        var labels: [ValueLabel] = []
        var indexOfCode: [String: Int] = [:]
        for (place, category) in categories.enumerated() where !category.label.isEmpty {
            // A code of the file never looks so.
            let code = category.code.map(stored) ?? "#\(place + 1)"
            if let index = indexOfCode[code] {
                labels[index].label.texts.merge(category.label.texts) { first, _ in first }
            } else {
                indexOfCode[code] = labels.count
                labels.append(ValueLabel(code: code, label: category.label))
            }
        }
        let codes = missing + categories.filter(\.isMissing).compactMap(\.code)
        return Question(
            name: name, kind: group?.isMultipleResponse == true && kind == .single ? .multiple : kind,
            wording: LocalizedText(label.texts.merging(wording.texts) { _, wording in wording }),
            group: group.flatMap { $0.label.preferring([]) ?? $0.name.nonEmpty }, labels: labels,
            missing: Set(codes.map(stored)).sorted())
    }

    var kind: Question.Kind {
        let hasCategories = categories.contains { !$0.isMissing && !$0.label.isEmpty }
        if hasCategories, !isContinuous { return .single }
        guard isNumeric ?? (isContinuous || decimals != nil) else { return .text }
        return decimals.map { $0 > 0 } ?? isContinuous ? .decimal : .integer
    }

    /// A code as answers are stored: of a number with its decimals where lines are cut by columns.
    private func stored(_ code: String) -> String {
        guard kind == .integer || kind == .decimal else { return code }
        return Array(code.utf8)[...].number(decimals: impliedDecimals).map { String(decoding: $0, as: UTF8.self) } ?? code
    }

    /// Only in columns of a fixed width are points left out.
    var impliedDecimals: Int { columns == nil ? 0 : decimals ?? 0 }
}
