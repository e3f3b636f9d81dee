import Analysis
import StudyModel
import Testing

struct SpeakerNetworkTests {
    /// `I` asks; a blank stands for a turn of nobody named.
    private func turns(_ source: String, _ speakers: String, cases: [Character: String] = [:]) -> [SpokenTurn] {
        speakers.enumerated().map { place, letter in
            SpokenTurn(
                citation: Citation(source: source, turn: place + 1),
                speaker: letter == " "
                    ? nil
                    : .init(name: String(letter), role: letter == "I" ? .interviewer : .respondent, caseName: cases[letter]))
        }
    }

    private func edges(_ network: Network) -> [String] {
        let labels = Dictionary(uniqueKeysWithValues: network.nodes.map { ($0.id, $0.values["label"]) })
        return network.edges.map { edge in
            guard case .string(let from)? = labels[edge.source], case .string(let to)? = labels[edge.target],
                case .double(let weight)? = edge.values["weight"], case .string(let evidence)? = edge.values["evidence"]
            else { return "" }
            return "\(from) > \(to): \(weight) \(evidence)"
        }.sorted()
    }

    @Test func whoSpeaksNextIsTied() throws {
        let network = try Network(turns: turns("eins", "IABIA") + turns("zwei", "AI"))
        #expect(network.isDirected)
        #expect(
            edges(network) == [
                "A (eins) > B (eins): 1.0 eins:3", "A (zwei) > I (zwei): 1.0 zwei:2", "B (eins) > I (eins): 1.0 eins:4",
                "I (eins) > A (eins): 2.0 eins:2; eins:5",
            ])
    }

    @Test func turnsInARowAreOneAndNobodyAnswersNobody() throws {
        #expect(edges(try Network(turns: turns("eins", "AAB A"))) == ["A (eins) > B (eins): 1.0 eins:3"])
    }

    @Test func interviewersCanBePassedOver() throws {
        let network = try Network(turns: turns("eins", "IAIBIA"), leavesOutInterviewers: true)
        #expect(edges(network) == ["A (eins) > B (eins): 1.0 eins:4", "B (eins) > A (eins): 1.0 eins:6"])
        #expect(network.nodes.count == 2)
    }

    @Test func aSpeakerWhoIsACaseIsOneInAllSources() throws {
        let cases: [Character: String] = ["A": "Initiative 1"]
        let network = try Network(turns: turns("eins", "AB", cases: cases) + turns("zwei", "AB", cases: cases))
        let node = try #require(network.nodes.first { $0.values["label"] == .string("Initiative 1") })
        #expect(network.nodes.count == 3 && node.values["n_sources"] == .integer(2))
    }
}
