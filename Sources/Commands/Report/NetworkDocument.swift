import Analysis
import Exporters
import StudyModel

/// What a report shows of the network that bears on a finding.
struct NetworkDocument {
    let report: WrittenReport
    let finding: Finding
    let network: FindingNetwork?

    private var words: ReportLanguage { report.words }

    var blocks: [ReportDocument.Block] {
        guard let network else { return [] }
        var blocks: [ReportDocument.Block] = [
            .heading(3, [.words(words("Netzwerk", "Network"))]), .paragraph(explanation(of: network)),
        ]
        if let svg = picture(of: network) {
            blocks.append(.picture(svg: svg, caption: caption(of: network)))
        } else {
            blocks.append(
                .note([
                    .words(
                        words(
                            "Mehr als \(FindingNetwork.mostDrawn) Knoten sind nicht gezeichnet.",
                            "More than \(FindingNetwork.mostDrawn) nodes are not drawn."))
                ]))
        }
        let edges = EdgeListing(of: network, report)
        blocks += edges.strongest
        blocks += measures(of: network) + nodes(of: network) + groups(of: network) + edges.all
        return blocks
    }

    private func explanation(of found: FindingNetwork) -> ReportDocument.Text {
        let (nodes, edges) = (found.network.nodes.count, found.network.edges.count)
        switch found.kind {
        case .ties:
            var text: ReportDocument.Text = [
                .words(
                    words(
                        "Beziehungen, von denen an Stellen die Rede ist, die zu dieser Erkenntnis codiert sind, oder in Antworten auf Fragen dazu: \(words.edges(edges)) unter \(nodes) Akteuren. ",
                        "Ties that are spoken of in passages that are coded for this finding, or in answers to questions on it: \(words.edges(edges)) among \(words.actors(nodes)). "
                    )),
                .words(
                    words(
                        "Davon belegt durch das, was dafür spricht: \(found.supportingTies); durch das, was dagegen spricht: \(found.contradictingTies).",
                        "Of these with evidence in what speaks for it: \(found.supportingTies); in what speaks against it: \(found.contradictingTies)."
                    )),
            ]
            if found.isMixed {
                text.append(
                    .words(
                        words(
                            " Beziehungen mit und ohne Richtung kommen vor; Maße lassen die Richtung weg.",
                            " Ties with and without a direction stand together; measures leave the direction out.")))
            }
            return text
        case .actors:
            return [
                .words(
                    words(
                        "Die Akteure, die für einen Fall sprechen, und die Erkenntnis: jede Kante steht für die Stellen eines Akteurs dazu, gestrichelt für die, die dagegen sprechen. Maße über Knoten verschiedener Art sagen wenig und stehen hier nicht.",
                        "The actors that speak for a case, and the finding: each edge stands for an actor's passages on it, a dashed one for those against it. Measures over nodes of several sorts mean little and are left out."
                    ))
            ]
        }
    }

    // MARK: Picture

    private func picture(of found: FindingNetwork) -> [UInt8]? {
        guard !found.points.isEmpty else { return nil }
        let picture = NetworkPicture(
            worded(found.network), at: found.points.map { .init(x: $0.x, y: $0.y) },
            sizes: found.degrees.map { Double($0) })
        let title = [finding.name, words.text(finding.title)].compactMap(\.self).joined(separator: " ")
        return picture.svg(title: title)
    }

    private func caption(of found: FindingNetwork) -> ReportDocument.Text {
        [
            .words(
                words(
                    "Die Farbe zeigt die Art, die Größe die Zahl der Beziehungen, die Breite einer Linie, worauf sie sich stützt; gestrichelt ist, was gegeneinander steht. Wer auf eine Linie zeigt, liest ihre Belege.",
                    "Colour shows the kind, size the number of ties, the width of a line what it rests on; dashed is what stands against another. Point at a line to read its evidence."
                ))
        ]
    }

    /// The network with kinds in the language of the report.
    private func worded(_ network: Network) -> Network {
        let nodes = network.nodes.map { node -> Network.Node in
            var node = node
            if case .string(let name) = node.values["ap_class"] { node.values["ap_class"] = .string(group(name)) }
            return node
        }
        let edges = network.edges.map { edge -> Network.Edge in
            var edge = edge
            if case .string(let kinds) = edge.values["relation"] { edge.values["relation"] = .string(report.relation(kinds)) }
            return edge
        }
        return Network(
            name: network.name, isDirected: network.isDirected, graphValues: network.graphValues,
            nodeAttributes: network.nodeAttributes, edgeAttributes: network.edgeAttributes, nodes: nodes, edges: edges)
    }

    /// `Initiative` of `actor:Initiative`, in the language of the report.
    private func group(_ name: String) -> String {
        if name == "finding" { return words("Erkenntnis", "finding") }
        if name == "actor" { return words("ohne Art", "without a kind") }
        let kind = name.hasPrefix("actor:") ? String(name.dropFirst("actor:".count)) : name
        return report.codebook.actorKinds.first { $0.name == kind }.map { words.label($0.labels, of: kind) } ?? kind
    }

