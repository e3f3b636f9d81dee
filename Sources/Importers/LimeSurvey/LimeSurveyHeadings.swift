import StudyModel

/// Which place of a questionnaire each column of an export holds, by the column's heading.
///
/// Headings are codes (`Q1[SQ001]`, `Q1_SQ001`), names of the database (`77X1X10SQ001`), what is asked (`Mit wem?
/// [Gemeinde]`), also cut short, or a code and what is asked.
struct LimeSurveyHeadings {
    /// How many comparisons of one heading with one place are made at most, where no heading is the whole text.
    private static let comparisons = 4_000_000

    private(set) var placeOfColumn: [Int: Int] = [:]
    /// Columns whose heading would fit several places, and how often it comes tells not which.
    private(set) var ambiguous: [Int] = []
    /// Columns of no place, with their headings.
    private(set) var unplaced: [(column: Int, text: String)] = []
    private var taken: Set<Int> = []
    private let places: [LimeSurveyPlace]
    private let patterns: [[LimeSurveyHeadingPattern]]

    /// - Parameters:
    ///   - headings: by column; columns that answer nothing are left out.
    ///   - languages: those in which a heading may be worded.
    init(_ headings: [(column: Int, text: String)], places: [LimeSurveyPlace], languages: [String]) {
        self.places = places
        patterns = places.map { place in languages.map { LimeSurveyHeadingPattern(place, language: $0) } }
        let words = headings.map { (column: $0.column, words: LimeSurveyHeadingPattern.words($0.text)) }
        matchCodes(headings)
        matchWholeTexts(words.filter { placeOfColumn[$0.column] == nil })
        matchParts(words.filter { placeOfColumn[$0.column] == nil })
        unplaced = headings.filter { placeOfColumn[$0.column] == nil }
    }

    private mutating func take(_ place: Int, _ column: Int) {
        if taken.insert(place).inserted { placeOfColumn[column] = place }
    }

    private mutating func matchCodes(_ headings: [(column: Int, text: String)]) {
        var byCode: [String: Int] = [:]
        for (index, place) in places.enumerated() {
            let name = place.question.name
            byCode[name] = byCode[name] ?? index
            byCode[place.column] = byCode[place.column] ?? index
        }
        for (index, place) in places.enumerated() {
            let code = place.expressionCode
            byCode[code] = byCode[code] ?? index
        }
        for (column, text) in headings {
            if let place = byCode[text] {
                take(place, column)
            } else if let place = byCode[String(text.leadingCode)], fits(text.dropFirst(text.leadingCode.count), place) {
                take(place, column)
            }
        }
    }

    /// True where behind a separator the words of a place follow.
    private func fits(_ text: Substring, _ place: Int) -> Bool {
        var rest = text[...]
        // The first text may itself begin with what looks like a separator.
        for _ in 0...4 {
            guard let first = rest.first, !first.isLetter, !first.isNumber else { break }
            rest = rest.dropFirst()
            let words = LimeSurveyHeadingPattern.words(String(rest))
            if patterns[place].contains(where: { $0.fits(words) }) { return true }
        }
        return false
    }

    private mutating func matchWholeTexts(_ headings: [(column: Int, words: [UInt8])]) {
        var byText: [[UInt8]: [Int]] = [:]
        for (index, patterns) in patterns.enumerated() where !taken.contains(index) {
            for text in Set(patterns.compactMap(\.whole)) where !text.isEmpty { byText[text, default: []].append(index) }
        }
        settle(headings) { byText[$0] ?? [] }
    }

    private mutating func matchParts(_ headings: [(column: Int, words: [UInt8])]) {
        let open = places.indices.filter { !taken.contains($0) }
        guard headings.count * open.count * max(1, patterns.first?.count ?? 1) <= Self.comparisons else { return }
        let patterns = patterns
        settle(headings) { words in
            var best: (wildcards: Int, places: [Int]) = (.max, [])
            for index in open {
                guard let pattern = patterns[index].first(where: { $0.fits(words) }) else { continue }
                if pattern.wildcards < best.wildcards { best = (pattern.wildcards, []) }
                if pattern.wildcards == best.wildcards { best.places.append(index) }
            }
            return best.places
        }
    }

    /// Gives columns their places where as many columns as places come into question, in the order of both.
    private mutating func settle(_ headings: [(column: Int, words: [UInt8])], _ candidates: ([UInt8]) -> [Int]) {
        var columns: [[Int]: [Int]] = [:]
        var order: [[Int]] = []
        for (column, words) in headings {
            let places = candidates(words)
            guard !places.isEmpty else { continue }
            if columns[places] == nil { order.append(places) }
            columns[places, default: []].append(column)
        }
        for places in order {
            let columns = columns[places] ?? []
            if columns.count == places.count {
                for (place, column) in zip(places, columns) { take(place, column) }
            } else {
                ambiguous += columns
            }
        }
    }
}

extension LimeSurveyPlace {
    /// As the expressions of a questionnaire name it, and exports where that is wanted: `Q1_SQ001`, `Q1_SQ001_0`.
    var expressionCode: String {
        var name = question.name
        // Scales are counted from 0 there.
        if type == "1", let number = name.dropLast().last?.wholeNumberValue { name = name.dropLast(2) + "\(number - 1)]" }
        return name.replacing("][", with: "_").replacing("[", with: "_").replacing("]", with: "")
    }
}

extension String {
    /// What stands at the start as a code does: letters, digits and `_`, and further such in brackets.
    fileprivate var leadingCode: Substring {
        var end = startIndex
        func word(from start: Index) -> Index {
            self[start...].firstIndex { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_") } ?? endIndex
        }
        end = word(from: startIndex)
        while end < endIndex, self[end] == "[" {
            let close = word(from: index(after: end))
            guard close < endIndex, self[close] == "]" else { break }
            end = index(after: close)
        }
        return self[..<end]
    }
}
