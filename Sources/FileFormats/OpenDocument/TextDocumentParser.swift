/// Turns the events of an OpenDocument text into its text: OpenDocument 1.2, part 1, sections 3.4, 5 and 6.
struct TextDocumentParser {
    private enum Place: UInt8 {
        case outside, document, styles, style, body, text, paragraph, table, row, cell
    }

    private var builder: DocumentBuilder
    private var spacing = ParagraphSpacing()
    private let limit: Int
    private var open = OpenElements(Place.outside)
    private var isHeading = false
    /// By name: automatic styles that hide their text, and those made of a style for headings.
    private var hiddenStyles: Set<String> = []
    private var headingStyles: Set<String> = []
    private var currentStyle = ""
    private var hasBody = false
    /// What the open cell stands for, in columns.
    private var span = 1

    init(limits: InputLimits) {
        builder = DocumentBuilder(limits: limits)
        limit = limits.transcriptBytes
    }

    private var place: Place { open.place }

    mutating func finish() throws -> DocumentText { try builder.finish() }

    mutating func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard !open.isPassingOver else {
            if name.code == TextDocumentName.textBox.rawValue { builder.leaveOut(\.textBoxes) }
            return open.enter(nil)
        }
        open.enter(try enter(name, attributes))
    }

    mutating func endElement() throws {
        guard let left = open.leave(), left != place else { return }
        switch left {
        case .paragraph: try builder.endParagraph(isHeading: isHeading)
        case .cell: builder.advanceColumn(by: span)
        case .table: builder.endTable()
        default: break
        }
    }

    mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {
        guard !open.isPassingOver, place == .paragraph else { return }
        builder.withText { spacing.append(bytes, to: &$0) }
        guard builder.position <= limit else { throw FormatError.longDocument(limit) }
    }

    /// The place that an element opens; nil for one that is passed over with all that is in it.
    private mutating func enter(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws -> Place? {
        let known = TextDocumentName(rawValue: name.code)
        switch (place, known) {
        case (.paragraph, _): return try inline(known, name, attributes)
        case (.text, .paragraph), (.text, .heading), (.cell, .paragraph), (.cell, .heading):
            return try beginParagraph(known, attributes)
        case (.text, .table), (.cell, .table):
            builder.beginTable()
            return .table
        case (.table, .row):
            builder.beginRow()
            return .row
        case (.row, .cell), (.row, .coveredCell):
            // Cells that another reaches over stand there themselves.
            span = attributes.string(TextDocumentName.columnsRepeated.rawValue).flatMap { Int($0) } ?? 1
            return .cell
        case (.text, _), (.cell, _), (.table, _), (.row, _): return container(known, name, attributes)
        default: return try enterAbove(known, name, attributes)
        }
    }

    private mutating func beginParagraph(_ known: TextDocumentName?, _ attributes: borrowing XMLAttributes) throws -> Place? {
        let style = attributes.string(TextDocumentName.styleName.rawValue) ?? ""
        if hiddenStyles.contains(style) {
            builder.leaveOut(\.hidden)
            return nil
        }
        isHeading = known == .heading || headingStyles.contains(style) || HeadingStyle.isOne(style)
        try builder.beginParagraph()
        spacing.beginLine()
        return .paragraph
    }

    private mutating func inline(
        _ known: TextDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes
    ) throws -> Place? {
        switch known {
        case .space:
            let count = attributes.string(TextDocumentName.count.rawValue).map { Int($0) ?? 0 } ?? 1
            guard count >= 0, count <= limit - min(limit, builder.position) else { throw FormatError.longDocument(limit) }
            builder.withText { spacing.append(UInt8(ascii: " "), times: count, to: &$0) }
        case .tab: builder.withText { spacing.append(UInt8(ascii: "\t"), to: &$0) }
        case .lineBreak: builder.withText { spacing.append(UInt8(ascii: "\n"), to: &$0) }
        case .note: builder.leaveOut(\.notes)
        case .annotation: builder.leaveOut(\.comments)
        case .textBox: builder.leaveOut(\.textBoxes)
        case .hiddenText: builder.leaveOut(\.hidden)
        case .unread: break
        case .span:
            if let style = attributes.string(TextDocumentName.styleName.rawValue), hiddenStyles.contains(style) {
                builder.leaveOut(\.hidden)
                return nil
            }
            return .paragraph
        // Fields such as `text:date` stand for their text; what other namespaces put there is no text.
        default: return name.namespace == OpenDocumentName.textNamespace ? .paragraph : nil
        }
        return nil
    }

    /// Sections, lists, indexes and groups of rows.
    private mutating func container(
        _ known: TextDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes
    ) -> Place? {
        switch known {
        case .unread: return nil
        case .annotation: builder.leaveOut(\.comments)
        case .textBox: builder.leaveOut(\.textBoxes)
        default:
            let isHidden = attributes.string(TextDocumentName.display.rawValue) == "none"
            if isHidden { builder.leaveOut(\.hidden) }
            let isKnown = name.namespace == OpenDocumentName.textNamespace || name.namespace == OpenDocumentName.tableNamespace
            return isKnown && !isHidden ? place : nil
        }
        return nil
    }

    /// What stands above the text: the document and its styles.
    private mutating func enterAbove(
        _ known: TextDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes
    ) throws -> Place? {
        switch (place, known) {
        case (.outside, .documentContent): return .document
        case (.outside, .document):
            let type = attributes.string(TextDocumentName.mimetype.rawValue) ?? OpenDocumentKind.text
            guard OpenDocumentKind.isText(type) else { throw FormatError.noTextDocument(OpenDocumentKind.description(type)) }
            return .document
        case (.outside, _): throw FormatError.noTextDocument("XML with the root '\(name.local.prefix(40))'")
        case (.document, .automaticStyles): return .styles
        case (.document, .body): return .body
        case (.body, .text): return .text
        case (.body, .otherBody): throw FormatError.noTextDocument("a document of the kind '\(name.local)'")
        case (.styles, .style):
            currentStyle = attributes.string(TextDocumentName.name.rawValue) ?? ""
            if attributes.string(TextDocumentName.parent.rawValue).map(HeadingStyle.isOne) ?? false {
                headingStyles.insert(currentStyle)
            }
            return .style
        case (.style, .textProperties):
            if attributes.string(TextDocumentName.display.rawValue) == "none" { hiddenStyles.insert(currentStyle) }
            return nil
        default: return nil
        }
    }
}

extension FormatError {
    static func noTextDocument(_ kind: String) -> FormatError {
        .otherThan("an OpenDocument text", is: kind, remedy: TextDocumentReader.remedy)
    }
}
