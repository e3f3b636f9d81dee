import FileFormats
package import StudyModel

/// A table that Taguette exports: its codebook, or its highlights, both as CSV.
///
/// Of a codebook the codes come with their descriptions. Highlights have words and no positions: their codes come, and
/// codings are placed by their words with `anker code --from`.
package struct TaguetteTableFormat: ProjectFormat {
    package let name = "taguette-csv"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool { TaguetteTable(head) != nil }

    package func read(_ file: InputFile, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        let head = try file.naming { try FileByteSource(path: file.path, limits: options.limits).readHead(64) }
        switch TaguetteTable(head) {
        case .codebook: try readCodebook(file, part)
        case .highlights: try readHighlights(file, options, part)
        case nil:
            throw Refusal(
                at: file.place(), "is no table of Taguette",
                remedy:
                    "export a codebook or highlights as CSV, whose first row is 'tag,description,…' or 'id,document,tag,content'"
            )
        }
    }

    private func readCodebook(_ file: InputFile, _ part: (ProjectPart) throws -> Void) throws {
        let reading = try CodebookFormat.read(file, as: .csv)
        if let error = reading.diagnostics.first(where: { $0.severity == .error }) { throw Refusal(error) }
        var head = ProjectHead(format: name, program: "Taguette", name: file.stem)
        head.codes = (reading.codebook?.codes ?? []).map { code in
            var other = ProjectCode(name: code.name)
            other.definition = code.definition[""]
            return other
        }
        try part(.head(head))
        var tail = ProjectTail()
        // That the counts are left out is as it should be.
        tail.diagnostics = reading.diagnostics.filter { $0.severity != .note }
        try part(.tail(tail))
    }

    private func readHighlights(_ file: InputFile, _ options: ImportOptions, _ part: (ProjectPart) throws -> Void) throws {
        let table = try QuoteTable(path: file.path, limits: options.limits)
        var head = ProjectHead(format: name, program: "Taguette", name: file.stem)
        var known: Set<String> = []
        head.codes = table.rows.filter { known.insert($0.code).inserted }.map { ProjectCode(name: $0.code) }
        try part(.head(head))
        var tail = ProjectTail()
        tail.found = ["codings": table.rows.count, "sources": Set(table.rows.map(\.source)).count]
        tail.leaveOut("highlight without a tag", table.withoutCode)
        if !table.rows.isEmpty {
            tail.diagnostics.append(
                .warning(
                    at: file.place(), .noPlaces(table.rows.count),
                    remedy: "import the texts, and then place them by their words: anker code --from \(file.name)"))
        }
        try part(.tail(tail))
    }
}

/// Which of the two tables of Taguette a file is, by its first row.
private enum TaguetteTable {
    case codebook, highlights

    init?(_ head: [UInt8]) {
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        if start.starts(with: "tag,description,number of highlights".utf8) {
            self = .codebook
        } else if start.starts(with: "id,document,tag,content".utf8) {
            self = .highlights
        } else {
            return nil
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func noPlaces(_ count: Int) -> Self {
        count == 1
            ? "1 coding has words and no position, and is not placed by an import"
            : "\(count) codings have words and no position, and are not placed by an import"
    }
}
