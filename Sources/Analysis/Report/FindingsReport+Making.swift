package import StudyModel

extension FindingsReport {
    /// What a report is made of.
    package struct Sources: Sendable {
        /// With codebook, weights, cases, names of sources, and questions.
        package var material: QueryMaterial
        /// The rows of the codings that count; nil where all do.
        package var chosen: RowSet?
        /// The same codings as whole numbers.
        package var data: CodingData
        package var codebook: Codebook
        package var actors: [Actor] = []
        package var ties: [Tie] = []
        package var evidence: [FindingTies.Evidence] = []
        /// By finding.
        package var questions: [String: [QuestionLine]] = [:]
        /// Rows of the questions that bear on a finding as a whole, by finding.
        package var questionRows: [String: [Int64: Finding.Bearing]] = [:]

        package init(material: QueryMaterial, chosen: RowSet?, data: CodingData, codebook: Codebook) {
            self.material = material
            self.chosen = chosen
            self.data = data
            self.codebook = codebook
        }
    }

    package struct Options: Hashable, Sendable {
        /// The findings that are told, by name; nil where all are.
        package var findings: [String]?
        /// How many passages of each side are quoted.
        package var quotes = 3
        /// The sorts of network that will do, the best first; the first that a finding has is taken.
        package var networks = FindingNetwork.Kind.allCases
        package var measures = MeasureOptions()

        package init() {}
    }

    /// - Parameter cite: the citations of some ranges of the data, which edges name.
    /// - Throws: `NetworkProblem`, and what `cite` throws.
    package init(
        _ sources: Sources, _ options: Options = .init(), cite: (Set<PointRange>) throws -> [PointRange: Citation]
    ) throws {
        let material = sources.material
        let findings = sources.codebook.findings.filter { options.findings?.contains($0.name) ?? true }
        let evidence = FindingEvidence(material, findings: findings, only: sources.chosen)
        let codes = CodeIndex(sources.codebook, rows: sources.data.codeRows)
        let frequencies = Frequencies(sources.data.points, codes: codes, cases: sources.data.casesBySource)
        let choice = QuoteChoice(material)
        let names = MaterialPlaces(material, coders: sources.data.coderNames)
        totals = evidence.totals
        sections = []
        for (index, finding) in findings.enumerated() {
            let passages = evidence.sides[index].mapValues(\.passages)
            func side(_ bearing: Finding.Bearing) -> Side {
                Side(
                    counts: evidence.sides[index][bearing]?.counts ?? .init(),
                    quotes: choice.choose(options.quotes, of: passages[bearing] ?? []).map { passage in
                        names.quote(passage, bearing, finding: finding.name, only: sources.chosen)
                    })
            }
            let lines = names.lines(passages)
            var section = Section(
                finding: finding, supporting: side(.supporting), contradicting: side(.contradicting),
                mixed: evidence.mixed[index], silentCases: evidence.cases.subtracting(lines.heard).count,
                codes: Self.codeLines(finding, codes, frequencies), cases: lines.cases, sources: lines.sources,
                questions: sources.questions[finding.name] ?? [])
            for kind in options.networks where section.network == nil {
                switch kind {
                case .ties:
                    let ties = FindingTies(
                        sources.ties, evidence: sources.evidence, passages: passages,
                        questions: sources.questionRows[finding.name] ?? [:], of: material)
                    section.network = try FindingNetwork(ties, actors: sources.actors, options: options.measures)
                case .actors:
                    let network = try Self.actorNetwork(finding, sources, codes, cite)
                    section.network = FindingNetwork(actors: network, seed: options.measures.seed)
                }
            }
            sections.append(section)
        }
    }

    private static func codeLines(_ finding: Finding, _ codes: CodeIndex, _ frequencies: Frequencies) -> [CodeLine] {
        let parents = Set(codes.parents.compactMap { $0 })
        return codes.codes.enumerated().compactMap { index, code in
            code.findings[finding.name].map { bearing in
                CodeLine(
                    code: code, bearing: bearing, own: frequencies.own[index], rolledUp: frequencies.rolledUp[index],
                    hasCodesBelow: parents.contains(index))
            }
        }
    }

