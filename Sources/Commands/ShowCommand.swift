import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a source with its turns, speakers and codes.",
        discussion: """
            The newest text is printed. The codes stand in the margin of the turn in which their passage begins: 'interview-03:14-16' prints three turns. \
            With --json there is a line a paragraph: "turn", "speaker", "range", "text" and "codings".

            On a terminal the text goes through $ANKER_PAGER or else $PAGER, or else 'less' where it is installed; an empty \
            $ANKER_PAGER, or --no-pager, prints it all at once.
            """)

    @Argument(
        help: ArgumentHelp("The source, and behind a colon the turn or turns.", valueName: "source[:turn[-turn]]"),
        completion: .names(of: .source))
    var place: String

    @OptionGroup var pager: PagerOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        // The study is not held while somebody reads.
        let (page, notes) = try options.withStudy { study in
            let (name, turns) = try target(in: study)
            let source = try study.text(of: name)
            var codings: [Coding] = []
            var unplaced = 0
            try study.forEachCoding(CodingFilter(source: source.name)) { coding in
                if coding.state.hasPlace { codings.append(coding) } else { unplaced += 1 }
            }
            let page = SourcePage(source: source, codings: codings, turns: turns)
            guard !page.paragraphs.isEmpty else {
                let last = source.cues.last?.turn
                throw Refusal(
                    at: .init(file: name), .noTurn(last: last),
                    remedy: "print all of it with 'anker show \(name)'")
            }
            return (page, try notesBeside(source, unplaced: unplaced, in: study))
        }
        if options.json {
            var output = BufferedOutput()
            for paragraph in page.paragraphs { try output.line(paragraph.json) }
            try output.flush()
        } else {
            try pager.print(page.lines)
        }
        notes.forEach(options.report)
    }

    /// What there is besides the text.
    private func notesBeside(_ source: SourceText, unplaced: Int, in study: Study) throws -> [Diagnostic] {
        let place = Diagnostic.Place(file: source.name)
        let memos = try study.memoCount(ofSource: source.name)
        var notes: [Diagnostic] = []
        if memos.on > 0 {
            notes.append(
                .note(at: place, .hasMemos(memos.on), remedy: "read them with 'anker memo list --name \"\(source.name)\"'"))
        }
        if memos.linking > 0 {
            notes.append(
                .note(
                    at: place, .isLinked(memos.linking),
                    remedy: "read them with 'anker memo list --linking-to \"\(source.name)\"'"))
        }
        if unplaced > 0 {
            notes.append(
                .note(
                    at: place, .unplaced(unplaced, revision: source.revision),
                    remedy: "see them with 'anker sources resolve \(source.name)'"))
        }
        return notes
    }

    /// A source may have a colon in its name, so the whole is tried first.
    private func target(in study: Study) throws -> (name: String, turns: ClosedRange<Int>?) {
        guard let colon = place.lastIndex(of: ":"), let turns = TurnRange.parse(place[place.index(after: colon)...]) else {
            return (place, nil)
        }
        if (try? study.text(of: place)) != nil { return (place, nil) }
        return (String(place[..<colon]), turns)
    }
}

extension Diagnostic.Message {
    fileprivate static func unplaced(_ count: Int, revision: Int) -> Self {
        "\(count.counted("coding")) of earlier text \(count == 1 ? "has" : "have") no place in revision \(revision)"
    }
    fileprivate static func hasMemos(_ count: Int) -> Self {
        "\(count.counted("memo")) \(count == 1 ? "is" : "are") on it or on passages of it"
    }
    fileprivate static func isLinked(_ count: Int) -> Self {
        "\(count.counted("memo")) \(count == 1 ? "has a link" : "have links") to it or to passages of it"
    }
    fileprivate static func noTurn(last: Int?) -> Self {
        "has no such turn: it has \(last.map { "turns 1-\($0)" } ?? "none")"
    }
}
