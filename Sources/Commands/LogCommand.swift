import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "List what was done, by whom and to what.",
        discussion: """
            Each event is one change to the study, numbered from 1; 'anker undo' takes one back. The journal itself holds ids and counts; \
            names are those that the things have now.

            Only events that meet all conditions are listed. --subject takes the name of a source, open answer, code, finding, actor, \
            case or survey, or an id, and finds what made it, changed it or refers to it. --since and --until take a year, a month, a \
            day or a time in UTC, as in 2026-01 or 2026-01-31T12:00:00Z.

            --replay builds a new study from the journal, event by event, and compares it with this one row for row; the chain of hashes \
            is checked on the way.

            With --json there is a line an event: "event", "time", "coder", "verb", "target" (the event that an undo took back, or the undo that \
            a redo took back), "change" (the event that both are about), "undoneBy", "counts", "subjects" (ids), "names", "input" (the SHA-256 of the file that came in; of several, \
            the one over theirs), "files" and "hash".
            """)

    @Option(
        name: .customLong("by"), help: ArgumentHelp("Only what this coder did.", valueName: "name"),
        completion: .names(of: .coder))
    var coder: String?

    @Option(name: .long, help: ArgumentHelp("Only this, such as import or codebook (with all below it).", valueName: "verb"))
    var verb: String?

    @Option(name: .long, help: ArgumentHelp("Only what concerns this thing.", valueName: "name or id"))
    var subject: String?

    @Option(name: .long, help: ArgumentHelp("Only from then on.", valueName: "date"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("Only up to then.", valueName: "date"))
    var until: String?

    @Option(
        name: .long, parsing: .unconditional, help: ArgumentHelp("Only these, as in 12, 12-20, 12- or -20.", valueName: "range")
    )
    var events: String?

    @Option(
        name: .long, help: ArgumentHelp("Build a new study from the journal and compare the two.", valueName: "new file"),
        completion: .file())
    var replay: String?

    @OptionGroup var options: StudyOptions

    func validate() throws {
        if replay != nil {
            guard coder == nil, verb == nil, subject == nil, since == nil, until == nil, events == nil else {
                throw ValidationError("--replay tells everything again\nleave out the conditions")
            }
        }
        if let events, EventRange.parse(events) == nil {
            throw ValidationError("--events is no range\nwrite it as 12, 12-20, 12- or -20")
        }
        for (option, date) in [("--since", since), ("--until", until)] {
            guard let date, !date.isStampOrBeginning else { continue }
            throw ValidationError("\(option) is no date\nwrite it as 2026, 2026-01, 2026-01-31 or 2026-01-31T12:00:00Z")
        }
    }

    func run() throws {
        if let replay { return try run(replay: replay) }
        let filter = EventFilter(
            coder: coder, verb: verb, subject: subject, since: since, until: until, events: events.flatMap(EventRange.parse))
        let log = try options.withStudy { try $0.log(filter) }
        if options.json {
            var output = BufferedOutput()
            for entry in log { try output.line(entry.json) }
            return try output.flush()
        }
        let table = DataTable(
            name: "log", title: "Log",
            columns: [
                .init("event", .integer, "number"), .init("time", .string, "UTC"), .init("coder", .string, "who"),
                .init("verb", .string, "did what"), .init("what", .string, "how many"), .init("to", .string, "to what"),
                .init("state", .string, "whether it is in force"),
            ],
            rows: log.map { entry in
                [
                    .integer(Int(entry.event.id)), .text(entry.event.time), .text(entry.event.coder), .text(entry.event.verb),
                    .text(entry.event.counted), .text(entry.namesShown), .text(entry.event.state),
                ]
            })
        try Output.write(table.terminalText().utf8)
    }

    private func run(replay: String) throws {
        let path = replay.hasSuffix(".anker") ? replay : replay + ".anker"
        let events = try options.withStudy { study in
            do {
                return try study.replay(to: path)
            } catch let error as StudyError where error == StudyError.exists {
                throw Refusal(error, path: path)
            }
        }
        if options.json {
            var line = JSONWriter()
            line.beginObject()
            line.member("study", path)
            line.member("events", events)
            line.key("equal")
            line.boolean(true)
            line.endObject()
            try Output.line(line)
        } else if !options.quiet {
            try Output.line("made \(path.visible) from \(events.counted("event")); it is equal row for row")
        }
    }
}

/// A range of events as it is typed.
enum EventRange {
    static func parse(_ text: String) -> ClosedRange<Int64>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, text != "-", let first = number(parts.first, else: 1),
            let last = number(parts.last, else: .max),
            first <= last
        else { return nil }
        return first...last
    }

    private static func number(_ text: Substring?, else other: Int64) -> Int64? {
        guard let text, !text.isEmpty else { return other }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int64(text),
            number > 0
        else { return nil }
        return number
    }
}

extension String {
    /// `2026-01-31T12:00:00Z`, or as much of its beginning as is a year, a month or a day.
    fileprivate var isStampOrBeginning: Bool {
        if isYearMonthOrDay { return true }
        let form = "dddd-dd-ddTdd:dd:ddZ"
        return count == form.count
            && zip(self, form).allSatisfy { $1 == "d" ? $0.isASCII && $0.isNumber : $0 == $1 }
    }
}

extension Event {
    /// What it made, in words, the first four kinds of things: `2 sources, 5 turns`.
    var counted: String {
        let known = Self.order.filter { counts[$0] != nil } + counts.keys.filter { !Self.order.contains($0) }.sorted()
        let shown = known.prefix(4).compactMap { key in
            counts[key].map {
                key == "queries"
                    ? "\($0) \($0 == 1 ? "query" : key)"
                    : key.hasSuffix("s") ? $0.counted(String(key.dropLast())) : "\($0) \(key)"
            }
        }
        return (shown + (known.count > 4 ? ["…"] : [])).joined(separator: ", ")
    }

    private static let order = [
        "sources", "turns", "surveys", "respondents", "questions", "responses", "answers", "memos", "cases", "codes", "codings",
        "actors", "ties", "evidence",
    ]

    var state: String {
        if let undoneBy { return "undone by \(undoneBy)" }
        return change.map { "\(verb) of \($0)" } ?? ""
    }

    /// `event 7: code, 1 coding, by AB`.
    var summary: String {
        "event \(id): " + ([verb, counted].filter { !$0.isEmpty } + ["by \(coder)"]).joined(separator: ", ")
    }
}

extension LoggedEvent {
    /// The first names, as far as they fit.
    fileprivate var namesShown: String {
        (names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")).shortened(to: 60)
    }

    fileprivate var json: JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("event", Int(event.id))
        line.member("time", event.time)
        line.member("coder", event.coder)
        line.member("verb", event.verb)
        line.member("target", event.target.map { Int($0) })
        line.member("change", event.change.map { Int($0) })
        line.member("undoneBy", event.undoneBy.map { Int($0) })
        line.key("counts")
        line.counts(event.counts)
        line.member("subjects", event.subjects)
        line.member("names", names)
        if let input = event.input {
            line.member("input", input.description)
            line.key("files")
            line.beginArray()
            for file in files {
                line.beginObject()
                line.member("name", file.name)
                line.member("sha256", file.hash.description)
                line.endObject()
            }
            line.endArray()
        }
        line.member("hash", event.hash.description)
        line.endObject()
        return line
    }
}

extension JSONWriter {
    /// An object of numbers, sorted by name.
    mutating func counts(_ counts: [String: Int]) {
        beginObject()
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) { member(name, count) }
        endObject()
    }
}
