import FileFormats
import StudyModel

/// Reads a CDISC ODM file: its metadata, and its data subject by subject. Names count without their namespaces.
///
/// Source of the format: CDISC Operational Data Model 1.2 and 1.3, and REDCap's own attributes in its project XML.
final class ODMReader: XMLEventHandler {
    private(set) var definition = ODMDefinition()
    /// True where later data replace earlier ones.
    private(set) var isTransactional = false
    private(set) var hasData = false
    /// The study that the data are said to be of.
    private(set) var dataStudyOID: String?

    private let limits: InputLimits
    private let items: ODMItemTable
    private let onBlock: (ODMBlock) throws -> Void
    private var words: DefinitionWords
    private var path: [String] = []
    private var item = ODMDefinition.Item()
    private var description = LocalizedText()
    private var codeList = (oid: "", list: ODMDefinition.CodeList())
    private var codes: Set<String> = []
    private var value = ValueLabel(code: "", label: LocalizedText())
    private var language = ""
    private let block = ODMBlock()
    private var isInSubject = false
    private var place = ODMBlock.Place() {
        didSet { isPlaceNoted = false }
    }
    private var isPlaceNoted = false
    /// The depth of the item's element whose text is its value.
    private var valueDepth: Int?
    private var start = 0
    private var isFile = false
    private var fileName: String?
    private var isNull = false
    private var isRemoval = false

    init(limits: InputLimits, items: ODMItemTable, onBlock: @escaping (ODMBlock) throws -> Void) {
        self.limits = limits
        self.items = items
        self.onBlock = onBlock
        words = DefinitionWords(limits: limits)
    }

    func read(_ source: any ByteSource) throws { try XMLReader(limits: limits, handler: self).read(source) }

    func startElement(_ element: XMLName, _ attributes: borrowing XMLAttributes) throws {
        let name = element.local
        path.append(name)
        if path.count == 1 { return try startRoot(name, attributes) }
        if isInSubject { return try startData(name, attributes) }
        switch name {
        case "ClinicalData":
            hasData = true
            dataStudyOID = dataStudyOID ?? attributes.string(named: "StudyOID")
        case "SubjectData":
            guard path.contains("ClinicalData") else { return }
            isInSubject = true
            place = ODMBlock.Place()
            block.begin(attributes.string(named: "SubjectKey")?.normalizedName ?? "")
        default: try startDefinition(name, attributes)
        }
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        if isInSubject {
            guard valueDepth == path.count, !isFile else { return }
            block.bytes.append(contentsOf: bytes)
            guard block.bytes.count - start <= limits.textBytes else {
                throw FormatError.longAnswer(limits.textBytes).raised(by: \.textBytes)
            }
        } else {
            try words.append(bytes)
        }
    }

    func endElement(_ element: XMLName) throws {
        let depth = path.count
        path.removeLast()
        guard isInSubject else { return endDefinition(element.local) }
        if depth == valueDepth { return try endValue() }
        switch element.local {
        case "SubjectData":
            isInSubject = false
            try onBlock(block)
        case "StudyEventData": place = ODMBlock.Place()
        case "FormData": (place.form, place.formRepeat) = ("", "1")
        default: break
        }
    }

    private func startRoot(_ name: String, _ attributes: borrowing XMLAttributes) throws {
        guard name == "ODM" else { throw FormatError.notODM(name) }
        if let version = attributes.string(named: "ODMVersion"), version.hasPrefix("2") {
            throw FormatError.laterVersion(version)
        }
        isTransactional = attributes.string(named: "FileType") == "Transactional"
    }
}

// Data.
extension ODMReader {
    private func startData(_ name: String, _ attributes: borrowing XMLAttributes) throws {
        switch name {
        case "StudyEventData":
            place = ODMBlock.Place()
            place.event = attributes.string(named: "StudyEventOID")
            place.eventRepeat = attributes.string(named: "StudyEventRepeatKey")?.nonEmpty ?? "1"
        case "FormData":
            place.form = attributes.string(named: "FormOID") ?? ""
            place.formRepeat = attributes.string(named: "FormRepeatKey")?.nonEmpty ?? "1"
        case "ItemGroupData":
            place.group = attributes.string(named: "ItemGroupOID") ?? ""
            place.groupRepeat = attributes.string(named: "ItemGroupRepeatKey")?.nonEmpty ?? "1"
        case _ where name.hasPrefix("ItemData") && valueDepth == nil: try startValue(name, attributes)
        default: break
        }
    }

