/// Turns the events of a Word document's main part into its text.
struct WordParser {
    private enum Place: UInt8 {
        case outside, document, body, paragraph, run, text
        case paragraphProperties, markProperties, runProperties
        case table, row, rowProperties, cell, cellProperties
        case alternatives
    }

    private var builder: DocumentBuilder
    private let limit: Int
    private var open = OpenElements(Place.outside)
    private var isHeading = false
    private let styles: WordStyles
    /// That of the paragraph, or the last that was named.
    private var lastStyle: (id: [UInt8], isHeading: Bool, hides: Bool) = ([], false, false)
    private var isMarkDeleted = false
    /// What hides the run that is open: the styles of its paragraph and of itself, and what it says of itself.
    private var hiding = (paragraph: false, run: false, itself: Bool?.none)
    private var isHidden = false
    /// The row that is open was deleted.
    private var isRowDeleted = false
    private var span = 1
    /// Of each `mc:AlternateContent` that is open, whether one of its alternatives was taken.
    private var isAlternativeTaken: [Bool] = []

    init(_ styles: WordStyles, _ limits: InputLimits) {
        self.styles = styles
        builder = DocumentBuilder(limits: limits)
        limit = limits.transcriptBytes
    }

    private var place: Place { open.place }

    mutating func finish() throws -> DocumentText { try builder.finish() }

