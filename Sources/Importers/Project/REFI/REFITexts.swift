import FileFormats
import Foundation
import StudyModel

/// Makes sources and memos of what the elements of a project tell of texts, with the words out of the package.
struct REFITexts {
    let skipsUnplaced: Bool
    private(set) var leftOut: [String: Int] = [:]
    private let package: REFIPackage
    private let file: InputFile
    private let options: ImportOptions
    private var choice = REFIReadingChoice(program: nil)
    private var problems: DiagnosticList

    init(_ package: REFIPackage, of file: InputFile, options: ImportOptions) {
        (self.package, self.file, self.options) = (package, file, options)
        skipsUnplaced = options.skipsUnplaced
        problems = DiagnosticList(file: file.name)
    }

    mutating func begin(program: String?) { choice = REFIReadingChoice(program: program) }

    /// What there was to say, with how positions were read where that could be otherwise.
    var diagnostics: [Diagnostic] {
        let readings = choice.counts.sorted { ($0.key.order, $0.value) < ($1.key.order, $1.value) }
        return problems.all + readings.map { .note(at: file.place(), .reading($0, in: $1)) }
    }

    /// Nil where its words are not there, and that is allowed; what lies on it is counted then.
    mutating func source(_ draft: REFITextDraft) throws -> ProjectSource? {
        let name = Self.name(of: draft)
        guard let words = try words(of: draft, named: name) else {
            leaveOut("text that is not in the file")
            leaveOut("coding of a text that is not in the file", draft.codingCount)
            return nil
        }
        let placed = try REFIPlacing(draft, named: name, on: words, &choice, skipsUnplaced: skipsUnplaced)
        for (kind, count) in placed.leftOut { leaveOut(kind, count) }
        var source = ProjectSource(
            key: draft.uuid.refiKey, id: Source.ID(draft.uuid), name: name,
            transcript: REFITurns.transcript(of: words, placed, options: options))
        source.original = try words.original.map { try OriginalFile(name: $0.name, packing: $0.bytes) }
        source.values = draft.values
        source.passages = placed.passages
        source.memoKeys = draft.memoKeys
        source.memos = draft.descriptions.map { ProjectMemo(text: $0, coder: draft.coder, time: draft.time) }
        return source
    }

    /// The texts that stand for something that is no text. The first has its id and what lies on it as a whole.
    mutating func sources(_ media: REFIMediaDraft) throws -> [ProjectSource] {
        var sources: [ProjectSource] = []
        for (number, text) in media.texts.enumerated() {
            var draft = text
            if number == 0 {
                draft.uuid = media.uuid
                draft.codings += media.codings
                draft.values += media.values
                draft.memoKeys += media.memoKeys
                draft.descriptions += media.descriptions
            }
            if draft.name.isEmpty || number == 0 { draft.name = media.name }
            if let source = try source(draft) { sources.append(source) }
        }
        if media.texts.isEmpty {
            leaveOut(media.kind.withoutText)
            leaveOut("coding of a \(media.kind.rawValue) as a whole", media.codings.count)
            leaveOut("description of a \(media.kind.rawValue)", media.descriptions.count)
        }
        return sources
    }

    /// Nil where it says nothing.
    mutating func memo(_ draft: REFITextDraft) throws -> ProjectMemo? {
        let words = try words(of: draft, named: draft.name.isEmpty ? draft.uuid.refiKey : draft.name, isMemo: true)
        var parts = draft.descriptions
        if let words { parts.append(String(decoding: words.stored, as: UTF8.self)) }
        let text = parts.joined(separator: "\n\n")
        guard !text.isEmpty || !draft.name.isEmpty else {
            leaveOut("memo without words")
            return nil
        }
        return ProjectMemo(
            key: draft.uuid.refiKey, id: Memo.ID(draft.uuid), title: draft.name, text: text, coder: draft.coder,
            time: draft.time)
    }

    private mutating func leaveOut(_ kind: String, _ count: Int = 1) {
        if count > 0 { leftOut[kind, default: 0] += count }
    }

    /// Its name; where it has none, that of its file.
    private static func name(of draft: REFITextDraft) -> String {
        if !draft.name.isEmpty { return draft.name }
        let path = draft.plainTextPath ?? draft.richTextPath ?? ""
        let last = path.split(separator: "/").last.map(String.init)?.normalizedName ?? ""
        return last.isEmpty ? draft.uuid.refiKey : last
    }

    private mutating func words(of draft: REFITextDraft, named name: String, isMemo: Bool = false) throws -> REFIWords? {
        let rich = isMemo && draft.content != nil ? nil : try richText(of: draft)
        if let content = draft.content { return note(try REFIWords(content, of: name, rich: rich)) }
        if let path = draft.plainTextPath, let bytes = try package.text(at: path) {
            return note(try REFIWords(bytes, of: name, member: path, rich: rich))
        }
        if let rich, let words = try REFIWords(from: rich, options: options) {
            problems.add(.note(at: file.place(), .madeFromRichText(name)))
            return note(words)
        }
        if isMemo && draft.plainTextPath == nil && draft.richTextPath == nil { return nil }
        // A project file that stands alone may well have lost its texts; a package has not.
        guard package.projectMember == nil || skipsUnplaced else {
            throw FormatError.noText(name, draft.plainTextPath ?? draft.richTextPath)
        }
        return nil
    }

    private mutating func note(_ words: REFIWords) -> REFIWords {
        if words.replaced > 0 { problems.add(.replacedCharacters(words.replaced, in: file)) }
        return words
    }

    private func richText(of draft: REFITextDraft) throws -> REFIWords.File? {
        guard let path = draft.richTextPath, let bytes = try package.text(at: path) else { return nil }
        return REFIWords.File(name: try REFIPackage.name(in: path), bytes: bytes)
    }
}

extension OriginalFile {
    init(name: String, packing bytes: [UInt8]) throws {
        self.init(name: name, hash: ContentHash(of: bytes), size: bytes.count, deflated: try Deflate.pack(bytes, level: 1))
    }
}

extension PositionReading {
    fileprivate var order: Int { (unit == .utf16 ? 1 : 0) + (countsReturns ? 0 : 2) }
}

extension FormatError {
    fileprivate static func noText(_ name: String, _ path: String?) -> FormatError {
        FormatError(
            "the text of '\(name)'" + (path.map { ", '\($0.prefix(200))'," } ?? "") + " is not in the file",
            remedy: "export the project with its texts inside, or pass --skip to leave such texts out")
    }
}

extension Diagnostic.Message {
    fileprivate static func madeFromRichText(_ name: String) -> Self {
        "'\(name)' has no plain text in the file; it was made from the document, and positions may not fit"
    }
    fileprivate static func reading(_ reading: PositionReading, in texts: Int) -> Self {
        "positions in \(texts) text\(texts == 1 ? "" : "s") count \(reading.unit == .utf16 ? "UTF-16 units" : "code points"), and a line end \(reading.countsReturns ? "as it is in the file" : "of two characters as one")"
    }
}
