/// Reads the running text of an HTML page, in any of its versions and however its tags are closed.
///
/// The tree that a browser builds is not made: block elements begin paragraphs wherever they stand. `br` is a line break, two of
/// them end the paragraph. White space is that of HTML: a run of it is one blank, but not inside of `pre`. What `head`, `script`,
/// `style`, `template` and elements that are not shown (`hidden`, `display: none`) hold is dropped.
package struct HTMLReader {
    private var builder: DocumentBuilder
    private var spacing = ParagraphSpacing()
    /// The element whose content is dropped, and how many of its name are open in it.
    private var dropped: (name: String, depth: Int)?
    private var preformatted = 0
    private var isHeading = false
    /// A line break that was read and is none where the paragraph ends with it.
    private var isBreakPending = false
    /// The tables that are open, the innermost last.
    private var tables: [Table] = []

    private struct Table {
        /// Counted from 1.
        var row = 0
        /// The first row that no cell above reaches down to, by column.
        var freeRow = [Int](repeating: 0, count: HTMLReader.widest)
        /// That of the next cell.
        var column = 0
        var isInRow = false
        /// How many columns the open cell reaches over.
        var span = 0
    }

    private static let deepest = 64
    /// The columns in which cells that reach down are minded.
    private static let widest = 64

    /// - Parameter bytes: The page as UTF-8, normalized as `TextNormalization` says.
    /// - Throws: `FormatError` where it holds no text or goes beyond a limit.
    package static func read(_ bytes: [UInt8], limits: InputLimits = .init()) throws -> DocumentText {
        var reader = HTMLReader(builder: DocumentBuilder(limits: limits))
        try bytes.withUnsafeBufferPointer { try reader.take($0) }
        try reader.endParagraph()
        return try reader.builder.finish()
    }

    /// The character set that a page names for itself, where it is one that can be read.
    package static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        HTMLHead.declaredCharacterSet(bytes.prefix(4096)).flatMap { TextEncoding(name: $0) == nil ? nil : $0 }
    }

    private init(builder: DocumentBuilder) { self.builder = builder }

    private mutating func take(_ input: UnsafeBufferPointer<UInt8>) throws {
        var index = 0
        var markup = HTMLMarkup(input)
        while index < input.count {
            let byte = input[index]
            if byte == UInt8(ascii: "<") {
                if let tag = markup.tag(at: index) {
                    index = tag.end
                    try take(tag, input)
                    continue
                }
            } else if byte == UInt8(ascii: "&"), let entity = HTMLEntity(input, at: index) {
                index = entity.end
                try take(entity.scalar)
                continue
            }
            let end = input[(index + 1)...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") } ?? input.count
            try take(words: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(input)[index..<end]))
            index = end
        }
    }

    private mutating func take(words: UnsafeRawBufferPointer) throws {
        guard dropped == nil else { return }
        if preformatted > 0 {
            for line in words.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                if line.offset > 0 { try takeBreak() }
                guard !line.element.isEmpty else { continue }
                try openParagraph()
                builder.append(UnsafeRawBufferPointer(rebasing: line.element))
            }
            return
        }
        guard builder.isInParagraph || words.contains(where: { $0 > 0x20 }) else { return }
        if words.contains(where: { $0 > 0x20 }) { try openParagraph() }
        builder.withText { spacing.append(words, to: &$0) }
    }

    private mutating func take(_ scalar: Unicode.Scalar) throws {
        guard dropped == nil else { return }
        if scalar.value <= 0x20, preformatted == 0 {
            let blank: [UInt8] = [0x20]
            return try blank.withUnsafeBytes { try take(words: $0) }
        }
        try openParagraph()
        // The spacing has to know that there is text.
        builder.withText { spacing.flush(to: &$0) }
        builder.append(scalar)
    }

    private mutating func openParagraph() throws {
        if builder.isInParagraph {
            if isBreakPending { builder.append(UInt8(ascii: "\n")) }
        } else {
            try builder.beginParagraph()
            spacing.beginLine()
        }
        if isBreakPending { spacing.beginLine() }
        isBreakPending = false
    }

    private mutating func endParagraph() throws {
        try builder.endParagraph(isHeading: isHeading)
        isBreakPending = false
    }

    /// A line break inside of a paragraph; the second of two ends it.
    private mutating func takeBreak() throws {
        guard builder.isInParagraph else { return }
        if isBreakPending { try endParagraph() } else { isBreakPending = true }
    }

    private mutating func take(_ tag: HTMLTag, _ input: UnsafeBufferPointer<UInt8>) throws {
        guard !tag.name.isEmpty else { return }
        if let open = dropped {
            guard tag.name == open.name, !Self.void.contains(tag.name) else { return }
            let depth = open.depth + (tag.isClosing ? -1 : 1)
            dropped = depth > 0 ? (open.name, depth) : nil
            return
        }
        if !tag.isClosing, isUnread(tag, input) {
            if tag.partsWords { try endParagraph() }
            if !Self.void.contains(tag.name) { dropped = (tag.name, 1) }
            return
        }
        switch tag.name {
        case "br": try takeBreak()
        case "a":
            if !tag.isClosing, let name = tag.attribute("name", input) ?? tag.attribute("id", input), !name.isEmpty {
                try builder.addAnchor(name)
            }
        case "pre":
            try endParagraph()
            preformatted = max(0, preformatted + (tag.isClosing ? -1 : 1))
        case "h1", "h2", "h3", "h4", "h5", "h6":
            try endParagraph()
            isHeading = !tag.isClosing
        case "table": try takeTable(isClosing: tag.isClosing)
        case "tr": try takeRow(isClosing: tag.isClosing)
        case "td", "th": try takeCell(tag, input)
        case "img", "input", "button", "label", "select", "option", "tbody", "thead", "tfoot", "col", "colgroup", "ruby": break
        default: if tag.partsWords { try endParagraph() }
        }
    }

    private func isUnread(_ tag: HTMLTag, _ input: UnsafeBufferPointer<UInt8>) -> Bool {
        if ["head", "script", "style", "template", "title", "textarea", "select", "svg", "rt", "rp"].contains(tag.name) {
            return true
        }
        guard !tag.attributes.isEmpty else { return false }
        if tag.attribute("hidden", input) != nil { return true }
        guard let style = tag.attribute("style", input) else { return false }
        return style.lowercased().filter { $0 != " " }.contains("display:none")
    }

    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]
}

