import FileFormats
import Foundation
import StudyModel

/// Receives the elements of a project and hands on its parts as soon as each is whole.
final class REFIElements: XMLEventHandler {
    weak var reader: XMLReader?
    let part: (ProjectPart) throws -> Void
    private let file: InputFile
    var head = REFIHead()
    var texts: REFITexts
    var isHeadSent = false
    private var hasRoot = false
    var tail = ProjectTail()
    private var problems: DiagnosticList

    // What is open; each is nil where none is.
    var media: REFIMediaDraft?
    var text: REFITextDraft?
    var selection: REFISelectionDraft?
    /// Inside of what is selected of something that is no text.
    var isInPart = false
    var coding: REFICodingDraft?
    var variable: Int?
    var isInValue = false
    /// The character data of the element that is open and holds some.
    var words: [UInt8]?
    private var unknownUsers = 0

    var line: Int { reader?.line ?? 1 }

    init(_ file: InputFile, _ texts: REFITexts, part: @escaping (ProjectPart) throws -> Void) {
        (self.file, self.texts, self.part) = (file, texts, part)
        problems = DiagnosticList(file: file.name)
    }

    /// Hands on what is known when the whole document was read.
    func finish() throws {
        try sendHead()
        tail.found["sources", default: 0] += 0
        for (kind, count) in texts.leftOut { tail.leaveOut(kind, count) }
        if unknownUsers > 0 { problems.add(.note(at: file.place(), .unknownUsers(unknownUsers))) }
        tail.diagnostics = problems.all + texts.diagnostics
        try part(.tail(tail))
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        let element = REFIName(rawValue: name.code)
        guard hasRoot else { return try startProject(name, element, attributes) }
        guard let element else { return }
        // What the texts refer to must be known before them.
        if isHeadSent, Self.elementsOfHead.contains(element) { throw FormatError.tooLate(name.local) }
        switch element {
        case .user: try head.addUser(attributes)
        case .code:
            if let colour = try head.startCode(attributes) {
                problems.add(
                    .warning(
                        at: file.place(line: line), .notAColour(colour),
                        remedy: "give it one with 'anker codebook edit', if it needs one"))
            }
        case .variable: try head.addVariable(attributes)
        case .case: try head.startCase(attributes)
        case .variableValue: isInValue = true
        case .variableRef: variable = try attributes.uuid(.targetGUID).flatMap { head.attributes[$0] }
        case .value, .description, .plainTextContent: words = []
        case .sources, .notes: try sendHead()
        case .textSource:
            try sendHead()
            try startText(attributes, "TextSource", counting: ["sources", "textSources"])
        case .note:
            try sendHead()
            try startText(attributes, "Note", counting: ["memos"])
        case .representation, .textDescription, .transcript:
            // Of a selected part it is the text of that part alone, and that part is left out.
            if !isInPart { try startText(attributes, name.local, counting: []) }
        case .pictureSource: try startMedia(.picture, attributes)
        case .pdfSource: try startMedia(.pdf, attributes)
        case .audioSource: try startMedia(.recording, attributes)
        case .videoSource: try startMedia(.video, attributes)
        case .pictureSelection, .pdfSelection, .audioSelection, .videoSelection: isInPart = true
        case .plainTextSelection, .transcriptSelection:
            if !isInPart { try startSelection(attributes, isByTime: element == .transcriptSelection) }
        case .syncPoint: try addSyncPoint(attributes)
        case .coding: try startCoding(attributes)
        case .codeRef:
            let target = try attributes.requiredUUID(.targetGUID, of: "CodeRef")
            if coding != nil { coding?.codes.append(target) } else { tail.leaveOut("code of a case") }
        case .noteRef: try addNoteRef(attributes)
        case .sourceRef: try attributes.uuid(.targetGUID).map { head.addSourceToCase($0.refiKey) }
        case .selectionRef: tail.leaveOut("selection of a case")
        case .set: count("set", as: "sets")
        case .link: count("link", as: "links")
        case .graph: count("graph", as: "graphs")
        default: break
        }
    }

    func endElement(_ name: XMLName) throws {
        guard let element = REFIName(rawValue: name.code) else { return }
        switch element {
        case .code: head.endCode()
        case .case: head.endCase()
        case .variableValue: (isInValue, variable) = (false, nil)
        case .value: endValue()
        case .description: try describe(endWords())
        case .plainTextContent:
            let content = words
            words = nil
            if text != nil { text?.content = content }
        case .coding: try endCoding()
        case .plainTextSelection, .transcriptSelection:
            if let selection { text?.selections.append(selection) }
            selection = nil
        case .pictureSelection, .pdfSelection, .audioSelection, .videoSelection: isInPart = false
        case .textSource: try endText()
        case .note: try endNote()
        case .representation, .textDescription, .transcript:
            if !isInPart, let text {
                media?.texts.append(text)
                self.text = nil
            }
        case .pictureSource, .pdfSource, .audioSource, .videoSource: try endMedia()
        default: break
        }
    }

    private static let elementsOfHead: Set<REFIName> = [
        .users, .user, .codes, .code, .variables, .variable, .cases, .case,
    ]

    func characters(_ bytes: UnsafeRawBufferPointer) throws { words?.append(contentsOf: bytes) }

    private func startProject(_ name: XMLName, _ element: REFIName?, _ attributes: borrowing XMLAttributes) throws {
        guard element == .project else { throw FormatError.noProject(name) }
        hasRoot = true
        head.begin(attributes)
        texts.begin(program: head.head.program)
    }

    /// Before the first source, even where that stands outside of `Sources`.
    func sendHead() throws {
        guard !isHeadSent else { return }
        isHeadSent = true
        try part(.head(head.head))
    }

    private func count(_ kind: String, as name: String) {
        tail.leaveOut(kind)
        tail.found[name, default: 0] += 1
    }

    /// The place of a user; nil where none is named, or one that the file does not list.
    func coder(_ attributes: borrowing XMLAttributes) throws -> Int? {
        guard let uuid = try attributes.uuid(.creatingUser) else { return nil }
        if let place = head.coders[uuid] { return place }
        unknownUsers += 1
        return nil
    }
}

extension FormatError {
    fileprivate static func noProject(_ name: XMLName) -> FormatError {
        if name.local == "Project" {
            return FormatError(
                "is a project in the namespace '\(name.namespace.prefix(80))', which is not known",
                remedy: "export it as REFI-QDA project 1.0 (urn:QDA-XML:project:1.0)")
        }
        if name.local == "CodeBook" {
            return FormatError("is a codebook of REFI-QDA, not a project", remedy: "take it in with 'anker codebook import'")
        }
        return FormatError(
            "is no project of REFI-QDA: its root is '\(name.local.prefix(40))'", remedy: "export the project as QDPX")
    }
    fileprivate static func tooLate(_ element: String) -> FormatError {
        FormatError(
            "'\(element)' stands behind the sources, where the format has it before them", remedy: "export the project again")
    }
}

extension Diagnostic.Message {
    fileprivate static func notAColour(_ text: String) -> Self { "'\(text.prefix(40))' is not a colour, and is left out" }
    fileprivate static func unknownUsers(_ count: Int) -> Self {
        "\(count) thing\(count == 1 ? " names a user" : "s name users") that the file does not list; whoever imports it stands for them"
    }
}
