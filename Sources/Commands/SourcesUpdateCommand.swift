import Analysis
import ArgumentParser
import FileFormats
import Foundation
import Importers
import StudyModel
import StudyStore

struct SourcesUpdate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Take in an edited transcript; what was coded in it goes along.",
        discussion: """
            The file becomes a new revision of the source; the earlier one is kept. Each passage is found again by its words and what \
            stands around them. One that could be at several places is ambiguous, one whose words are gone is lost: neither is guessed. \
            They stay with the revision in which they stood, are listed here and by 'anker sources resolve', and the exit status is 1.

            'anker sources update interview-03 new.txt' names source and file. With one file, or a folder of them, the source of each is \
            the one that bears the name of the file. One command is one change: all of it, or nothing.

            With --json there is a line a source: "source", "file", "outcome" (updated or known), "revision", the passages by number \
            ("unchanged", "moved", "changed", "ambiguous", "lost") and "noted", the last three sorts, as 'anker sources resolve --json' \
            prints them.
            """)

    @Argument(
        help: ArgumentHelp("The source; or a file or folder of files that bear the names of sources.", valueName: "source"),
        completion: .names(of: .source))
    var source: String

    @Argument(help: ArgumentHelp("The edited file.", valueName: "file"), completion: .file())
    var file: String?

    @Flag(name: .long, help: "Leave out files that cannot be read, and take in the others.")
    var skip = false

    @Flag(name: .long, help: "Say what would become of the passages, and change nothing.")
    var dryRun = false

    @OptionGroup var reading: ImportOptionGroup
    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    private typealias Edited = (file: InputFile, format: any TranscriptFormat, source: String)

    func run() throws {
        var importOptions = try reading.options()
        let list = try ImportList([file ?? source], as: reading.match, limits: importOptions.limits)
        list.leftOut.forEach(Output.report)
        let monitor = ReadingMonitor()
        importOptions.limits.monitor = monitor
        try Interruption.handled(stopping: monitor) {
            try options.withStudy { study in
                let (edited, strangers) = try edited(list, study)
                var refused = 0
                let updates = try update(edited, importOptions, study) { refusal in
                    refused += 1
                    Output.report(refusal.diagnostic)
                }
                try print(updates, files: Dictionary(edited.map { ($0.source, $0.file.name) }, uniquingKeysWith: { $1 }))
                let isAllPlaced = updates.allSatisfy { $0.ambiguous + $0.lost == 0 }
                if !isAllPlaced || refused + strangers > 0 || list.leavesOut { throw ExitCode.leftOut }
            }
        }
    }

    /// The files with their sources, and how many have none and were left out.
    private func edited(_ list: ImportList, _ study: Study) throws -> ([Edited], strangers: Int) {
        let names = Set(try study.sources().map(\.name))
        var edited: [Edited] = []
        var strangers = 0
        for item in list.items {
            let stem = item.file.stem.normalizedName
            let whole = item.file.name.normalizedName
            guard case .transcript(let format) = item.format else {
                throw Refusal(
                    at: item.file.place(), "is a \(item.format.isProject ? "project" : "survey"), and no text of a source",
                    remedy: "take it in with 'anker import'")
            }
            let name = file == nil ? names.contains(whole) ? whole : stem : source.normalizedName
            guard file != nil || names.contains(name) else {
                let problem = Refusal(at: item.file.place(), .noSource(stem), remedy: remedy(for: stem, names))
                guard list.items.count > 1 else { throw problem }
                Output.report(problem.diagnostic)
                strangers += 1
                continue
            }
            if let other = edited.first(where: { $0.source == name }) {
                throw Refusal(
                    at: item.file.place(), .sameSource(name, other.file.name), remedy: "name the one that is meant by itself")
            }
            edited.append((item.file, format, name))
        }
        return (edited, strangers)
    }

    private func remedy(for stem: String, _ names: Set<String>) -> String {
        stem.nearest(among: names.sorted(by: inNameOrder)).map { "did you mean '\($0)'? name the source before the file" }
            ?? "name the source before the file, or add the file with 'anker import'"
    }

    private func update(
        _ edited: [Edited], _ importOptions: ImportOptions, _ study: Study, refuse: (Refusal) -> Void
    ) throws -> [SourceUpdate] {
        let skipping = skip
        return try pipelined(capacity: 16) { (send: (Result<TranscriptIntake, Refusal>) throws -> Void) in
            for (file, format, name) in edited {
                do {
                    var intake = try TranscriptIntake(reading: file, as: format, options: importOptions)
                    intake.name = name
                    try send(.success(intake))
                } catch let refusal as Refusal where skipping {
                    try send(.failure(refusal))
                }
            }
        } consume: { next in
            try study.update(by: coder.name, dryRun: dryRun, anchor: { Anchoring.outcomes(of: $0, from: $1, to: $2) }) {
                while let read = try next() {
                    switch read {
                    case .success(let intake):
                        intake.transcript.diagnostics.forEach(options.report)
                        return intake
                    case .failure(let refusal): refuse(refusal)
                    }
                }
                return nil
            }
        }
    }

    private func print(_ updates: [SourceUpdate], files: [String: String]) throws {
        var output = BufferedOutput()
        for update in updates {
            if options.json {
                try output.line(update.json(file: files[update.source], isPreview: dryRun))
            } else if !options.quiet || update.ambiguous + update.lost > 0 {
                for line in update.lines(isPreview: dryRun) { try output.line(line.visible) }
            }
        }
        try output.flush()
    }
}

extension SourceUpdate {
    fileprivate func lines(isPreview: Bool) -> [String] {
        guard !isKnown else { return ["\(source): the text of revision \(revision) already; nothing changed"] }
        let counts = [
            (unchanged, "unchanged"), (moved, "moved"), (changed, "changed"), (ambiguous, "ambiguous"), (lost, "lost"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let head =
            "\(source): \(isPreview ? "would be " : "")revision \(revision), \(passages.counted("passage"))"
            + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))
        return [head] + noted.flatMap { $0.lines }
    }

    fileprivate func json(file: String?, isPreview: Bool) -> JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("source", source)
        line.member("file", file)
        line.member("outcome", isKnown ? "known" : "updated")
        line.member("revision", revision)
        if !isKnown {
            line.member("unchanged", unchanged)
            line.member("moved", moved)
            line.member("changed", changed)
            line.member("ambiguous", ambiguous)
            line.member("lost", lost)
            line.key("noted")
            line.beginArray()
            for passage in noted { passage.write(to: &line) }
            line.endArray()
        }
        if isPreview { line.key("dryRun"); line.boolean(true) }
        line.endObject()
        return line
    }
}

extension Diagnostic.Message {
    fileprivate static func noSource(_ name: String) -> Self { "no source is named '\(name)' like this file" }
    fileprivate static func sameSource(_ name: String, _ other: String) -> Self {
        "is the text of source '\(name)', as '\(other)' is"
    }
}
