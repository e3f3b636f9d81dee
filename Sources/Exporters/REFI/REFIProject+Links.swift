import FileFormats
import StudyModel

/// Where something stands in a picture, in pixels from the left and from the top.
package struct REFIPoint: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

extension REFIProject {
    /// Ties, memos on what cannot refer to notes, and links in memos.
    mutating func writeLinks() {
        let cases = Dictionary(beside.actors.map { ($0.actor.id, $0.caseGUID) }) { first, _ in first }
        for tie in beside.ties {
            guard let from = cases[tie.tie.from], let to = cases[tie.tie.to] else { continue }
            begin(
                link: tie.tie.id.description, named: tie.tie.kind, direction: tie.tie.isDirected ? "OneWay" : "Associative",
                from: from, to: to)
            for note in [ProjectGUID.evidence(tie.tie.id)] + guids(of: tie.memoKeys) { xml.reference("NoteRef", note) }
            xml.end()
        }
        for (target, keys) in casesWithMemos {
            for note in guids(of: keys) {
                begin(
                    link: ProjectGUID.memoLink(note, on: target), named: words.memo, direction: "Associative", from: note,
                    to: target)
                xml.end()
            }
        }
        for link in beside.links {
            let note = link.memo.description
            begin(
                link: ProjectGUID.link(note, link.number), named: link.label, direction: "OneWay", from: note,
                to: guid(of: link.end, cases))
            xml.end()
        }
        if counts.links > 0 { xml.end() }
    }

    private mutating func begin(link guid: String, named name: String, direction: String, from: String, to: String) {
        if counts.links == 0 { xml.begin("Links") }
        counts.links += 1
        xml.begin("Link")
        xml.attribute("guid", plain: guid)
        xml.attribute("name", name)
        xml.attribute("direction", plain: direction)
        xml.attribute("originGUID", plain: from)
        xml.attribute("targetGUID", plain: to)
    }

    private func guid(of end: ProjectLink.End, _ cases: [Actor.ID: String]) -> String {
        switch end {
        case .source(let id): id.description
        case .passage(let source, let range): ProjectGUID.selection(source.description, range)
        case .coding(let id): id.description
        case .code(let id): id.description
        case .caseID(let id): id.description
        case .actor(let id): cases[id] ?? id.description
        case .tie(let id): id.description
        case .memo(let id): id.description
        }
    }

    /// The network of the actors at their points, each standing for its case, and each edge for the link of a tie.
    mutating func writeGraph(at points: [Actor.ID: REFIPoint]) {
        let drawn = beside.actors.filter { points[$0.actor.id] != nil }
        guard !drawn.isEmpty else { return }
        xml.begin("Graphs")
        xml.begin("Graph")
        xml.attribute("guid", plain: ProjectGUID.graph("actors"))
        xml.attribute("name", words.network)
        for actor in drawn {
            guard let point = points[actor.actor.id] else { continue }
            xml.begin("Vertex")
            xml.attribute("guid", plain: ProjectGUID.vertex(actor.actor.id))
            xml.attribute("representedGUID", plain: actor.caseGUID)
            xml.attribute("name", actor.actor.name)
            xml.attribute("firstX", plain: "\(point.x)")
            xml.attribute("firstY", plain: "\(point.y)")
            xml.attribute("shape", plain: "Oval")
            xml.end()
        }
        for tie in beside.ties.map(\.tie) where points[tie.from] != nil && points[tie.to] != nil {
            xml.begin("Edge")
            xml.attribute("guid", plain: ProjectGUID.edge(tie.id))
            xml.attribute("representedGUID", plain: tie.id.description)
            xml.attribute("name", tie.kind)
            xml.attribute("sourceVertex", plain: ProjectGUID.vertex(tie.from))
            xml.attribute("targetVertex", plain: ProjectGUID.vertex(tie.to))
            xml.attribute("direction", plain: tie.isDirected ? "OneWay" : "Associative")
            xml.attribute("lineStyle", plain: tie.sign == .negative ? "dashed" : "solid")
            xml.end()
        }
        xml.end()
        xml.end()
    }
}