    private static func actorNetwork(
        _ finding: Finding, _ sources: Sources, _ codes: CodeIndex,
        _ cite: (Set<PointRange>) throws -> [PointRange: Citation]
    ) throws -> Network {
        var data = sources.data
        data.points.removeAll { point in
            codes.index(ofRow: point.code).map { codes.codes[$0].findings[finding.name] == nil } ?? true
        }
        let citations = try cite(
            Set(data.points.map { PointRange(source: $0.source, lower: $0.lower, upper: $0.upper) }))
        var network = try Network(actors: sources.actors, findings: sources.codebook.findings, data, codes: codes) {
            citations[$0]
        }
        // Codes may bear on other findings too.
        let own = network.nodes.first { node in
            node.values["ap_mode"] == .string("finding") && node.values["label"] == .string(finding.name)
        }?.id
        network = Network(
            name: network.name, isDirected: network.isDirected, graphValues: network.graphValues,
            nodeAttributes: network.nodeAttributes, edgeAttributes: network.edgeAttributes,
            nodes: network.nodes.filter { $0.values["ap_mode"] != .string("finding") || $0.id == own },
            edges: network.edges.filter { $0.source == own || $0.target == own })
        return network
    }
}

/// Where passages of the material stand, in words.
private struct MaterialPlaces {
    private let material: QueryMaterial
    private let caseNames: [Int32: String]
    private let coderNames: [Int32: String]
    private let codes: [Int32: Code]

    /// - Parameter coders: by their rows.
    init(_ material: QueryMaterial, coders: [Int32: String]) {
        self.material = material
        coderNames = coders
        caseNames = Dictionary(material.cases.map { ($1, $0) }, uniquingKeysWith: { min($0, $1) })
        var codes: [Int32: Code] = [:]
        for code in material.codebook.codes {
            if let row = material.codeRows[code.id] { codes[row] = code }
        }
        self.codes = codes
    }

    func quote(
        _ found: FindingEvidence.Passage, _ bearing: Finding.Bearing, finding: String, only chosen: RowSet?
    ) -> FindingsReport.Quote {
        let passage = material.passages[found.index]
        let codings = material.codings[material.codings(ofPassage: found.index)].filter { coding in
            (chosen?.contains(coding.row) ?? true) && codes[coding.code]?.findings[finding] == bearing
        }
        return FindingsReport.Quote(
            place: PlaceRequest(
                revision: material.documents[Int(passage.document)].revision, lower: passage.lower, upper: passage.upper,
                passage: passage.row, number: 0),
            codes: Set(codings.compactMap { codes[$0.code]?.name }).sorted(by: inNameOrder),
            coders: Set(codings.compactMap { coderNames[$0.coder] }).sorted(by: inNameOrder),
            weight: codings.filter { $0.weight >= 0 }.map { Int($0.weight) }.max())
    }

    /// Passages of each side by case and by source.
    func lines(
        _ passages: [Finding.Bearing: [FindingEvidence.Passage]]
    ) -> (cases: [FindingsReport.CaseLine], sources: [FindingsReport.SourceLine], heard: Set<Int32>) {
        struct Counts {
            var caseRow: Int32
            var counts: [Finding.Bearing: Int] = [:]
        }
        var bySource: [Int64: Counts] = [:]
        for (bearing, found) in passages {
            for one in found {
                let document = material.documents[Int(material.passages[one.index].document)]
                bySource[document.source, default: Counts(caseRow: document.caseRow)].counts[bearing, default: 0] += 1
            }
        }
        var byCase: [Int32: FindingsReport.CaseLine] = [:]
        var sources: [FindingsReport.SourceLine] = []
        for (source, found) in bySource {
            let name = found.caseRow >= 0 ? caseNames[found.caseRow] : nil
            let (supporting, contradicting) = (found.counts[.supporting] ?? 0, found.counts[.contradicting] ?? 0)
            sources.append(
                .init(
                    name: material.sourceNames[source] ?? "", caseName: name, supporting: supporting,
                    contradicting: contradicting))
            var line = byCase[found.caseRow] ?? .init(name: name, sources: 0, supporting: 0, contradicting: 0)
            line.sources += 1
            line.supporting += supporting
            line.contradicting += contradicting
            byCase[found.caseRow] = line
        }
        let cases = byCase.values.sorted { left, right in
            guard let name = left.name, let other = right.name else { return left.name != nil && right.name == nil }
            return name < other
        }
        return (
            cases, sources.sorted { $0.name < $1.name }, Set(byCase.keys.filter { $0 >= 0 })
        )
    }
}
