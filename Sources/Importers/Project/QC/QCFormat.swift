import FileFormats
import Foundation
package import StudyModel

/// Projects of qc (cproctor/qualitative-coding, from version 1.0): a folder with `settings.yaml`, a database, texts and a codebook.
///
/// Codes lie on whole lines, counted from 0; a line is coded without its line end. A code that stands twice in the codebook
/// stands under the first. Memos are files whose names tell when and by whom.
package struct QCFormat: ProjectFormat {
    package let name = "qc"

    package init() {}

    /// By the settings, or by the database that lies beside them.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if SQLiteFile.recognizes(head) {
            guard let database = try? SQLiteFile(path: file.path) else { return false }
            return database.isOfQC
        }
        return ["yaml", "yml"].contains(file.pathExtension) && head.holds("corpus_dir:")
            && (head.holds("codebook:") || head.holds("memos_dir:"))
    }

    package func read(_ file: InputFile, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        let folder = try QCFolder(of: file)
        var reader = try QCReader(folder, file: file, format: name, options: options)
        try reader.read(part)
    }
}

extension SQLiteFile {
    fileprivate var isOfQC: Bool {
        has("coded_line", ["id", "line", "coder_id", "code_id"]) && has("document", ["file_path"])
            && has("location", ["id", "document_index_id"]) && has("document_index", ["id", "document_id"])
            && has("coded_line_location_association", ["coded_line_id", "location_id"])
    }
}

private struct QCReader {
    private let folder: QCFolder
    private let file: InputFile
    private let options: ImportOptions
    private var head: ProjectHead
    private var coders = CoderList()
    private var codes = CodeForest([])
    private var lines: [String: [(line: Int, coding: ProjectCoding)]] = [:]
    private var documents: [String] = []
    private var tail = ProjectTail()
    private var empty = 0
    private var beyond = 0

    init(_ folder: QCFolder, file: InputFile, format: String, options: ImportOptions) throws {
        (self.folder, self.file, self.options) = (folder, file, options)
        head = ProjectHead(
            format: format, program: folder.version.map { "qc \($0)" } ?? "qc", name: InputFile(path: folder.path).name)
    }

    mutating func read(_ part: (ProjectPart) throws -> Void) throws {
        let database = InputFile(path: folder.database)
        try database.naming {
            let tables = try SQLiteFile(path: database.path, limits: options.limits)
            guard tables.isOfQC else { throw FormatError("holds no codings of qc") }
            try readCodebook(tables)
            try readLines(tables)
        }
        let memos = try folder.memos(by: &coders)
        head.coders = coders.coders
        try part(.head(head))
        for document in documents { try readDocument(document, part) }
        for memo in memos { try part(.memo(memo)) }
        tail.leaveOut("coding of an empty line", empty)
        tail.leaveOut("coding of a line that is not there", beyond)
        try part(.tail(tail))
    }

    /// The codes as the codebook has them, and behind them those that only codings know.
    private mutating func readCodebook(_ tables: SQLiteFile) throws {
        let book = try QCCodebook(InputFile(path: folder.codebook))
        tail.leaveOut("further place of a code in the codebook", book.further)
        var nodes = book.nodes
        var known = Set(nodes.map(\.key))
        try tables.rows(of: "code", ["name"]) { row in
            guard let name = try row.name("name"), known.insert(name).inserted else { return }
            nodes.append(.init(key: name, code: ProjectCode(name: name)))
        }
        codes = CodeForest(nodes)
        head.codes = codes.codes
    }