    // MARK: Tables

    private func measures(of found: FindingNetwork) -> [ReportDocument.Block] {
        guard !found.measures.isEmpty else { return [] }
        let names = MeasureWords(language: words.language)
        let table = ReportDocument.Table(
            columns: [
                (words("Maß", "measure"), false), (words("Wert", "value"), true), (words("durch Zufall", "by chance"), true),
            ],
            rows: found.measures.map { line in
                [
                    [.words(names.name(of: line)), .lineBreak, .small(names.meaning(of: line))],
                    [.words(words.number(line.value))], chance(line.test, by: names.chance(of: line)),
                ]
            })
        return [
            .heading(4, [.words(words("Das Netzwerk als Ganzes", "The network as a whole"))]), .table(table), .note(chanceNote),
        ]
    }

    private func chance(_ test: PermutationTest?, by what: String?) -> ReportDocument.Text {
        guard let test else { return [] }
        var text: ReportDocument.Text = [
            .words("\(words.number(test.mean)) ± \(words.number(test.deviation))")
        ]
        if let what { text += [.lineBreak, .small(what)] }
        return text + [
            .lineBreak, .small("p≥ \(words.number(test.larger)), p≤ \(words.number(test.smaller))"),
        ]
    }

    private var chanceNote: ReportDocument.Text {
        let (rounds, seed) = (report.measures.rounds, report.measures.seed)
        return [
            .words(
                words(
                    "Durch Zufall: Mittel und Standardabweichung über \(rounds) Netzwerke, in denen Arten gemischt oder Enden von Beziehungen so getauscht sind, dass jeder Knoten gleich viele behält (Startzahl \(seed)). p≥ und p≤ sind die Anteile der Zufallswerte, die mindestens und höchstens so groß sind, das Netzwerk selbst mitgezählt. Wer nur genannt und nicht befragt wurde, hat niemanden genannt: solche Grade sind Untergrenzen. Von zwanzig solchen p liegt durch Zufall eines unter 0,05.",
                    "By chance: mean and standard deviation over \(rounds) networks in which kinds are shuffled, or ends of ties swapped so that each node keeps as many (seed \(seed)). p≥ and p≤ are the shares of values by chance that are at least and at most as large, the network itself counted. Who was only named and not asked has named nobody: such degrees are lower bounds. Of twenty such p one falls below 0.05 by chance."
                ))
        ]
    }

    private func nodes(of found: FindingNetwork) -> [ReportDocument.Block] {
        guard !found.nodes.isEmpty else { return [] }
        let table = ReportDocument.Table(
            columns: [
                (words("Akteur", "actor"), false), (words("Art", "kind"), false), (words("Beziehungen", "ties"), true),
                (words("Stärke", "strength"), true), (words("Vermittlung", "betweenness"), true),
            ],
            rows: found.nodes.map { line in
                [
                    [.name(line.label)], line.group.map { [.name(group($0))] } ?? [], ["\(line.degree)"],
                    [.words(words.number(line.strength))], [.words(words.number(line.betweenness))],
                ]
            })
        return [
            .heading(4, [.words(words("Wer am meisten verbunden ist", "Who has most ties"))]), .table(table),
            .note([
                .words(
                    words(
                        "Beziehungen zählt Verbindungen hin und her, Stärke ihre Gewichte (Belege). Vermittlung sagt, auf wie vielen kürzesten Wegen zwischen zwei anderen jemand liegt.",
                        "Ties counts those in and out, strength their weights (evidence). Betweenness tells on how many shortest paths between two others somebody lies."
                    ))
            ]),
        ]
    }

    private func groups(of found: FindingNetwork) -> [ReportDocument.Block] {
        guard !found.groups.isEmpty else { return [] }
        func cell(_ test: PermutationTest?) -> ReportDocument.Text {
            test.map { [.words(words.number($0.observed)), .lineBreak] + chance($0, by: nil) } ?? []
        }
        let table = ReportDocument.Table(
            columns: [
                (words("Art", "kind"), false), (words("Akteure", "actors"), true),
                (words("Beziehungen im Mittel", "mean ties"), true),
                (words("Vermittlung im Mittel", "mean betweenness"), true),
            ],
            rows: found.groups.map { line in
                [[.name(group(line.group))], ["\(line.nodes)"], cell(line.degree), cell(line.betweenness)]
            })
        return [
            .heading(4, [.words(words("Wie zentral die Arten sind", "How central the kinds are"))]), .table(table),
            .note([
                .words(
                    words(
                        "Darunter, was dieselben Akteure mit gemischten Arten ergeben.",
                        "Below, what the same actors give with shuffled kinds."))
            ]),
        ]
    }
}
