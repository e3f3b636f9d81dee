import ArgumentParser
import StudyModel
import StudyStore

/// Which question is meant, and how its answers are put together.
struct QuestionOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("The survey, where several ask a question of that name.", valueName: "name"),
        completion: .names(of: .survey))
    var survey: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Put numbers into classes that begin at these, set apart by commas.", valueName: "numbers"))
    var classes: String?

    /// More columns than this are no table.
    static let mostCategories = 200

    func validate() throws {
        if classes != nil, limits == nil { throw ValidationError("--classes wants numbers set apart by commas, as in 10,50") }
    }

    private var limits: [Double]? {
        guard let classes else { return [] }
        let numbers = classes.split(separator: ",").map { Double($0.trimmingPrefix(while: \.isWhitespace)) }
        return numbers.isEmpty || numbers.contains { $0?.isFinite != true } ? nil : numbers.compactMap(\.self)
    }

    /// - Parameter takesClasses: whether `--classes` is about this one.
    func question(_ name: String, in study: Study, takesClasses: Bool = true) throws -> ClosedQuestion {
        let question = try study.closedQuestion(named: name, survey: survey)
        guard takesClasses, let limits, !limits.isEmpty else {
            guard question.categories.count <= Self.mostCategories else {
                throw Refusal(
                    at: .init(file: "table"), .tooMany(question.name, question.categories.count),
                    remedy: "put numbers into classes, as in --classes 10,50")
            }
            return question
        }
        guard let grouped = question.grouped(at: limits) else {
            throw Refusal(
                at: .init(file: "table"), .noNumbers(question.name), remedy: "leave out --classes")
        }
        return grouped
    }
}

extension Diagnostic.Message {
    fileprivate static func tooMany(_ name: String, _ count: Int) -> Self { "'\(name)' has \(count) different answers" }
    fileprivate static func noNumbers(_ name: String) -> Self { "not all answers to '\(name)' are numbers" }
}
