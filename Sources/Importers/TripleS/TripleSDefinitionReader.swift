import FileFormats
import StudyModel

/// Reads a Triple-S definition: versions 1.1 to 3.0 of the standard in XML.
///
/// Source of the format: The Triple-S XML Standard, versions 1.1 (2000), 1.2 (2002) and 2.0 (2006). Elements have no namespace;
/// what stands in another one is an extension of some program and is passed over.
final class TripleSDefinitionReader: XMLEventHandler {
    private(set) var definition = TripleSDefinition()
    private var words: DefinitionWords
    /// The names of the open elements; empty for one of another namespace.
    private var path: [String] = []
    private var variable = TripleSDefinition.Variable()
    private var text = TripleSDefinition.ModalText()
    private var value = ""
    /// What the last `text` element has said of itself.
    private var language = ""
    private var isForAnalysis = false
    private var hasTextElement = false
    private var seenRecords = 0
    private var names = UniqueNames()
    private let stopsAtRecord: Bool

    private init(limits: InputLimits, stopsAtRecord: Bool) {
        words = DefinitionWords(limits: limits)
        self.stopsAtRecord = stopsAtRecord
    }

    /// - Throws: `FormatError` where it is no Triple-S definition.
    static func read(_ source: any ByteSource, limits: InputLimits) throws -> TripleSDefinition {
        let handler = TripleSDefinitionReader(limits: limits, stopsAtRecord: false)
        try XMLReader(limits: limits, handler: handler).read(source)
        return handler.definition
    }

    /// What stands before the first variable.
    static func readStart(_ source: any ByteSource, limits: InputLimits) throws -> TripleSDefinition {
        let handler = TripleSDefinitionReader(limits: limits, stopsAtRecord: true)
        try XMLReader(limits: limits, handler: handler).read(source)
        return handler.definition
    }

    func startElement(_ element: XMLName, _ attributes: borrowing XMLAttributes) throws {
        let name = element.namespace.isEmpty ? element.local : ""
        let parent = path.last
        path.append(name)
        try words.charge(32)
        switch name {
        case "sss":
            definition.version = attributes.string(named: "version") ?? ""
            definition.languages = (attributes.string(named: "languages") ?? "").split(separator: " ").map(String.init)
        case _ where path.count == 1: throw FormatError.notTripleS(element.local)
        case "hierarchy": definition.isHierarchy = true
        case "record":
            seenRecords += 1
            if seenRecords == 1 { startRecord(attributes) } else { definition.furtherRecords += 1 }
            if stopsAtRecord { throw XMLReader.Enough() }
        case "variable" where isInFirstRecord: startVariable(attributes)
        case "position":
            variable.columns = try columns(attributes)
        case "spread":
            guard let subfields = Int(attributes.string(named: "subfields") ?? ""), 1...100_000 ~= subfields else { return }
            variable.spread = TripleSDefinition.Spread(
                subfields: subfields, width: attributes.string(named: "width").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
            )
        case "range":
            variable.bounds += [attributes.string(named: "from"), attributes.string(named: "to")].compactMap { $0?.oneLine }
        case "value":
            value = (attributes.string(named: "code") ?? "").oneLine
            beginText()
        case "text":
            language = attributes.languageCode
            isForAnalysis = attributes.string(named: "mode") == "analysis"
            hasTextElement = true
            words.begin()
        case "title" where parent == "survey", "label": beginText()
        case "name", "filter": words.begin()
        case "br": words.part()
        default: break
        }
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws { try words.append(bytes) }

    func endElement(_ element: XMLName) throws {
        guard let name = path.popLast() else { return }
        switch name {
        case "text": take(words.end())
        case "title" where path.last == "survey":
            endText()
            definition.title = text.preferred
        case "label" where path.last == "variable":
            endText()
            variable.label = text
        case "value":
            endText()
            definition.valueCount += isInFirstRecord ? 1 : 0
            variable.values.append(TripleSDefinition.Value(code: value, label: text))
        case "name":
            let text = words.end()
            if path.last == "survey" { definition.name = text }
            if path.last == "variable" { variable.name = text }
        case "filter":
            if let text = words.end().nonEmpty { variable.filter = text }
        case "variable" where isInFirstRecord:
            if variable.name.isEmpty { variable.name = variable.ident }
            variable.name = names.take(variable.name)
            definition.variables.append(variable)
        default: break
        }
    }

    private var isInFirstRecord: Bool { seenRecords == 1 && path.contains("record") }

    private func startRecord(_ attributes: borrowing XMLAttributes) {
        definition.href = attributes.string(named: "href")?.nonEmpty
        definition.isDelimited = attributes.string(named: "format")?.lowercased() == "csv"
        definition.skippedLines = attributes.string(named: "skip").flatMap { Int($0) }.map { min(max($0, 0), 100) } ?? 0
        definition.dataEncoding = attributes.string(named: "data-file-encoding") ?? attributes.string(named: "encoding")
    }

    private func startVariable(_ attributes: borrowing XMLAttributes) {
        variable = TripleSDefinition.Variable()
        variable.ident = attributes.string(named: "ident") ?? String(definition.variables.count + 1)
        variable.kind = attributes.string(named: "type").flatMap { TripleSDefinition.Kind(rawValue: $0) } ?? .character
        variable.isLiteral = attributes.string(named: "format")?.lowercased() == "literal"
        variable.isSerial = attributes.string(named: "use") == "serial"
    }

    private func columns(_ attributes: borrowing XMLAttributes) throws -> ClosedRange<Int>? {
        guard let start = attributes.string(named: "start") else { return nil }
        let finish = attributes.string(named: "finish") ?? start
        guard let lower = Int(start.oneLine), let upper = Int(finish.oneLine), lower >= 1, lower <= upper,
            upper <= 1 << 24
        else { throw FormatError.badPosition(start, finish, of: variable.name.nonEmpty ?? variable.ident) }
        return lower...upper
    }

    private func beginText() {
        text = TripleSDefinition.ModalText()
        language = ""
        isForAnalysis = false
        hasTextElement = false
        words.begin()
    }

    /// Takes the words of an element that has them without a `text` element.
    private func endText() {
        if !hasTextElement { take(words.end()) }
    }

    private func take(_ words: String) {
        guard !words.isEmpty else { return }
        if isForAnalysis {
            text.analysis.texts[language] = text.analysis[language] ?? words
        } else {
            text.interview.texts[language] = text.interview[language] ?? words
        }
    }
}

extension XMLAttributes {
    /// What `xml:lang` says; empty where it is not there.
    var languageCode: String {
        for index in 0..<count {
            let name = name(at: index)
            if name.local == "lang", name.namespace.isEmpty || name.namespace == "http://www.w3.org/XML/1998/namespace" {
                return string(at: index)
            }
        }
        return ""
    }
}

extension FormatError {
    fileprivate static func notTripleS(_ root: String) -> FormatError {
        FormatError(
            "is no Triple-S definition: its root element is '\(root)', not 'sss'",
            remedy: "name the .sss or .xml file that describes the data")
    }
    fileprivate static func badPosition(_ start: String, _ finish: String, of variable: String) -> FormatError {
        FormatError(
            "variable '\(variable)' stands from '\(start)' to '\(finish)', which is no range of columns",
            remedy: "correct its position, or export the survey again")
    }
}
