import FileFormats
package import StudyModel

/// A text of qcoder: `(QCODE)marked words(/QCODE){#code, #another}`, also one inside of the other.
///
/// The stored text is the text without its marks. Codes begin with `#`, and are set apart by commas.
package struct QCoderFormat: ProjectFormat {
    package let name = "qcoder"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        ["txt", "text", "md", ""].contains(file.pathExtension) && head.holds("(QCODE)") && head.holds("(/QCODE){#")
    }

    package func read(_ file: InputFile, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        let text = try TranscriptText(of: file, options: options)
        let marked = QCoderText(text.utf8)
        var head = ProjectHead(format: name, program: "qcoder", name: file.stem)
        head.codes = marked.codes.map { ProjectCode(name: $0) }
        try part(.head(head))
        var transcript = TextTurns(TextLines(marked.utf8), in: file, options: options)
            .transcript(format: name, diagnostics: text.diagnostics)
        transcript.diagnostics.removeAll { $0.severity == .note }
        var source = ProjectSource(key: file.name, name: file.stem, transcript: transcript)
        source.passages = marked.passages
        try part(.source(source))
        var tail = ProjectTail()
        tail.foundSource(isText: true)
        tail.leaveOut("mark around no words", marked.empty)
        for line in marked.unmatched {
            tail.diagnostics.append(
                .warning(
                    at: file.place(line: line), .unmatched, remedy: "close it as (/QCODE){#code}, and import the text again"))
        }
        try part(.tail(tail))
    }
}

/// A text without the marks of qcoder, and where they stood.
struct QCoderText {
    private(set) var utf8: [UInt8] = []
    /// In the order in which their marks are closed.
    private(set) var codes: [String] = []
    private(set) var passages: [ProjectPassage] = []
    /// Marks with no words between them.
    private(set) var empty = 0
    /// The lines of marks that are opened and not closed, or closed and not opened or without a code; from 1.
    private(set) var unmatched: [Int] = []
    private var places: [String: Int] = [:]

    init(_ bytes: [UInt8]) {
        utf8.reserveCapacity(bytes.count)
        let (opening, closing) = (Array("(QCODE)".utf8), Array("(/QCODE)".utf8))
        var open: [(position: Int, line: Int)] = []
        var position = 0
        var line = 1
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "("), bytes[index...].starts(with: opening) {
                open.append((position, line))
                index += opening.count
            } else if byte == UInt8(ascii: "("), bytes[index...].starts(with: closing) {
                index += closing.count
                let names = Self.codes(bytes, at: &index)
                if let start = open.popLast(), !names.isEmpty {
                    add(names, from: start.position, to: position)
                } else {
                    unmatched.append(line)
                }
            } else {
                utf8.append(byte)
                if byte & 0xC0 != 0x80 { position += 1 }
                if byte == UInt8(ascii: "\n") { line += 1 }
                index += 1
            }
        }
        unmatched = (unmatched + open.map(\.line)).sorted()
    }

    /// What stands in braces at `index`, which is moved behind them; none where no code stands there.
    private static func codes(_ bytes: [UInt8], at index: inout Int) -> [String] {
        guard bytes[index...].starts(with: "{#".utf8), let end = bytes[index...].prefix(2000).firstIndex(of: UInt8(ascii: "}"))
        else { return [] }
        let names = String(decoding: bytes[(index + 1)..<end], as: UTF8.self).split(separator: "#").map { part in
            let name = String(part).normalizedName
            return name.hasSuffix(",") ? String(name.dropLast()).normalizedName : name
        }
        index = end + 1
        return names.filter { !$0.isEmpty }
    }

    private mutating func add(_ names: [String], from lower: Int, to upper: Int) {
        guard let range = TextRange(lower, upper) else {
            empty += 1
            return
        }
        var passage = ProjectPassage(range: range)
        for name in names {
            let place = places[name] ?? codes.count
            if place == codes.count {
                places[name] = place
                codes.append(name)
            }
            passage.codings.append(ProjectCoding(code: place))
        }
        passages.append(passage)
    }
}

extension Diagnostic.Message {
    fileprivate static var unmatched: Self { "a mark of qcoder is not matched by another, or has no code, and is left out" }
}
