package import StudyModel

extension FindingsReport {
    /// A question that bears on a finding, as a whole or by some of its values, with what was answered.
    package struct QuestionLine: Sendable {
        package struct Answer: Hashable, Sendable {
            package var value: String
            package var label: String?
            /// Respondents.
            package var count: Int
            /// How this value bears on the finding by itself.
            package var bearing: Finding.Bearing?
        }

        package struct Numbers: Hashable, Sendable {
            package var least: Double
            package var median: Double
            package var greatest: Double
        }

        package var survey: String
        package var name: String
        package var kind: Question.Kind
        package var wording: LocalizedText
        /// How it bears as a whole; nil where only values do.
        package var bearing: Finding.Bearing?
        /// Whoever answered; of running text how many answers there are.
        package var answered: Int
        /// Respondents without an answer; nil where that is not known.
        package var unanswered: Int?
        /// Of running text: answers with a passage that bears on the finding.
        package var coded: Int?
        /// In the order of the questionnaire; of many only those that bear by themselves or were given most, of words
        /// by two at least.
        package var answers: [Answer] = []
        /// How many other answers there were.
        package var furtherAnswers = 0
        /// Where numbers are too many to be listed.
        package var numbers: Numbers?

        /// More answers than this are a list that nobody reads.
        static let most = 12

        /// A question of running text, or one whose answers are names.
        package init(
            survey: String, name: String, kind: Question.Kind, wording: LocalizedText, bearing: Finding.Bearing?,
            answered: Int, coded: Int?
        ) {
            self.survey = survey
            self.name = name
            self.kind = kind
            self.wording = wording
            self.bearing = bearing
            self.answered = answered
            self.coded = coded
        }

        /// - Parameters:
        ///   - bearings: by value; that of the value "" is of the question as a whole.
        ///   - labels: what values are called, where another word is wanted than the question's own.
        package init(
            _ question: ClosedQuestion, kind: Question.Kind, wording: LocalizedText, bearings: [String: Finding.Bearing],
            labels: [String: String] = [:]
        ) {
            var counts = [Int](repeating: 0, count: question.categories.count)
            var (answered, unanswered) = (0, 0)
            for holder in question.holders {
                let given = holder.categories.filter { !question.categories[$0].isMissing }
                if given.isEmpty { unanswered += 1 } else { answered += 1 }
                for category in given { counts[category] += 1 }
            }
            self.init(
                survey: question.survey ?? "", name: question.name, kind: kind, wording: wording, bearing: bearings[""],
                answered: answered, coded: nil)
            self.unanswered = unanswered
            let shown = question.categories.indices.filter { !question.categories[$0].isMissing }
            let isNumber = kind == .integer || kind == .decimal
            if isNumber, shown.count > Self.most {
                numbers = Self.numbers(shown.map { (question.categories[$0].value, counts[$0]) })
                return
            }
            let all = shown.map { index -> Answer in
                let category = question.categories[index]
                return Answer(
                    value: category.value, label: labels[category.value] ?? category.label, count: counts[index],
                    bearing: category.value.isEmpty ? nil : bearings[category.value])
            }
            // Ties are given to what comes first in the questionnaire.
            let order = all.indices.sorted { left, right in
                let ranks = [left, right].map { (all[$0].bearing == nil ? 0 : 1, all[$0].count) }
                return ranks[0] != ranks[1] ? ranks[0] > ranks[1] : left < right
            }
            // Words that only one gave say nothing by their count.
            let isLong = all.count > Self.most && kind == .text
            let kept = Set(order.prefix(Self.most).filter { !isLong || all[$0].count > 1 || all[$0].bearing != nil })
            answers = all.indices.filter(kept.contains).map { all[$0] }
            furtherAnswers = all.count - answers.count
        }

        private static func numbers(_ values: [(value: String, count: Int)]) -> Numbers? {
            let all = values.compactMap { value in Double(value.value).map { (number: $0, count: value.count) } }
                .filter { $0.count > 0 }.sorted { $0.number < $1.number }
            guard let least = all.first?.number, let greatest = all.last?.number else { return nil }
            let total = all.reduce(0) { $0 + $1.count }
            func number(at place: Int) -> Double {
                var rest = place
                for value in all {
                    if rest < value.count { return value.number }
                    rest -= value.count
                }
                return greatest
            }
            return Numbers(
                least: least, median: (number(at: (total - 1) / 2) + number(at: total / 2)) / 2, greatest: greatest)
        }
    }
}

extension FindingsReport {
    /// How many answers to each question of running text have a passage that bears on a finding, by the row of the question and
    /// the finding.
    ///
    /// - Parameters:
    ///   - material: with codebook and questions.
    ///   - chosen: the rows of the codings that count; nil where all do.
    package static func codedAnswers(_ material: QueryMaterial, only chosen: RowSet?) -> [Int64: [String: Int]] {
        guard !material.sourceQuestions.isEmpty else { return [:] }
        var findings: [Int32: [String]] = [:]
        for code in material.codebook.codes where !code.findings.isEmpty {
            if let row = material.codeRows[code.id] { findings[row] = Array(code.findings.keys) }
        }
        var answers: [Int64: [String: Set<Int64>]] = [:]
        for (index, passage) in material.passages.enumerated() {
            let source = material.documents[Int(passage.document)].source
            guard let question = material.sourceQuestions[source] else { continue }
            for coding in material.codings[material.codings(ofPassage: index)] where chosen?.contains(coding.row) ?? true {
                for finding in findings[coding.code] ?? [] {
                    answers[question, default: [:]][finding, default: []].insert(source)
                }
            }
        }
        return answers.mapValues { $0.mapValues(\.count) }
    }
}
