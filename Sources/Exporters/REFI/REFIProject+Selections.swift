import FileFormats
import StudyModel

extension REFIProject {
    /// A selection for each coder of a passage, the first of which has the memos on it.
    ///
    /// - Parameter place: writes the attributes that say where it is.
    mutating func writeSelections(
        _ passage: ProjectPassage, as element: String = "PlainTextSelection", in source: String, _ text: IndexedText,
        place: (inout XMLWriter) -> Void
    ) {
        let name = text.beginning(of: passage.range)
        let notes = guids(of: passage.memoKeys)
        var rest = passage.codings[...]
        var isFirst = true
        while isFirst || !rest.isEmpty {
            let coder = rest.first?.coder
            let own = rest.prefix { $0.coder == coder }
            rest = rest.dropFirst(own.count)
            let guid = ProjectGUID.selection(
                source, passage.range, coder: isFirst ? "" : coder.map { coders[$0] } ?? "nobody")
            xml.begin(element)
            xml.attribute("guid", plain: guid)
            if !name.isEmpty { xml.attribute("name", name) }
            place(&xml)
            xml.sign(coder.map { coders[$0] }, own.compactMap(\.time).min())
            for coding in own { write(coding, of: guid) }
            if isFirst { for note in notes { xml.reference("NoteRef", note) } }
            xml.end()
            isFirst = false
        }
    }

    private mutating func write(_ coding: ProjectCoding, of selection: String) {
        xml.begin("Coding")
        xml.attribute("guid", plain: coding.id?.description ?? ProjectGUID.coding(selection, codes[coding.code]))
        xml.sign(coding.coder.map { coders[$0] }, coding.time)
        xml.reference("CodeRef", codes[coding.code])
        if !coding.memoKeys.isEmpty { for note in guids(of: coding.memoKeys) { xml.reference("NoteRef", note) } }
        xml.end()
        counts.codings += 1
    }
}

extension XMLWriter {
    fileprivate mutating func sign(_ coder: String?, _ time: String?) {
        if let coder { attribute("creatingUser", plain: coder) }
        if let time, XMLDate(time)?.isDay == false { attribute("creationDateTime", plain: time) }
    }
}

extension IndexedText {
    /// By how many characters a passage is known to readers in a list.
    private static var longestName: Int { 80 }

    /// The first line of a passage as far as a name goes, so that it is a beginning of the words to the letter.
    fileprivate func beginning(of range: TextRange) -> String {
        let end = Swift.min(range.upperBound, range.lowerBound + Self.longestName)
        guard let range = TextRange(range.lowerBound, end) else { return "" }
        return String(decoding: self[range].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