extension HTMLReader {
    private mutating func takeTable(isClosing: Bool) throws {
        try endParagraph()
        if isClosing {
            guard tables.popLast() != nil else { return }
            builder.endTable()
        } else if tables.count < Self.deepest {
            tables.append(Table())
            builder.beginTable()
        }
    }

    private mutating func takeRow(isClosing: Bool) throws {
        try endParagraph()
        guard let last = tables.indices.last else { return }
        tables[last].isInRow = !isClosing
        guard !isClosing else { return }
        tables[last].column = 0
        tables[last].span = 0
        tables[last].row += 1
        builder.beginRow()
    }

    private mutating func takeCell(_ tag: HTMLTag, _ input: UnsafeBufferPointer<UInt8>) throws {
        // An empty cell is a cell.
        if tag.isClosing, !builder.isInParagraph, let last = tables.indices.last, tables[last].span > 0, !hasCellText {
            try builder.beginParagraph()
        }
        try endParagraph()
        guard let last = tables.indices.last, !tag.isClosing else { return }
        if !tables[last].isInRow { try takeRow(isClosing: false) }
        func move(by span: Int) {
            tables[last].column += span
            builder.advanceColumn(by: span)
        }
        if tables[last].span > 0 { move(by: tables[last].span) }
        while tables[last].column < Self.widest, tables[last].freeRow[tables[last].column] > tables[last].row { move(by: 1) }
        let span = min(max(tag.attribute("colspan", input).flatMap { Int($0) } ?? 1, 1), 1000)
        let rows = min(max(tag.attribute("rowspan", input).flatMap { Int($0) } ?? 1, 1), 100_000)
        let first = min(tables[last].column, Self.widest)
        if rows > 1 {
            for column in first..<min(first + span, Self.widest) { tables[last].freeRow[column] = tables[last].row + rows }
        }
        tables[last].span = span
    }

    /// Whether the open cell has a paragraph already.
    private var hasCellText: Bool { builder.isLastParagraphInOpenCell }
}
