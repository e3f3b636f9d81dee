import FileFormats
import StudyModel

/// Reads a DDI codebook, also inside of an OAI-PMH record; names count without their namespaces, which vary by version.
///
/// Source of the format: DDI Codebook 1.2, 2.1 and 2.5, DDI Alliance.
final class DDICodebookReader: XMLEventHandler {
    private(set) var codebook = DDICodebook()
    private var words: DefinitionWords
    private var path: [String] = []
    private var variable = DDICodebook.Variable()
    private var category = DDICodebook.Category()
    private var hasLabel = false
    private var isInVariable = false
    private var hasCodebook = false
    private var names = UniqueNames()
    /// The depth of the element whose words are collected.
    private var collecting: Int?
    private var language = ""
    private let stopsAtVariables: Bool

    private init(limits: InputLimits, stopsAtVariables: Bool) {
        words = DefinitionWords(limits: limits)
        self.stopsAtVariables = stopsAtVariables
    }

    /// - Throws: `FormatError` where it is no codebook, or one without variables.
    static func read(_ source: any ByteSource, limits: InputLimits) throws -> DDICodebook {
        let handler = DDICodebookReader(limits: limits, stopsAtVariables: false)
        try XMLReader(limits: limits, handler: handler).read(source)
        guard handler.hasCodebook else { throw FormatError.notDDI }
        guard !handler.codebook.variables.isEmpty else { throw FormatError.noVariables }
        return handler.codebook
    }

    /// The files that a codebook describes, which stand before its variables.
    static func readFiles(_ source: any ByteSource, limits: InputLimits) throws -> [DDICodebook.DataFileDescription] {
        let handler = DDICodebookReader(limits: limits, stopsAtVariables: true)
        try XMLReader(limits: limits, handler: handler).read(source)
        return handler.codebook.files
    }

