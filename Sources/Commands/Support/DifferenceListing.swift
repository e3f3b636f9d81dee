import Analysis
import StudyModel

extension AgreementDifference {
    var range: PointRange {
        PointRange(source: Int32(clamping: source), lower: Int32(clamping: lower), upper: Int32(clamping: upper))
    }
}

/// Places in which coders differ, with names and words.
struct DifferenceListing {
    private let differences: [AgreementDifference]
    private let material: AgreementMaterial
    private let codes: [String]
    private let words: [PointRange: String]

    /// - Parameter codes: the names of the codes that were compared, in their order.
    init(
        _ differences: [AgreementDifference], _ material: AgreementMaterial, _ codes: [String], _ words: [PointRange: String]
    ) {
        self.differences = differences
        self.material = material
        self.codes = codes
        self.words = words
    }

    private static let title = LocalizedText([
        "en": "Places in which coders differ", "de": "Stellen, an denen Codierende voneinander abweichen",
    ])

    /// One row a place and code, for programs.
    var table: DataTable {
        DataTable(
            name: "differences", title: Self.title,
            columns: [
                .init("source", .string, "source"), .init("turn", .integer, "number of the turn; empty where there are none"),
                .init("lower", .integer, "first character of the words that were coded, from 0"),
                .init("upper", .integer, "the one behind them"), .init("code", .string, "code"),
                .init("given_by", .string, "coders who gave it, set apart by '; '"),
                .init("not_by", .string, "coders who did not"),
                .init("instead", .string, "of the compared codes, what these gave there"),
                .init("quote", .string, "the words"),
            ],
            rows: differences.map { difference in
                [
                    .text(material.sources[difference.source].name), difference.turn.map { .integer($0) } ?? .empty,
                    .integer(difference.lower), .integer(difference.upper), .text(codes[difference.code]),
                    .text(coders(difference.given)), .text(coders(difference.withheld)),
                    difference.instead.isEmpty ? .empty : .text(instead(difference)), .text(words[difference.range] ?? ""),
                ]
            })
    }

    var readingTable: DataTable {
        DataTable(
            name: "differences", title: Self.title,
            columns: [
                .init("place", .string, "source and turn"), .init("range", .string, "characters"),
                .init("code", .string, "code"), .init("given by", .string, "coders"), .init("not by", .string, "coders"),
                .init("instead", .string, "what these gave"), .init("quote", .string, "the first 60 characters"),
            ],
            rows: differences.map { difference in
                let range = TextRange(difference.lower, difference.upper)
                let citation = Citation(
                    source: material.sources[difference.source].name, turn: difference.turn, range: range)
                return [
                    .text(citation.description), .text(range?.description ?? ""), .text(codes[difference.code]),
                    .text(coders(difference.given)), .text(coders(difference.withheld)), .text(instead(difference)),
                    .text((words[difference.range] ?? "").shortened(to: 60)),
                ]
            })
    }

    private func coders(_ coders: [Int]) -> String { coders.map { material.coders[$0] }.joined(separator: "; ") }

    private func instead(_ difference: AgreementDifference) -> String {
        difference.instead.map { other in
            // Of two only one can be meant.
            let names = other.codes.map { codes[$0] }.joined(separator: ", ")
            return material.coders.count == 2 ? names : "\(material.coders[other.coder]): \(names)"
        }.joined(separator: "; ")
    }
}
