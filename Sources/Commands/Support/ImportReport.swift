import FileFormats
import Importers
import StudyModel
import StudyStore

/// What became of each file of an import; printed when the change is made.
final class ImportReport {
    private let json: Bool
    private let quiet: Bool
    private var lines: [String] = []
    private(set) var leftOut = 0

    init(json: Bool, quiet: Bool) {
        self.json = json
        self.quiet = quiet
    }

    func add(_ intake: TranscriptIntake, outcome: IntakeOutcome) {
        let file = intake.original.name
        switch outcome {
        case .known(let source): known(file, as: source)
        case .added(let source):
            intake.transcript.diagnostics.forEach(say)
            let turns = intake.transcript.turns.count
            line(
                file, outcome: "added", as: source, caseName: intake.caseName,
                counts: ["turns": turns, "speakers": intake.transcript.speakers.count])
        }
    }

    func add(_ file: InputFile, outcome: SurveyOutcome) {
        switch outcome {
        case .known(let name): known(file.name, as: name)
        case .added(let name, let counts, let diagnostics):
            diagnostics.forEach(say)
            line(file.name, outcome: "added", as: name, caseName: nil, counts: counts)
        }
    }

    func leaveOut(_ refusal: Refusal) {
        leftOut += 1
        Output.report(refusal.diagnostic)
    }

    func print() throws {
        var output = BufferedOutput()
        for line in lines { try output.line(line) }
        try output.flush()
    }

    private func known(_ file: String, as name: String) {
        line(file, outcome: "known", as: name, caseName: nil, counts: [:])
    }

    private func say(_ diagnostic: Diagnostic) {
        if !quiet || diagnostic.severity == .error { Output.report(diagnostic) }
    }

    private static let order = [
        "sources", "turns", "speakers", "respondents", "questions", "responses", "answers", "cases", "actors", "ties",
    ]

    private func line(_ file: String, outcome: String, as name: String, caseName: String?, counts: [String: Int]) {
        let shown = Self.order.compactMap { key in counts[key].map { (key, $0) } }
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("file", file)
            line.member("outcome", outcome)
            line.member("as", name)
            line.member("case", caseName)
            for (key, count) in shown { line.member(key, count) }
            line.endObject()
            return lines.append(line.text)
        }
        guard !quiet else { return }
        if outcome == "known" { return lines.append("\(file): in the study already, as \(name); nothing added".visible) }
        let parts =
            shown.filter { $0.1 > 0 }.map { "\($0.1) \($0.1 == 1 ? String($0.0.dropLast()) : $0.0)" }
            + (caseName.map { ["case \($0)"] } ?? [])
        lines.append("\(file): added as \(name)\(parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))".visible)
    }
}
