import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct CodebookShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one code with all its texts, its use and its memos.",
        discussion: """
            With --json there is one line: what 'list' has, and "codingCount", "coderCount" and "sourceCount", and "memos" with "coder", \
            "time", "title" and "text".
            """)

    @Argument(help: ArgumentHelp("The code.", valueName: "code"), completion: .names(of: .code))
    var code: String

    @OptionGroup var options: StudyOptions

    func run() throws {
        let (codebook, code, use) = try options.withStudy { study -> (Codebook, Code, CodeUse) in
            let codebook = try study.codebook()
            let found = try codebook.code(required: self.code)
            return (codebook, found, try study.use(of: found.id))
        }
        if options.json { return try Output.line(json(code, path: codebook.path(of: code), use)) }
        var output = BufferedOutput()
        try output.line(codebook.writtenPath(of: code).visible)
        var facts = [code.isCodable ? nil : "only holds other codes", code.colour].compactMap(\.self)
        if !code.findings.isEmpty { facts.append(code.shownFindings) }
        facts.append(
            "\(use.codings.counted("coding")) by \(use.coders.counted("coder")) in \(use.sources.counted("source"))")
        try output.line("  " + facts.joined(separator: "; ").visible)
        for field in Code.Field.allCases {
            for language in code[field].languages {
                let head = language.isEmpty ? field.rawValue : "\(field.rawValue) (\(language))"
                try output.line("  \(head): \(code[field][language] ?? "")".visible)
            }
        }
        for memo in code.memos {
            let title = memo.title.isEmpty ? "" : " \(memo.title)"
            try output.line("  memo\(title) by \(memo.coder), \(memo.time): \(memo.text)".visible)
        }
        try output.flush()
    }

    private func json(_ code: Code, path: [String], _ use: CodeUse) -> JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        code.writeMembers(path: path, to: &line)
        line.member("codingCount", use.codings)
        line.member("coderCount", use.coders)
        line.member("sourceCount", use.sources)
        line.key("memos")
        line.beginArray()
        for memo in code.memos {
            line.beginObject()
            line.member("coder", memo.coder)
            line.member("time", memo.time)
            line.member("title", memo.title.isEmpty ? nil : memo.title)
            line.member("text", memo.text)
            line.endObject()
        }
        line.endArray()
        line.endObject()
        return line
    }
}