    /// Which lines of which document are coded: a line names a location, that an index, and that a document.
    private mutating func readLines(_ tables: SQLiteFile) throws {
        try tables.rows(of: "document", ["file_path"]) { row in
            if let path = try row.text("file_path") { documents.append(path) }
        }
        documents.sort { inNameOrder($0, $1) }
        try tables.rows(of: "coder", ["name"]) { _ = coders.place(of: try $0.text("name")) }
        var documentOfIndex: [Int: String] = [:]
        try tables.rows(of: "document_index", ["id", "document_id"]) { row in
            if let key = row.integer("id") { documentOfIndex[key] = try row.text("document_id") }
        }
        var documentOfLocation: [Int: String] = [:]
        try tables.rows(of: "location", ["id", "document_index_id"]) { row in
            if let key = row.integer("id") {
                documentOfLocation[key] = row.integer("document_index_id").flatMap { documentOfIndex[$0] }
            }
        }
        var documentOfLine: [Int: String] = [:]
        try tables.rows(of: "coded_line_location_association", ["coded_line_id", "location_id"]) { row in
            guard let key = row.integer("coded_line_id"), let location = row.integer("location_id") else { return }
            if documentOfLine[key] == nil { documentOfLine[key] = documentOfLocation[location] }
        }
        var lost = 0
        try tables.rows(of: "coded_line", ["id", "line", "coder_id", "code_id"]) { row in
            guard let document = row.integer("id").flatMap({ documentOfLine[$0] }), let line = row.integer("line"),
                let code = try row.name("code_id").flatMap({ codes.places[$0] })
            else {
                lost += 1
                return
            }
            lines[document, default: []].append(
                (line, ProjectCoding(code: code, coder: coders.place(of: try row.text("coder_id")))))
        }
        tail.leaveOut("coding without its code or text", lost)
    }

    /// Whether nothing stands in a file but blanks; then no line of it can say anything.
    private func isEmpty(_ path: String) throws -> Bool {
        try FileByteSource(path: path, limits: options.limits)
            .readAll(limit: options.limits.transcriptBytes, raisedBy: \.transcriptBytes)
            .allSatisfy { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
    }

    private mutating func readDocument(_ document: String, _ part: (ProjectPart) throws -> Void) throws {
        tail.foundSource(isText: true)
        let coded = lines.removeValue(forKey: document) ?? []
        guard let path = folder.path(inside: folder.corpus, document) else {
            tail.diagnostics.append(
                .warning(at: file.place(), .missingText(document), remedy: "put it back, and import the project again"))
            tail.leaveOut("text that is not there")
            tail.leaveOut("coding on a text that is not there", coded.count)
            return
        }
        guard try !isEmpty(path) else {
            tail.leaveOut("text without words")
            tail.leaveOut("coding on a text that is not there", coded.count)
            return
        }
        let text = try TranscriptText(of: InputFile(path: path), options: options)
        let lines = QCLines(text.utf8)
        var transcript = TextTurns(TextLines(text.utf8), in: InputFile(path: path), options: options)
            .transcript(format: head.format, diagnostics: text.diagnostics)
        transcript.diagnostics.removeAll { $0.severity == .note }
        var source = ProjectSource(key: document, name: document.storable, transcript: transcript)
        for (line, coding) in coded {
            guard lines.ranges.indices.contains(line) else {
                beyond += 1
                guard options.skipsUnplaced else {
                    throw Refusal(
                        at: file.place(), .noLine(line, in: document, of: lines.ranges.count),
                        remedy: "mend it with qc, or leave out what has no place with --skip")
                }
                continue
            }
            guard let range = lines.ranges[line] else {
                empty += 1
                continue
            }
            var passage = ProjectPassage(range: range)
            passage.codings = [coding]
            source.passages.append(passage)
        }
        try part(.source(source))
    }
}

/// The lines of a text, without their ends; nil for an empty one.
private struct QCLines {
    private(set) var ranges: [TextRange?] = []

    init(_ utf8: [UInt8]) {
        var start = 0
        var position = 0
        for byte in utf8 where byte & 0xC0 != 0x80 {
            if byte == UInt8(ascii: "\n") {
                ranges.append(TextRange(start, position))
                start = position + 1
            }
            position += 1
        }
        if start < position { ranges.append(TextRange(start, position)) }
    }
}

extension Diagnostic.Message {
    fileprivate static func missingText(_ path: String) -> Self { "the text '\(path)' is not in the folder of texts" }
    fileprivate static func noLine(_ line: Int, in document: String, of count: Int) -> Self {
        "line \(min(line, .max - 1) + 1) of '\(document)' is coded, but the text has \(count == 1 ? "1 line" : "\(count) lines")"
    }
}
