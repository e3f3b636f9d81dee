/// The texts that cells of a workbook name by number: ECMA-376, part 1, 18.4. Phonetic runs are left out.
final class SharedStrings: XMLEventHandler {
    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [UInt32] = []
    private let limit: Int
    private var isText = false
    private var phonetic = 0

    private init(limit: Int) { self.limit = limit }

    /// Empty where the workbook has no such part.
    static func read(_ part: String?, of archive: ZipArchive, _ limits: InputLimits) throws -> SharedStrings {
        let strings = SharedStrings(limit: min(limits.sharedStrings, Int(UInt32.max)))
        guard let part, archive.contains(part) else { return strings }
        do {
            try XMLReader(vocabulary: ExcelName.vocabulary, limits: limits, handler: strings).read(archive.open(part))
        } catch let error as FormatError {
            throw error.inMember(part)
        }
        return strings
    }

    var count: Int { ends.count }

    /// Adds the text of that number; false where there is none.
    func append(_ index: Int, to target: inout [UInt8]) -> Bool {
        guard ends.indices.contains(index) else { return false }
        target.append(contentsOf: bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])])
        return true
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) {
        switch ExcelName(rawValue: name.code) {
        case .text: isText = phonetic == 0
        case .phonetic: phonetic += 1
        default: break
        }
    }

    func endElement(_ name: XMLName) throws {
        switch ExcelName(rawValue: name.code) {
        case .text: isText = false
        case .phonetic: phonetic -= 1
        case .item:
            ExcelText.decodeEscapes(&bytes, from: Int(ends.last ?? 0))
            ends.append(UInt32(truncatingIfNeeded: bytes.count))
            try check()
        default: break
        }
    }

    func characters(_ piece: UnsafeRawBufferPointer) throws {
        guard isText else { return }
        bytes.append(contentsOf: piece)
        try check()
    }

    private func check() throws {
        guard bytes.count + ends.count * MemoryLayout<UInt32>.stride <= limit else {
            throw FormatError(
                "holds more than \(limit) bytes of texts that its cells share",
                remedy: "save the sheet as .ods or .csv, which are read row by row"
            ).raised(by: \.sharedStrings)
        }
    }
}
