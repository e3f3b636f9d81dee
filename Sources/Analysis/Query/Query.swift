package import StudyModel

/// A question to the codings of a study that is true or false of each unit: a passage, a coding, a turn, a paragraph or a source.
///
/// `Docs/Queries.md` says what each part means.
package indirect enum Query: Hashable, Sendable {
    case all([Query])
    case any([Query])
    case not(Query)
    case test(QueryTest)
    /// Another unit for which the query holds stands so to this one.
    case relation(QueryRelation, Query)
    /// A query that is kept under a name.
    case saved(QueryName)
}

/// How another unit stands to this one.
package struct QueryRelation: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case overlaps, encloses, inside, within, precedes, follows

        /// Whether it may say how far away.
        package var takesDistance: Bool { self == .within || self == .precedes || self == .follows }
    }

    package struct Distance: Hashable, Sendable {
        package enum Measure: String, Hashable, Sendable, CaseIterable {
            case scalars, turns, paragraphs
        }

        package var count: Int
        package var measure: Measure

        package init(_ count: Int, _ measure: Measure) {
            self.count = count
            self.measure = measure
        }
    }

    package var kind: Kind
    /// Always there with `within`; nil with `precedes` and `follows` means any distance.
    package var distance: Distance?

    package init(_ kind: Kind, _ distance: Distance? = nil) {
        self.kind = kind
        self.distance = distance
    }
}

/// What is asked of one unit by itself.
package enum QueryTest: Hashable, Sendable {
    case code(CodeTest)
    case coder([QueryName])
    case weight(WeightTest)
    case finding(QueryName, Finding.Bearing?)
    case source([QueryName])
    /// An open answer to one of these questions.
    case question([QueryName])
    case caseName([QueryName])
    case attribute(QueryName, AttributeTest)
    case speaker([QueryName])
    case role([Transcript.Speaker.Role])
    case memo(TextPattern)
    case text(TextPattern)

    /// A coding with this code, which may be asked for its coder and weight too.
    package struct CodeTest: Hashable, Sendable {
        package var name: QueryName
        /// Whether the codes under it do not count.
        package var isExact: Bool
        /// Empty where any will do.
        package var coders: [QueryName]
        package var weight: WeightTest?

        package init(_ name: QueryName, isExact: Bool = false, coders: [QueryName] = [], weight: WeightTest? = nil) {
            self.name = name
            self.isExact = isExact
            self.coders = coders
            self.weight = weight
        }
    }

    package struct WeightTest: Hashable, Sendable {
        package var comparison: Comparison
        /// 0 to 100.
        package var weight: Int

        package init(_ comparison: Comparison, _ weight: Int) {
            self.comparison = comparison
            self.weight = weight
        }
    }

    package enum AttributeTest: Hashable, Sendable {
        case oneOf([QueryName])
        /// Not with `.equal`, which is `oneOf`.
        case compares(Comparison, QueryName)
        case matches(TextPattern)
        case isMissing
    }

    package enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="

        func holds<T: Comparable>(_ left: T, _ right: T) -> Bool {
            switch self {
            case .equal: left == right
            case .unequal: left != right
            case .less: left < right
            case .atMost: left <= right
            case .greater: left > right
            case .atLeast: left >= right
            }
        }
    }
}

/// What a text is held against.
package enum TextPattern: Hashable, Sendable {
    case words(WordPattern)
    /// A regular expression.
    case expression(QueryName, ignoresCase: Bool)
}

extension Query {
    /// How deep a query may be nested.
    package static let maximumDepth = 64
}
