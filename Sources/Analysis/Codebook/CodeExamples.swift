package import StudyModel

/// The passages by which each code is best shown.
package enum CodeExamples {
    /// At most `count` passages of each code, the strongest first and each voice once before any is heard again; see `QuoteChoice`.
    ///
    /// - Parameter material: needs weights, cases and names of sources.
    /// - Returns: in the order of the codebook; the number of each request is its index here.
    package static func choose(_ count: Int, of material: QueryMaterial) -> [(code: Code.ID, place: PlaceRequest)] {
        var passages: [Int32: [FindingEvidence.Passage]] = [:]
        for index in material.passages.indices {
            let codings = material.codings[material.codings(ofPassage: index)]
            for (code, given) in Dictionary(grouping: codings, by: \.code) {
                passages[code, default: []].append(
                    FindingEvidence.Passage(
                        index: index,
                        weight: given.map { $0.weight < 0 ? FindingEvidence.unweighted : Int($0.weight) }.max() ?? 0,
                        coders: Set(given.map(\.coder)).count, codes: 1, isMixed: false))
            }
        }
        let choice = QuoteChoice(material)
        var chosen: [(code: Code.ID, place: PlaceRequest)] = []
        for code in material.codebook.codes {
            guard let row = material.codeRows[code.id], let given = passages[row] else { continue }
            for found in choice.choose(count, of: given) {
                let passage = material.passages[found.index]
                let place = PlaceRequest(
                    revision: material.documents[Int(passage.document)].revision, lower: passage.lower, upper: passage.upper,
                    passage: passage.row, number: chosen.count)
                chosen.append((code.id, place))
            }
        }
        return chosen
    }
}
