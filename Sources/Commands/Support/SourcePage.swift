import FileFormats
import StudyModel
import StudyStore

/// A source as it is printed: one paragraph a cue, with the codes of the passages that begin in it.
struct SourcePage {
    struct Paragraph {
        var turn: Int?
        /// True for the first paragraph of its turn, which bears number and speaker.
        var opensTurn: Bool
        var speaker: String?
        var range: TextRange
        var text: String
        var codings: [Coding]
    }

    let paragraphs: [Paragraph]

    init(source: SourceText, codings: [Coding], turns: ClosedRange<Int>?) {
        var units = source.cues.map { (turn: Optional($0.turn), speaker: $0.speaker, range: $0.range) }
        if units.isEmpty, let whole = TextRange(0, source.text.unicodeScalars.count) { units = [(nil, nil, whole)] }
        let scalars = Array(source.text.unicodeScalars)
        var lastTurn: Int?
        var paragraphs: [Paragraph] = []
        for (index, unit) in units.enumerated() {
            defer { lastTurn = unit.turn }
            if let turns, !(unit.turn.map(turns.contains) ?? false) { continue }
            // A passage may begin in a label; it is shown with the unit that it reaches into.
            let start = index == 0 ? 0 : units[index - 1].range.upperBound
            let own = codings.filter { $0.range.lowerBound >= start && $0.range.lowerBound < unit.range.upperBound }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[unit.range.lowerBound..<unit.range.upperBound])
            paragraphs.append(
                Paragraph(
                    turn: unit.turn, opensTurn: unit.turn != lastTurn, speaker: unit.speaker, range: unit.range,
                    text: String(text),
                    codings: own))
        }
        self.paragraphs = paragraphs
    }

    /// Number and speaker at the left, text in the middle, and below it each passage with its codes.
    var lines: [String] {
        var lines: [String] = []
        let width = String(paragraphs.last?.turn ?? 0).count
        for paragraph in paragraphs {
            let number = paragraph.opensTurn ? paragraph.turn.map(String.init) ?? "" : ""
            let head = String(repeating: " ", count: max(0, width - number.count)) + number
            let speaker = paragraph.opensTurn ? paragraph.speaker.map { $0.visible + ": " } ?? "" : ""
            let indent = String(repeating: " ", count: width + 2)
            let text = paragraph.text.visibleLines.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, part) in text.enumerated() { lines.append((index == 0 ? head + "  " + speaker : indent) + part) }
            for group in grouped(paragraph.codings) {
                lines.append(indent + "│ \(group.range)  \(group.codes.joined(separator: " · "))")
            }
        }
        return lines
    }

    private func grouped(_ codings: [Coding]) -> [(range: TextRange, codes: [String])] {
        var groups: [(range: TextRange, codes: [String])] = []
        for coding in codings {
            let name = "\(coding.code) (\(coding.coder))".visible
            if groups.last?.range == coding.range {
                groups[groups.count - 1].codes.append(name)
            } else {
                groups.append((coding.range, [name]))
            }
        }
        return groups
    }
}

extension SourcePage.Paragraph {
    var json: JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("turn", turn)
        line.member("speaker", speaker)
        line.key("range")
        line.range(range)
        line.member("text", text)
        line.key("codings")
        line.beginArray()
        for coding in codings {
            line.beginObject()
            line.member("id", coding.id.description)
            line.key("range")
            line.range(coding.range)
            line.member("code", coding.code)
            line.member("coder", coding.coder)
            line.endObject()
        }
        line.endArray()
        line.endObject()
        return line
    }
}

extension JSONWriter {
    /// `[lower,upper]`.
    /// Where something stands, as members of the object that is open: "source", "case", "turn" and "range".
    mutating func members(of citation: Citation) {
        member("source", citation.source)
        member("case", citation.caseName)
        member("turn", citation.turn)
        if let range = citation.range {
            key("range")
            self.range(range)
        }
    }

    mutating func range(_ range: TextRange) {
        beginArray()
        integer(range.lowerBound)
        integer(range.upperBound)
        endArray()
    }
}
