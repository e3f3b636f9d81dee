import FileFormats
import Importers
import StudyModel
import StudyStore

/// What became of each file of an import, or would become of it; printed when the change is made.
final class ImportReport {
    let json: Bool
    private let quiet: Bool
    private let isPreview: Bool
    private var lines: [String] = []
    private(set) var leftOut = 0

    init(json: Bool, quiet: Bool, isPreview: Bool) {
        self.json = json
        self.quiet = quiet
        self.isPreview = isPreview
    }

    func add(_ intake: TranscriptIntake, outcome: IntakeOutcome) {
        switch outcome {
        case .known(let source): known(intake.original.name, as: source)
        case .added(let source):
            let file = InputFile(path: intake.original.name)
            let name = intake.name.normalizedName
            if source != name, !name.isEmpty {
                say(
                    .warning(
                        at: file.place(), .isTaken(name, source),
                        remedy: """
                            where it is a new version of that, take this back with 'anker undo', and run 'anker sources update \(ShellWord.quoted(name)) FILE'
                            """))
            }
            add(intake.transcript, of: file, as: source, caseName: intake.caseName)
        }
    }

    func add(_ transcript: Transcript, of file: InputFile, as source: String, caseName: String?) {
        transcript.diagnostics.forEach(say)
        line(
            file.name, outcome: "added", as: source, caseName: caseName,
            counts: ["turns": transcript.turns.count, "speakers": transcript.speakers.count])
    }

    /// The map by which a survey would be read.
    func add(_ map: SurveyMap, of file: InputFile) {
        line(file.name, outcome: "added", as: map.survey ?? file.stem, caseName: nil, counts: [:], map: map.yaml)
    }

    func add(_ file: InputFile, outcome: SurveyOutcome) {
        switch outcome {
        case .known(let name): known(file.name, as: name)
        case .added(let name, let counts, let diagnostics):
            diagnostics.forEach(say)
            // That it is one survey goes without saying.
            line(file.name, outcome: "added", as: name, caseName: nil, counts: counts.filter { $0.key != "surveys" })
        }
    }

    func add(_ file: InputFile, outcome: ProjectOutcome) {
        for note in outcome.notes { say(.note(at: file.place(), note)) }
        add(outcome, of: file)
    }

    /// What a project brought, or would bring.
    func add(_ outcome: ProjectOutcome, of file: InputFile) {
        outcome.diagnostics.forEach(say)
        if let message = Diagnostic.Message.leftOut(outcome.leftOut) { say(.warning(at: file.place(), message)) }
        line(
            file.name, outcome: outcome.added.isEmpty ? "known" : "added", as: outcome.name.isEmpty ? file.stem : outcome.name,
            caseName: nil, counts: outcome.added, leftOut: outcome.leftOut)
        if !outcome.added.isEmpty, let message = Diagnostic.Message.known(outcome.known) {
            say(.note(at: file.place(), message))
        }
    }

    /// One of what is counted: `code` of `codes`, `query` of `queries`.
    private static func one(_ things: String) -> String {
        things.hasSuffix("ies") && things != "ties" ? things.dropLast(3) + "y" : String(things.dropLast())
    }

    func leaveOut(_ refusal: Refusal) {
        leftOut += 1
        Output.report(refusal.diagnostic)
    }

    /// A file that is left out for several reasons.
    func leaveOut(_ refusals: Refusals) { refusals.diagnostics.forEach { leaveOut(Refusal($0)) } }

    func print() throws {
        var output = BufferedOutput()
        for line in lines { try output.line(line) }
        try output.flush()
    }

    private func known(_ file: String, as name: String) {
        line(file, outcome: "known", as: name, caseName: nil, counts: [:])
    }

    /// Tells a problem; a note only where it is wanted. An error is of something that was left out of a file.
    func say(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .error { leftOut += 1 }
        if !quiet || diagnostic.severity != .note { Output.report(diagnostic) }
    }

    private static let order = [
        "sources", "turns", "speakers", "surveys", "respondents", "questions", "responses", "answers", "cases", "actors",
        "ties",
        "mentions", "findings", "codes", "codings", "memos", "attributes", "values", "queries",
    ]

    private func line(
        _ file: String, outcome: String, as name: String, caseName: String?, counts: [String: Int], map: String? = nil,
        leftOut: [String: Int] = [:]
    ) {
        let shown = Self.order.compactMap { key in counts[key].map { (key, $0) } }
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("file", file)
            line.member("outcome", outcome)
            line.member("as", name)
            line.member("case", caseName)
            for (key, count) in shown { line.member(key, count) }
            line.member("map", map)
            if !leftOut.isEmpty {
                line.key("leftOut")
                line.beginObject()
                for (kind, count) in leftOut.sorted(by: { $0.key < $1.key }) { line.member(kind, count) }
                line.endObject()
            }
            if isPreview { line.key("dryRun"); line.boolean(true) }
            line.endObject()
            return lines.append(line.text)
        }
        guard !quiet else { return }
        if outcome == "known" { return lines.append("\(file): in the study already, as \(name); nothing added".visible) }
        let parts =
            shown.filter { $0.1 > 0 }.map { $0.1.counted(Self.one($0.0)) }
            + (caseName.map { ["case \($0)"] } ?? [])
        lines.append(
            "\(file): \(isPreview ? "would be added" : "added") as \(name)\(parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))"
                .visible)
    }
}

extension Diagnostic.Message {
    fileprivate static func isTaken(_ name: String, _ source: String) -> Self {
        "there is a source '\(name)' with another text; this one is '\(source)'"
    }
    /// Nil where nothing was.
    fileprivate static func leftOut(_ counts: [String: Int]) -> Self? {
        guard !counts.isEmpty else { return nil }
        let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        return "left out, since a study has no place for it: \(parts.joined(separator: ", "))"
    }
    /// Nil where nothing was.
    fileprivate static func known(_ counts: [String: Int]) -> Self? {
        guard !counts.isEmpty else { return nil }
        let parts = counts.sorted { $0.key < $1.key }.map { $0.value.counted(String($0.key.dropLast())) }
        return "in the study already: \(parts.joined(separator: ", "))"
    }
}