    func startElement(_ element: XMLName, _ attributes: borrowing XMLAttributes) throws {
        let parent = path.last ?? ""
        path.append(element.local)
        try words.charge(32)
        if collecting != nil {
            if Self.partingElements.contains(element.local) { words.part() }
            return
        }
        if isInVariable, let language = attributes.languageCode.nonEmpty { codebook.languages.insert(language) }
        switch element.local {
        case "DDIInstance", "FragmentInstance": throw FormatError.lifecycle(element.local)
        case "codeBook": hasCodebook = true
        case "fileDscr":
            codebook.files.append(DDICodebook.DataFileDescription(id: attributes.string(named: "ID") ?? ""))
        case "fileType":
            if let last = codebook.files.indices.last { codebook.files[last].charset = attributes.string(named: "charset") }
        case "fileStrc":
            guard let last = codebook.files.indices.last else { return }
            codebook.files[last].isHierarchical = attributes.string(named: "type") == "hierarchical"
        case "dataDscr": if stopsAtVariables { throw XMLReader.Enough() }
        case "varGrp": startGroup(attributes)
        case "var": startVariable(attributes)
        case "catgry" where isInVariable:
            category = DDICodebook.Category(isMissing: attributes.string(named: "missing")?.uppercased() == "Y")
            hasLabel = false
        case _ where isInVariable: try startPart(element.local, parent, attributes)
        case "labl" where parent == "varGrp", "fileName": collect(attributes)
        case "titl" where path.contains("stdyDscr") && parent == "titlStmt": collect(attributes)
        default: break
        }
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws { try words.append(bytes) }

    func endElement(_ element: XMLName) throws {
        if let collecting {
            if collecting < path.count {
                if Self.partingElements.contains(element.local) { words.part() }
                path.removeLast()
                return
            }
            self.collecting = nil
            let text = words.end()
            path.removeLast()
            return take(text, of: element.local, in: path.last ?? "")
        }
        path.removeLast()
        switch element.local {
        case "catgry" where isInVariable:
            if hasLabel { codebook.labelCount += 1 }
            variable.categories.append(category)
        case "var" where isInVariable:
            isInVariable = false
            variable.name = names.take(variable.name)
            codebook.variables.append(variable)
        default: break
        }
    }

    /// Elements inside of running text that part words.
    private static let partingElements: Set<String> = ["p", "br", "lb", "div", "head", "itm", "list", "label", "row", "entry"]

    private func startGroup(_ attributes: borrowing XMLAttributes) {
        codebook.groups.append(
            DDICodebook.Group(
                name: attributes.string(named: "name") ?? attributes.string(named: "ID") ?? "",
                members: attributes.string(named: "var")?.split(separator: " ").map(String.init) ?? [],
                isMultipleResponse: attributes.string(named: "type") == "multipleResp"))
    }

    private func startVariable(_ attributes: borrowing XMLAttributes) {
        isInVariable = true
        variable = DDICodebook.Variable()
        variable.id = attributes.string(named: "ID") ?? ""
        variable.name =
            attributes.string(named: "name")?.normalizedName.nonEmpty ?? variable.id.nonEmpty
            ?? "V\(codebook.variables.count + 1)"
        variable.files = attributes.string(named: "files")?.split(separator: " ").map(String.init) ?? []
        variable.isContinuous = attributes.string(named: "intrvl") == "contin"
        variable.decimals = attributes.string(named: "dcml").flatMap { Int($0) }.map { min(max($0, 0), 15) }
    }

    /// A part of the variable in hand.
    private func startPart(_ name: String, _ parent: String, _ attributes: borrowing XMLAttributes) throws {
        switch name {
        case "location":
            if let file = attributes.string(named: "fileid") { variable.files.append(file) }
            variable.columns = try columns(attributes) ?? variable.columns
            variable.segment = attributes.string(named: "RecSegNo").flatMap { Int($0) }.map { min(max($0, 1), 1000) } ?? 1
        case "varFormat": variable.isNumeric = attributes.string(named: "type").map { $0 == "numeric" }
        case "item" where path.contains("invalrng"):
            if let code = attributes.string(named: "VALUE")?.oneLine.nonEmpty { variable.missing.append(code) }
        case "range" where path.contains("invalrng"):
            let lower = (attributes.string(named: "min") ?? attributes.string(named: "minExclusive")).flatMap { Double($0) }
            let upper = (attributes.string(named: "max") ?? attributes.string(named: "maxExclusive")).flatMap { Double($0) }
            let (from, to) = (lower ?? -Double.infinity, upper ?? Double.infinity)
            if lower != nil || upper != nil, from <= to { variable.missingRanges.append(from...to) }
        case "labl" where parent == "var" || parent == "catgry", "qstnLit",
            "catValu" where parent == "catgry":
            if name == "labl", parent == "catgry" { hasLabel = true }
            collect(attributes)
        default: break
        }
    }

    private func columns(_ attributes: borrowing XMLAttributes) throws -> ClosedRange<Int>? {
        guard let start = attributes.string(named: "StartPos")?.oneLine.nonEmpty else { return nil }
        let end = attributes.string(named: "EndPos")?.oneLine.nonEmpty
        let width = attributes.string(named: "width")?.oneLine.nonEmpty
        let limit = 1 << 24
        guard let lower = Int(start), 1...limit ~= lower, let count = Int(width ?? "1"), 1...limit ~= count,
            let last = end.map({ Int($0) }) ?? lower + count - 1, lower <= last, last <= 2 * limit
        else { throw FormatError.badLocation(start, end ?? "", of: variable.name) }
        return lower...last
    }

    private func collect(_ attributes: borrowing XMLAttributes) {
        language = attributes.languageCode
        collecting = path.count
        words.begin()
    }

    private func take(_ text: String, of name: String, in parent: String) {
        guard !text.isEmpty else { return }
        func set(_ texts: inout LocalizedText) { texts[language] = texts[language] ?? text }
        switch name {
        case "labl" where parent == "var": set(&variable.label)
        case "labl" where parent == "catgry": set(&category.label)
        case "labl": if let last = codebook.groups.indices.last { set(&codebook.groups[last].label) }
        case "qstnLit": set(&variable.wording)
        case "catValu": category.code = text
        case "fileName":
            if let last = codebook.files.indices.last, codebook.files[last].name.isEmpty { codebook.files[last].name = text }
        case "titl": set(&codebook.title)
        default: break
        }
    }
}

extension FormatError {
    fileprivate static var notDDI: FormatError {
        FormatError("holds no DDI codebook: no element is 'codeBook'", remedy: "check that it is the file that you meant")
    }
    fileprivate static var noVariables: FormatError {
        FormatError(
            "describes a study, but none of its variables", remedy: "name a codebook that has them, or the data alone as CSV")
    }
    fileprivate static func lifecycle(_ root: String) -> FormatError {
        FormatError(
            "is DDI-Lifecycle (\(root)), which is not read",
            remedy: "export the study as DDI-Codebook 2.5, or its answers as CSV")
    }
    fileprivate static func badLocation(_ start: String, _ end: String, of variable: String) -> FormatError {
        FormatError(
            "variable '\(variable)' stands from '\(start)' to '\(end)', which is no range of columns",
            remedy: "correct its location, or export the study again")
    }
}
