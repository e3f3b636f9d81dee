import FileFormats
import Foundation
import StudyModel

/// Reads a codebook from REFI-QDA's QDC, in the namespace of any of its versions.
///
/// Source: `codebook.xsd` of REFI-QDA 1.5. Kept: names, ids, the tree with its order, colours, which codes are codable, and
/// `Description` as definition in the study's leading language. Other programs let a name stand twice; here the second one
/// gets the name of the code above it behind it. Sets are findings where this program wrote them, and are left out elsewhere.
enum CodebookQDCReader {
    static func read(_ file: InputFile) throws -> CodebookReading {
        let handler = QDCElements(file)
        let reader = XMLReader(handler: handler)
        handler.reader = reader
        do {
            try reader.read(FileByteSource(path: file.path))
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
        return handler.reading
    }
}

private final class QDCElements: XMLEventHandler {
    weak var reader: XMLReader?
    private let file: InputFile
    private var diagnostics: [Diagnostic] = []
    private var names = CodeNames()
    private var codes: [Code] = []
    /// How many codes stand under each so far; nil is the top.
    private var orders: [Code.ID?: Int] = [:]
    /// The open codes, as indexes into `codes`.
    private var open: [Int] = []
    /// The code that an id of the file stands for.
    private var codeIndexes: [Code.ID: Int] = [:]
    private var isOwn = false
    private var findings: [Finding] = []
    private var set: (finding: String, bearing: Finding.Bearing)?
    private var isInSet = false
    private var foreignSets = 0
    private var description: [UInt8]?
    private var hasRoot = false

    private var line: Int { reader?.line ?? 1 }

    init(_ file: InputFile) { self.file = file }

    var reading: CodebookReading {
        if codes.isEmpty, diagnostics.isEmpty {
            diagnostics.append(.error(at: file.place(), "holds no code", remedy: "export the codebook again"))
        }
        if foreignSets > 0 { diagnostics.append(.note(at: file.place(), .setsLeftOut(foreignSets))) }
        return CodebookReading(
            Codebook(findings: findings, codes: codes),
            scope: CodebookScope(isWhole: false, tellsTree: true, tellsCodable: true), diagnostics: diagnostics)
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        if !hasRoot {
            guard name.local == "CodeBook" else { throw FormatError.noCodebook(name.local) }
            hasRoot = true
            isOwn = attributes.string(named: "origin") == "Ankerpunkt"
            return
        }
        switch name.local {
        case "Code": startCode(attributes)
        case "Description": description = []
        case "Set":
            isInSet = true
            set = isOwn ? attributes.string(named: "name").flatMap { Self.bearing($0) } : nil
            if let set, !findings.contains(where: { $0.name == set.finding }) { findings.append(Finding(name: set.finding)) }
            if set == nil { foreignSets += 1 }
        case "MemberCode":
            guard let set, let id = attributes.string(named: "guid").flatMap({ Self.id($0) }), let index = codeIndexes[id]
            else {
                return
            }
            codes[index].findings[set.finding] = set.bearing
        default: break
        }
    }

    func endElement(_ name: XMLName) throws {
        switch name.local {
        case "Code": _ = open.popLast()
        case "Description": endDescription()
        case "Set": (isInSet, set) = (false, nil)
        default: break
        }
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws { description?.append(contentsOf: bytes) }

    private func startCode(_ attributes: borrowing XMLAttributes) {
        let parent = open.last.map { codes[$0] }
        var name = attributes.string(named: "name")?.normalizedName ?? ""
        if name.isEmpty { report(.error, "a code has no name", remedy: "name it in the program that wrote the file") }
        if let first = names.take(name, line: line), !name.isEmpty {
            let given = name
            var number = 1
            repeat {
                number += 1
                name = "\(given) (\(number == 2 ? parent?.name ?? "2" : "\(number)"))"
            } while names.take(name, line: line) != nil
            report(.warning, .repeated(given, first, name), remedy: "rename it if that is not what it should be called")
        }
        let guid = attributes.string(named: "guid").flatMap { Self.id($0) }
        var code = Code(
            id: names.take(guid, for: name), name: name, parent: parent?.id, order: orders[parent?.id, default: 0])
        orders[parent?.id, default: 0] += 1
        code.isCodable = !["false", "0"].contains(attributes.string(named: "isCodable") ?? "true")
        if let colour = attributes.string(named: "color") {
            code.colour = colour.colour
            if code.colour == nil { report(.warning, .notAColour(colour), remedy: "give it one with 'anker codebook edit'") }
        }
        if let guid, codeIndexes[guid] == nil { codeIndexes[guid] = codes.count }
        open.append(codes.count)
        codes.append(code)
        if open.count > Codebook.maximumDepth { report(.error, .tooDeep, remedy: "put the codes higher up in the tree") }
    }

    private func endDescription() {
        let text = String(decoding: description ?? [], as: UTF8.self)
        description = nil
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        if isInSet {
            guard let set, let index = findings.firstIndex(where: { $0.name == set.finding }) else { return }
            findings[index].claim = LocalizedText(text)
        } else if let index = open.last {
            codes[index].definition = LocalizedText(text)
        }
    }

    private func report(_ severity: Diagnostic.Severity, _ message: Diagnostic.Message, remedy: String) {
        diagnostics.append(Diagnostic(severity, at: file.place(line: line), message, remedy: remedy))
    }

    /// `F1 supporting`
    private static func bearing(_ name: String) -> (finding: String, bearing: Finding.Bearing)? {
        guard let space = name.lastIndex(of: " "),
            let bearing = Finding.Bearing(rawValue: String(name[name.index(after: space)...]))
        else { return nil }
        let finding = String(name[..<space]).normalizedName
        return finding.isEmpty ? nil : (finding, bearing)
    }

    /// A uuid, also in braces.
    private static func id(_ text: String) -> Code.ID? {
        UUID(uuidString: text.trimmingCharacters(in: CharacterSet(charactersIn: "{} \t\n"))).map { Code.ID($0) }
    }
}

extension FormatError {
    fileprivate static func noCodebook(_ root: String) -> FormatError {
        root == "Project"
            ? FormatError("is a project of REFI-QDA, not a codebook", remedy: "export the codebook alone, as QDC")
            : FormatError("is no codebook of REFI-QDA: its root is '\(root.prefix(40))'", remedy: "export the codebook as QDC")
    }
}

extension Diagnostic.Message {
    fileprivate static func repeated(_ name: String, _ line: Int, _ new: String) -> Self {
        "code '\(name)' stands already in line \(line); this one is read as '\(new)'"
    }
    fileprivate static func notAColour(_ text: String) -> Self { "'\(text)' is not a colour, and is left out" }
    fileprivate static var tooDeep: Self { "codes are nested more than \(Codebook.maximumDepth) deep" }
    fileprivate static func setsLeftOut(_ count: Int) -> Self {
        "\(count) set\(count == 1 ? "" : "s") of codes left out, since a study has none"
    }
}