    private func startValue(_ name: String, _ attributes: borrowing XMLAttributes) throws {
        guard let oid = attributes.string(named: "ItemOID")?.nonEmpty else { return }
        if !isPlaceNoted {
            block.places.append(place)
            isPlaceNoted = true
        }
        start = block.bytes.count
        isNull = attributes.string(named: "IsNull") == "Yes"
        isRemoval = attributes.string(named: "TransactionType") == "Remove"
        isFile = name == "ItemDataBase64Binary" || name == "ItemDataHexBinary"
        fileName =
            isFile ? attributes.string(local: "DocName")?.nonEmpty ?? attributes.string(local: "MimeType")?.nonEmpty : nil
        valueDepth = path.count
        let number = try items.number(of: oid)
        if name == "ItemData", let index = attributes.index(named: "Value") {
            attributes.appendValue(at: index, to: &block.bytes)
        }
        guard block.bytes.count <= ODMBlock.byteLimit, block.values.count < ODMBlock.valueLimit else {
            throw FormatError.longSubject
        }
        block.values.append(ODMBlock.Value(item: number, place: block.places.count - 1, sort: .text, range: start..<start))
    }

    private func endValue() throws {
        valueDepth = nil
        guard let last = block.values.indices.last else { return }
        if isFile { block.bytes += (fileName ?? "base64").utf8 }
        block.values[last].range = start..<block.bytes.count
        if isRemoval {
            block.values[last].sort = .removal
        } else if isNull || block.bytes[start...].allSatisfy({ $0 <= 0x20 }) {
            // An empty value without a word about it says nothing.
            if isNull { block.values[last].sort = .null } else { block.values.removeLast() }
        } else if isFile {
            block.values[last].sort = .file
        }
    }
}

// Metadata.
extension ODMReader {
    private func startDefinition(_ name: String, _ attributes: borrowing XMLAttributes) throws {
        try words.charge(32)
        switch name {
        case "Study": definition.studyOID = definition.studyOID ?? attributes.string(named: "OID")
        case "ItemDef":
            item = ODMDefinition.Item(
                oid: attributes.string(named: "OID") ?? "", dataType: attributes.string(named: "DataType") ?? "",
                fieldType: attributes.string(local: "FieldType"), variable: attributes.string(local: "Variable"))
            description = LocalizedText()
        case "CodeListRef": item.codeList = attributes.string(named: "CodeListOID")
        case "CodeList":
            codes.removeAll()
            codeList = (attributes.string(named: "OID") ?? "", ODMDefinition.CodeList())
            codeList.list.boxes = attributes.string(local: "CheckboxChoices")
        case "CodeListItem", "EnumeratedItem":
            value = ValueLabel(code: attributes.string(named: "CodedValue") ?? "", label: LocalizedText())
        case "TranslatedText":
            language = attributes.languageCode
            words.begin()
        case "StudyName", "MissingDataCodes": words.begin()
        default: break
        }
    }

    private func endDefinition(_ name: String) {
        switch name {
        case "TranslatedText": take(words.endHTML())
        case "StudyName":
            let text = words.end()
            if definition.studyName.isEmpty { definition.studyName = text }
        case "MissingDataCodes":
            for code in words.end().split(separator: "|") {
                let parts = code.split(separator: ",", maxSplits: 1).map { String($0).oneLine }
                guard parts.count == 2, !parts[0].isEmpty else { continue }
                definition.missing.append(ValueLabel(code: parts[0], label: LocalizedText(parts[1].textOfHTML)))
            }
        case "ItemDef":
            item.wording.texts.merge(description.texts) { question, _ in question }
            definition.items.append(item)
        case "CodeListItem", "EnumeratedItem":
            definition.labelCount += 1
            if value.label.isEmpty { value.label = LocalizedText(value.code) }
            if !value.code.isEmpty, codes.insert(value.code).inserted {
                codeList.list.values.append(value)
            }
        case "CodeList": definition.codeLists[codeList.oid] = codeList.list
        default: break
        }
    }

    private func take(_ text: String) {
        let isQuestion = path.suffix(2).elementsEqual(["ItemDef", "Question"])
        let isDescription = path.suffix(2).elementsEqual(["ItemDef", "Description"])
        let isLabel = path.last == "Decode"
        guard isQuestion || isDescription || isLabel, !text.isEmpty else { return }
        if !language.isEmpty { definition.languages.insert(language) }
        if isQuestion { item.wording.texts[language] = item.wording[language] ?? text }
        if isDescription { description.texts[language] = description[language] ?? text }
        if isLabel { value.label.texts[language] = value.label[language] ?? text }
    }
}

extension XMLAttributes {
    /// The value of the attribute of that local name, in any namespace.
    fileprivate func string(local: String) -> String? {
        for index in 0..<count where name(at: index).local == local { return string(at: index) }
        return nil
    }

    fileprivate func index(named local: String) -> Int? {
        for index in 0..<count {
            let name = name(at: index)
            if name.local == local, name.namespace.isEmpty { return index }
        }
        return nil
    }
}

extension FormatError {
    fileprivate static func notODM(_ root: String) -> FormatError {
        FormatError(
            "is no ODM file: its root element is '\(root)', not 'ODM'", remedy: "check that it is the file that you meant")
    }
    fileprivate static func laterVersion(_ version: String) -> FormatError {
        FormatError("is ODM \(version), which is not read", remedy: "export it as ODM 1.3")
    }
    fileprivate static func longAnswer(_ limit: Int) -> FormatError {
        FormatError("holds an answer of more than \(limit) bytes, the limit", remedy: "shorten it, or leave it out")
    }
}
