package import StudyModel

/// What a study says of each of its findings, for and against.
package struct FindingsReport: Sendable {
    /// All codings that were looked at, whether they bear on a finding or not.
    package internal(set) var totals: Frequencies.Counts
    package internal(set) var sections: [Section]

    /// A finding with what bears on it.
    package struct Section: Sendable {
        package var finding: Finding
        package var supporting: Side
        package var contradicting: Side
        /// How many passages bear both ways.
        package var mixed: Int
        /// Cases with codings of which none bears on it.
        package var silentCases: Int
        /// In tree order.
        package var codes: [CodeLine]
        /// Those with a passage that bears on it, sorted; what belongs to no case comes last, without a name.
        package var cases: [CaseLine]
        /// By name.
        package var sources: [SourceLine]
        /// Those of every survey, in the order of the questionnaires.
        package var questions: [QuestionLine]
        /// Nil where there is none, or none was asked for.
        package var network: FindingNetwork?

        package subscript(bearing: Finding.Bearing) -> Side {
            get { bearing == .supporting ? supporting : contradicting }
            set { if bearing == .supporting { supporting = newValue } else { contradicting = newValue } }
        }
    }

    /// What speaks for a finding, or what speaks against it.
    package struct Side: Sendable {
        package var counts: Frequencies.Counts
        /// The chosen ones, those first that should be read first.
        package var quotes: [Quote]
    }

    package struct Quote: Sendable {
        package var place: PlaceRequest
        /// The codes that bear so, sorted by name.
        package var codes: [String]
        /// Who gave them, sorted.
        package var coders: [String]
        /// The greatest weight that was given with them; nil where none was.
        package var weight: Int?
        /// The words and where they stand; nil until they are filled in.
        package var found: FoundPlace?
    }

    /// A code of the codebook that bears on a finding, given or not.
    package struct CodeLine: Sendable {
        package var code: Code
        package var bearing: Finding.Bearing
        package var own: Frequencies.Counts
        /// With the codes below it, whether these bear on the finding or not.
        package var rolledUp: Frequencies.Counts
        package var hasCodesBelow: Bool
    }

    package struct CaseLine: Hashable, Sendable {
        /// Nil for sources without a case.
        package var name: String?
        package var sources: Int
        /// Passages.
        package var supporting: Int
        package var contradicting: Int
    }

    package struct SourceLine: Hashable, Sendable {
        package var name: String
        package var caseName: String?
        package var supporting: Int
        package var contradicting: Int
    }
}

extension FindingsReport {
    /// The places whose words are still to be filled in, numbered.
    package var requests: [PlaceRequest] {
        var requests: [PlaceRequest] = []
        for section in sections {
            for bearing in Finding.Bearing.allCases {
                for quote in section[bearing].quotes {
                    var request = quote.place
                    request.number = requests.count
                    requests.append(request)
                }
            }
        }
        return requests
    }

    /// Takes the words of places by the numbers of their requests; a quote without any is left out.
    package mutating func fill(_ places: [Int: FoundPlace]) {
        var number = 0
        for index in sections.indices {
            for bearing in Finding.Bearing.allCases {
                sections[index][bearing].quotes = sections[index][bearing].quotes.compactMap { quote in
                    defer { number += 1 }
                    guard let found = places[number], found.quote != nil else { return nil }
                    var quote = quote
                    quote.found = found
                    return quote
                }
            }
        }
    }
}
