import Analysis
import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct CodebookCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for codes that make coding unsure.",
        discussion: """
            Found are names that differ only in case, accents or normal form (similar-names), equal labels and definitions (same-label, \
            same-definition), codes without a definition (no-definition), codings of a code that only holds codes (used-not-codable), \
            codes without codings (unused), and codes that only hold codes and hold none (empty). The exit status is 1 where something is \
            found.

            With --json a line has "problem", "codes", "ids", "language" and "codingCount".
            """)

    @OptionGroup var options: StudyOptions

    func run() throws {
        let (codebook, codings) = try options.withStudy { (try $0.codebook(), try $0.codingCounts()) }
        let problems = codebook.problems(codings: codings)
        var output = BufferedOutput()
        var line = JSONWriter()
        for problem in problems {
            guard options.json else {
                let names = problem.codes.map { codebook.writtenPath(of: $0) }.joined(separator: ", ")
                let language = problem.language.map { " (\($0))" } ?? ""
                let use = problem.kind == .usedNotCodable ? ": \(problem.codings.counted("coding"))" : ""
                try output.line("\(problem.kind.rawValue)\(language): \(names)\(use)".visible)
                continue
            }
            line.removeAll()
            line.beginObject()
            line.member("problem", problem.kind.rawValue)
            line.member("codes", problem.codes.map(\.name))
            line.member("ids", problem.codes.map(\.id.description))
            line.member("language", problem.language)
            line.member("codingCount", problem.codings)
            line.endObject()
            try output.line(line)
        }
        try output.flush()
        guard problems.isEmpty else { throw ExitCode.leftOut }
        if !options.json, !options.quiet { try Output.line("\(codebook.codes.count.counted("code")), nothing found") }
    }
}