    mutating func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard !open.isPassingOver else {
            if name.code == WordName.textBox.rawValue { builder.leaveOut(\.textBoxes) }
            return open.enter(nil)
        }
        open.enter(try enter(name, attributes))
    }

    mutating func endElement() throws {
        // What has no place of its own ends without a trace, and so does one of several alternatives.
        guard let left = open.leave(), left != place, place != .alternatives else { return }
        switch left {
        case .paragraph: try builder.endParagraph(isHeading: isHeading, joins: isMarkDeleted)
        case .run: if isHidden { builder.leaveOut(\.hidden) }
        case .cell: builder.advanceColumn(by: span)
        case .row: isRowDeleted = false
        case .table: builder.endTable()
        case .alternatives: isAlternativeTaken.removeLast()
        default: break
        }
    }

    mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {
        guard !open.isPassingOver, place == .text, !isHidden else { return }
        guard bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return builder.append(bytes) }
        // A line end in the file is white space, `w:br` is the one that is meant.
        for byte in bytes { builder.append(byte == 0x0A || byte == 0x0D ? UInt8(ascii: " ") : byte) }
    }

    /// The place that an element opens; nil for one that is passed over with all that is in it.
    private mutating func enter(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws -> Place? {
        let known = WordName(rawValue: name.code)
        switch place {
        case .run: return try enterRunContent(known, name, attributes)
        case .text: return nil
        case .paragraphProperties, .markProperties, .runProperties, .rowProperties, .cellProperties:
            return take(property: known, attributes)
        case .outside:
            guard known == .document else { throw FormatError.otherRoot(name.local) }
            return .document
        case .document: return known == .body ? .body : nil
        case .alternatives: return alternative(known)
        default: return try enterBlock(known, name)
        }
    }

    private mutating func enterBlock(_ known: WordName?, _ name: XMLName) throws -> Place? {
        switch known {
        case .paragraph where place != .paragraph && place != .table && place != .row:
            guard !isRowDeleted else { return nil }
            (isHeading, isMarkDeleted) = (false, false)
            hiding.paragraph = styles.hidesStandardParagraphs
            try builder.beginParagraph()
            return .paragraph
        case .run where place == .paragraph:
            hiding.run = styles.hidesStandardRuns
            hiding.itself = nil
            settleHiding()
            return .run
        case .paragraphProperties where place == .paragraph: return .paragraphProperties
        case .table where place == .body || place == .cell:
            builder.beginTable()
            return .table
        case .row where place == .table:
            return beginRow()
        case .cell where place == .row:
            span = 1
            return .cell
        case .rowProperties where place == .row: return .rowProperties
        case .cellProperties where place == .cell: return .cellProperties
        case .deleted:
            builder.leaveOut(\.deletions)
            return nil
        case .alternatives:
            isAlternativeTaken.append(false)
            return .alternatives
        case .textBox:
            builder.leaveOut(\.textBoxes)
            return nil
        case .unread, .runProperties: return nil
        // `w:ins`, `w:hyperlink`, `w:sdt`, `w:smartTag`, `w:fldSimple` and their like.
        default: return WordName.isNamespace(name.namespace) ? place : nil
        }
    }

    private mutating func beginRow() -> Place {
        isRowDeleted = false
        builder.beginRow()
        return .row
    }

    private mutating func enterRunContent(
        _ known: WordName?, _ name: XMLName, _ attributes: borrowing XMLAttributes
    ) throws -> Place? {
        switch known {
        case .text:
            guard builder.position <= limit else { throw FormatError.longDocument(limit) }
            return .text
        case .runProperties: return .runProperties
        case .tab: if !isHidden { builder.append(UInt8(ascii: "\t")) }
        case .lineBreak:
            // The end of a page or column is none of a line.
            let ends = attributes.string(WordName.kind.rawValue).map { $0 == "textWrapping" } ?? true
            if !isHidden, ends { builder.append(UInt8(ascii: "\n")) }
        case .hyphen: if !isHidden { builder.append("\u{2011}" as Unicode.Scalar) }
        case .symbol: if !isHidden { appendSymbol(attributes) }
        case .comment: builder.leaveOut(\.comments)
        case .note: builder.leaveOut(\.notes)
        case .alternatives:
            isAlternativeTaken.append(false)
            return .alternatives
        case .textBox: builder.leaveOut(\.textBoxes)
        case .unread: break
        default: return WordName.isNamespace(name.namespace) ? .run : nil
        }
        return nil
    }

    /// What the properties of a paragraph, its mark, a run, a row or a cell say.
    private mutating func take(property known: WordName?, _ attributes: borrowing XMLAttributes) -> Place? {
        switch (place, known) {
        case (.paragraphProperties, .runProperties): return .markProperties
        case (.paragraphProperties, .style):
            guard let index = attributes.index(of: WordName.value.rawValue) else { return nil }
            take(style: attributes.bytes(at: index))
        case (.paragraphProperties, .outlineLevel):
            // Level 9 is running text.
            isHeading = attributes.string(WordName.value.rawValue) != "9"
        case (.markProperties, .deleted): isMarkDeleted = true
        case (.runProperties, .runStyle):
            hiding.run = attributes.string(WordName.value.rawValue).map(styles.hides(runsOfStyle:)) ?? hiding.run
            settleHiding()
        case (.runProperties, .hidden):
            hiding.itself = attributes.isOn(.value)
            settleHiding()
        case (.rowProperties, .deleted):
            isRowDeleted = true
            builder.leaveOut(\.deletions)
        case (.cellProperties, .span): span = attributes.string(WordName.value.rawValue).flatMap { Int($0) } ?? 1
        default: break
        }
        return nil
    }

    /// Of alternatives the first is read that is there: its text is the same as that of the others.
    private mutating func alternative(_ known: WordName?) -> Place? {
        guard let last = isAlternativeTaken.indices.last, !isAlternativeTaken[last], known == .choice || known == .fallback
        else { return nil }
        isAlternativeTaken[last] = true
        // What an alternative holds stands where its parent does.
        return open.innermost { $0 != .alternatives }
    }

    private mutating func take(style: UnsafeRawBufferPointer) {
        // Most paragraphs have the style of the one before.
        if !style.elementsEqual(lastStyle.id) {
            let id = String(decoding: style, as: UTF8.self)
            lastStyle = (Array(style), HeadingStyle.isOne(id), styles.hides(paragraphsOfStyle: id))
        }
        if lastStyle.isHeading { isHeading = true }
        hiding.paragraph = lastStyle.hides
    }

    private mutating func settleHiding() {
        isHidden = hiding.itself ?? styles.hides(paragraph: hiding.paragraph, run: hiding.run)
    }

    private mutating func appendSymbol(_ attributes: borrowing XMLAttributes) {
        guard let code = attributes.string(WordName.character.rawValue).flatMap({ UInt32($0, radix: 16) }) else { return }
        builder.append(SymbolFont.scalar(code, font: attributes.string(WordName.font.rawValue) ?? ""))
    }
}

extension FormatError {
    fileprivate static func otherRoot(_ name: String) -> FormatError {
        FormatError(
            "is XML with the root '\(name.prefix(40))', no Word document", remedy: "check that it is the file that you meant")
    }
}
