import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct CodebookList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the codes as a tree.",
        discussion: """
            Behind a code stand the findings it bears on. With --json a line has "id", "code", "path" (from the top), "codable", \
            "colour", "findings" (supporting or contradicting), and by language "labels", "definition", "include", "exclude" and \
            "example".
            """)

    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.withStudy { try $0.codebook() }.printCodes(json: options.json)
    }
}

extension Codebook {
    /// The codes as a tree, or as JSON Lines.
    func printCodes(json: Bool) throws {
        var output = BufferedOutput()
        var line = JSONWriter()
        for code in codes {
            let path = path(of: code)
            guard json else {
                let findings = code.shownFindings
                let tail = findings.isEmpty ? "" : "  [\(findings)]"
                try output.line((String(repeating: "  ", count: path.count - 1) + code.name + tail).visible)
                continue
            }
            line.removeAll()
            line.beginObject()
            code.writeMembers(path: path, to: &line)
            line.endObject()
            try output.line(line)
        }
        try output.flush()
    }
}

extension Code {
    /// `F1, against F2`
    var shownFindings: String {
        findings.sorted { $0.key < $1.key }.map { $0.value == .supporting ? $0.key : "against \($0.key)" }
            .joined(separator: ", ")
    }

    /// What every line about a code has.
    func writeMembers(path: [String], to line: inout JSONWriter) {
        line.member("id", id.description)
        line.member("code", name)
        line.member("path", path)
        line.key("codable")
        line.boolean(isCodable)
        line.member("colour", colour)
        line.key("findings")
        line.beginObject()
        for (finding, bearing) in findings.sorted(by: { $0.key < $1.key }) { line.member(finding, bearing.rawValue) }
        line.endObject()
        for field in Code.Field.allCases where !self[field].isEmpty {
            line.key(field == .label ? "labels" : field.rawValue)
            line.beginObject()
            for language in self[field].languages { line.member(language, self[field][language]) }
            line.endObject()
        }
    }
}
