import EditScripts
import StudyModel

@testable import Analysis

/// Queries of every sort, the same for each seed.
struct RandomQuery {
    private var random: SplitMix
    var codes = ["A", "B", "Öffentlicher Raum", "and", "x\"y\\", "@z", "/r", "code"]
    var coders = ["AB", "C D"]
    var findings = ["F1", "F2"]
    var sources = ["one", "t*", "*"]
    var questions = ["Was fehlt", "S/Alter", "Was*"]
    var cases = ["K 1", "K2"]
    var attributes = ["reach", "Wer macht mit", "size"]
    /// Those that can be compared by size, too.
    var numericAttributes: [String]?
    var values = ["local", "3", "2020-01", "re gional"]
    var speakers = ["I", "B"]
    var words = ["dorf*", "neue Räume", "3"]
    var expressions = ["D\\w+", "a/b", "\\\\x"]

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    /// Asks for what is there.
    mutating func useNames(of study: RandomMaterial) {
        speakers = study.material.speakers.map(\.name)
        codes = ["A", "B", "C", "D E"]
        cases = ["K1", "K 2", "K3"]
        questions = ["Was fehlt", "T/Was", "Was*", "*"]
        attributes = ["reach"]
        numericAttributes = ["size"]
        values = ["local", "1", "lokal", "re gional"]
        words = ["dorf*", "neue Räume", "3", "raeum*", "strasse", "d"]
        expressions = ["D\\w+", "a/b", "^n", "e $", "[äe]u"]
    }

    mutating func query(depth: Int) -> Query {
        guard depth > 0 else { return .test(test()) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: return .all(parts(depth))
        case 2, 3: return .any(parts(depth))
        case 4: return .not(query(depth: depth - 1))
        case 5, 6, 7: return .relation(relation(), query(depth: depth - 1))
        default: return .test(test())
        }
    }

    private mutating func parts(_ depth: Int) -> [Query] {
        let count = Int.random(in: 2...3, using: &random)
        return (0..<count).map { _ in query(depth: depth - 1) }
    }

    private mutating func relation() -> QueryRelation {
        let kind = pick(QueryRelation.Kind.allCases)
        let measure = pick(QueryRelation.Distance.Measure.allCases)
        let distance = QueryRelation.Distance(Int.random(in: 0...(measure == .scalars ? 20 : 3), using: &random), measure)
        guard kind.takesDistance, kind == .within || Bool.random(using: &random) else { return .init(kind) }
        return .init(kind, distance)
    }

    private mutating func test() -> QueryTest {
        switch Int.random(in: 0..<17, using: &random) {
        case 0...5:
            return .code(
                .init(
                    name(codes), isExact: Bool.random(using: &random),
                    coders: Int.random(in: 0..<4, using: &random) == 0 ? names(coders) : [],
                    weight: Int.random(in: 0..<4, using: &random) == 0 ? weight() : nil))
        case 6: return .coder(names(coders))
        case 7: return .weight(weight())
        case 8: return .finding(name(findings), pick([nil, .supporting, .contradicting]))
        case 9: return .source(names(sources))
        case 10: return .caseName(names(cases))
        case 11:
            guard let numeric = numericAttributes else { return .attribute(name(attributes), attributeTest()) }
            if Bool.random(using: &random) {
                return .attribute(
                    name(numeric), .compares(pick([.unequal, .less, .atMost, .greater, .atLeast]), name(["1", "3"])))
            }
            let test = attributeTest()
            if case .compares(let comparison, _) = test, comparison != .unequal {
                return .attribute(name(attributes), .isMissing)
            }
            return .attribute(name(attributes), test)
        case 12: return .speaker(names(speakers))
        case 13: return .role(Bool.random(using: &random) ? [.interviewer] : [.respondent, .other])
        case 14: return .memo(pattern())
        case 15: return .question(names(questions))
        default: return .text(pattern())
        }
    }

    private mutating func attributeTest() -> QueryTest.AttributeTest {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .oneOf(names(values))
        case 1: return .compares(pick([.unequal, .less, .atMost, .greater, .atLeast]), name(values))
        case 2: return .matches(pattern())
        default: return .isMissing
        }
    }

    private mutating func pattern() -> TextPattern {
        guard Bool.random(using: &random), let pattern = WordPattern(pick(words)) else {
            return .expression(name(expressions), ignoresCase: Bool.random(using: &random))
        }
        return .words(pattern)
    }

    private mutating func weight() -> QueryTest.WeightTest {
        .init(pick(QueryTest.Comparison.allCases), Int.random(in: 0...100, using: &random))
    }

    private mutating func names(_ names: [String]) -> [QueryName] {
        (0..<Int.random(in: 1...2, using: &random)).map { _ in name(names) }
    }

    private mutating func name(_ names: [String]) -> QueryName { QueryName(pick(names)) }

    private mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }
}
