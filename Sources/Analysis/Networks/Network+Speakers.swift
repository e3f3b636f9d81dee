package import StudyModel

/// A turn, and who has it.
package struct SpokenTurn: Hashable, Sendable {
    package var citation: Citation
    /// Nil where nobody is named.
    package var speaker: Speaker?

    package struct Speaker: Hashable, Sendable {
        package var name: String
        package var role: Transcript.Speaker.Role
        /// The case that the speaker is, in whatever source.
        package var caseName: String?

        package init(name: String, role: Transcript.Speaker.Role, caseName: String? = nil) {
            self.name = name
            self.role = role
            self.caseName = caseName
        }
    }

    package init(citation: Citation, speaker: Speaker?) {
        self.citation = citation
        self.speaker = speaker
    }
}

extension Network {
    /// Who speaks directly after whom; directed, from who has spoken to who answers.
    ///
    /// A node is a speaker of one source, or a case that speaks, in all of its sources. `weight` counts turns, of which `evidence`
    /// cites the first ten. A turn of nobody named, and the end of a source, ties nobody. Turns of one speaker in a row are one.
    ///
    /// - Parameters:
    ///   - turns: source by source in order.
    ///   - leavesOutInterviewers: Whether who speaks around an interviewer's turn counts as speaking one after another.
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    package init(turns: [SpokenTurn], leavesOutInterviewers: Bool = false) throws(NetworkProblem) {
        var speakers: [SpeakerKey: (sources: Set<String>, turns: Int, roles: Set<String>)] = [:]
        var answers: [[SpeakerKey]: [Citation]] = [:]
        var before: (source: String, speaker: SpeakerKey?)?
        for turn in turns {
            let source = turn.citation.source
            if before?.source != source { before = nil }
            if leavesOutInterviewers, turn.speaker?.role == .interviewer { continue }
            guard let speaker = turn.speaker else {
                before = (source, nil)
                continue
            }
            let key = SpeakerKey(speaker, in: source)
            if before?.speaker == key { continue }
            var known = speakers[key] ?? ([], 0, [])
            known.sources.insert(source)
            known.turns += 1
            known.roles.insert(speaker.role.rawValue)
            speakers[key] = known
            if let last = before?.speaker { answers[[last, key], default: []].append(turn.citation) }
            before = (source, key)
        }
        var ids = NetworkIDs()
        var nodes: [Node] = []
        for (key, known) in speakers.sorted(by: { $0.key < $1.key }) {
            let role = known.roles.count == 1 ? known.roles.first ?? "" : "several"
            nodes.append(
                Node(
                    id: try ids.take(key.nodeID, for: key.label),
                    values: [
                        "label": .string(key.label), "ap_mode": .string("speaker"), "ap_class": .string("speaker:\(role)"),
                        "role": .string(role), "n_turns": .integer(known.turns), "n_sources": .integer(known.sources.count),
                    ]))
        }
        var edges: [Edge] = []
        for (pair, citations) in answers.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let id = Identifier<Network>(of: "speakers", parts: pair.map(\.nodeID))
            edges.append(
                Edge(
                    id: try ids.take("e\(id.shortDigits)", for: pair.map(\.label).joined(separator: ", ")),
                    source: pair[0].nodeID, target: pair[1].nodeID,
                    values: [
                        "weight": .double(Double(citations.count)), "n_turns": .integer(citations.count),
                        "n_sources": .integer(Set(citations.map(\.source)).count),
                        "evidence": .string(citations.prefix(10).map(\.description).joined(separator: "; ")),
                    ]))
        }
        self.init(
            name: "speakers", isDirected: true, graphValues: ["network": .string("speakers")],
            nodeAttributes: [
                .init("label", .string), .init("ap_mode", .string), .init("ap_class", .string), .init("role", .string),
                .init("n_turns", .integer), .init("n_sources", .integer),
            ],
            edgeAttributes: [
                .init("weight", .double), .init("n_turns", .integer), .init("n_sources", .integer), .init("evidence", .string),
            ], nodes: nodes, edges: edges)
    }
}

/// Who a speaker is: a case wherever it speaks, else a name in one source.
private struct SpeakerKey: Hashable, Comparable {
    let label: String
    let parts: [String]

    init(_ speaker: SpokenTurn.Speaker, in source: String) {
        if let name = speaker.caseName {
            (label, parts) = (name, ["case", name])
        } else {
            (label, parts) = ("\(speaker.name) (\(source))", ["source", source, speaker.name])
        }
    }

    var nodeID: String { "s\(Identifier<SpokenTurn>(of: "speaker", parts: parts).shortDigits)" }

    static func < (left: Self, right: Self) -> Bool { left.parts.lexicographicallyPrecedes(right.parts) }
}
