/// Finds the paragraphs of a text that is set in pages.
///
/// Taken off are numbers of paragraphs or lines in the left margin, and what stands at the head or foot of two thirds of the pages, alike but for
/// numbers. Lines are joined to paragraphs; one begins at a blank line, a numbered paragraph, a label that comes back at starts of
/// lines (`Ana:`), or where the line above ends so early that the first word had had room in it. A word that is parted at the end
/// of a line is put together: without its hyphen where it goes on in small letters.
struct PDFLayout {
    private var pages: [[PDFLine]]
    private var labels: Set<[UInt8]> = []
    private var hasParagraphNumbers = false

    /// - Parameter bytes: What `pdftotext -layout` wrote: a form feed ends a page.
    init(_ bytes: [UInt8]) {
        var parts = bytes.split(separator: 0x0C, omittingEmptySubsequences: false)
        if parts.count > 1, !(parts.last?.contains { $0 > 0x20 } ?? false) { parts.removeLast() }
        pages = parts.map { page in
            var lines: [PDFLine] = []
            var isParted = false
            for part in page.split(separator: 0x0A, omittingEmptySubsequences: false) {
                if var line = PDFLine(part) {
                    (line.isParted, line.isFirstOfPage) = (isParted && !lines.isEmpty, lines.isEmpty)
                    lines.append(line)
                    isParted = false
                } else {
                    isParted = true
                }
            }
            return lines
        }
        takeMarginNumbers()
        takeHeadsAndFeet()
        var counts: [[UInt8]: Int] = [:]
        for page in pages { for line in page { if let label = line.label { counts[label, default: 0] += 1 } } }
        labels = Set(counts.filter { $0.value >= 2 }.keys)
    }

    func document(limits: InputLimits) throws -> DocumentText {
        var builder = DocumentBuilder(limits: limits)
        builder.setPages(pages.count)
        var before: PDFLine?
        for page in pages {
            let margin = page.map(\.end).max() ?? 0
            for line in page where !line.isEmpty || line.number != nil {
                if before == nil || beginsParagraph(line, after: before, margin: margin) {
                    try builder.endParagraph()
                    try builder.beginParagraph()
                } else {
                    builder.withText { Self.joinLine(line, to: &$0) }
                }
                line.text.withUnsafeBytes { builder.append($0) }
                if !line.isEmpty || line.number != nil { before = line }
            }
        }
        return try builder.finish()
    }

    // MARK: Margins, heads and feet

    /// Numbers are those of a margin where they stand at the starts of at least three lines and nearly all follow one another, also
    /// where they begin anew on a page. Numbers of lines say nothing; those of paragraphs say where one begins.
    private mutating func takeMarginNumbers() {
        var numbered = 0
        var following = 0
        var last: Int?
        var neighbours = 0
        for page in pages {
            var lastLine = -2
            for (index, line) in page.enumerated() {
                guard let number = line.leadingNumber?.value else { continue }
                numbered += 1
                let step = last.map { number - $0 }
                if step == 1 || step == 5 || step == 0 || number == 1 || number == 5 { following += 1 }
                if index == lastLine + 1, !line.isParted { neighbours += 1 }
                (last, lastLine) = (number, index)
            }
        }
        let lines = pages.reduce(0) { $0 + $1.count }
        guard numbered >= 3, following * 10 >= numbered * 9, numbered * 12 >= lines else { return }
        hasParagraphNumbers = neighbours * 3 < numbered
        for page in pages.indices { for line in pages[page].indices { pages[page][line].takeNumber() } }
        if !hasParagraphNumbers {
            for page in pages.indices { for line in pages[page].indices { pages[page][line].number = nil } }
        }
    }

    /// Drops the first and last two lines of a page that are alike, but for numbers, on two thirds of the pages; where there are only
    /// two pages, they have to be numbered, since an answer may stand at both feet.
    private mutating func takeHeadsAndFeet() {
        guard pages.count >= 2 else { return }
        for isHead in [true, false] {
            for _ in 0..<2 {
                var counts: [[UInt8]: Int] = [:]
                for page in pages {
                    if let line = Self.edge(of: page, isHead) { counts[page[line].pattern, default: 0] += 1 }
                }
                let usual = Set(
                    counts.filter { pattern, count in
                        count >= 2 && count * 3 >= pages.count * 2 && (pages.count > 2 || pattern.contains(UInt8(ascii: "#")))
                    }.keys)
                guard !usual.isEmpty else { break }
                for page in pages.indices {
                    guard let line = Self.edge(of: pages[page], isHead), usual.contains(pages[page][line].pattern) else {
                        continue
                    }
                    let removed = pages[page].remove(at: line)
                    if removed.isFirstOfPage, !pages[page].isEmpty { pages[page][line].isFirstOfPage = true }
                }
            }
        }
    }

    /// The first or last line of a page with text; a number in the margin alone is none.
    private static func edge(of page: [PDFLine], _ isHead: Bool) -> Int? {
        isHead ? page.firstIndex { !$0.isEmpty } : page.lastIndex { !$0.isEmpty }
    }

    // MARK: Paragraphs

    private func beginsParagraph(_ line: PDFLine, after before: PDFLine?, margin: Int) -> Bool {
        guard let before else { return true }
        // The number stood on a line of its own above it.
        if before.isEmpty { return false }
        if line.number != nil { return true }
        if hasParagraphNumbers { return line.isParted }
        if let label = line.label, labels.contains(label) { return true }
        if Self.endsInsideOfWord(before.text) { return false }
        if line.isFirstOfPage {
            return Self.endsSentence(before.text) && !Self.beginsSmall(line.text)
        }
        if line.isParted { return true }
        return (before.end + 1 + line.firstWordLength) * 10 < margin * 8
    }

    private static func endsSentence(_ text: ArraySlice<UInt8>) -> Bool {
        let bytes = text.reversed().drop { "\"')]*".utf8.contains($0) || $0 >= 0x80 }
        return bytes.first.map { ".?!".utf8.contains($0) } ?? false
    }

    /// True where a hyphen parts a word at the end of a line.
    private static func endsInsideOfWord(_ text: ArraySlice<UInt8>) -> Bool {
        if text.suffix(2).elementsEqual([0xC2, 0xAD]) { return true }
        guard text.last == UInt8(ascii: "-"), let before = text.dropLast().last else { return false }
        return before >= 0x80 || (0x61...0x7A).contains(before | 0x20)
    }

    private static func beginsSmall(_ text: ArraySlice<UInt8>) -> Bool {
        String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first?.properties.isLowercase ?? false
    }

    /// Makes room for a line that goes on in the paragraph.
    private static func joinLine(_ line: PDFLine, to text: inout [UInt8]) {
        guard endsInsideOfWord(text[...]) else {
            if let last = text.last, last > 0x20 { text.append(UInt8(ascii: " ")) }
            return
        }
        guard text.last == UInt8(ascii: "-") else { return text.removeLast(2) }
        guard beginsSmall(line.text) else { return }
        // `Vor- und Nachteile`
        let word = String(decoding: line.text.prefix { $0 > 0x20 }, as: UTF8.self)
        if ["und", "oder", "bzw.", "sowie", "bis", "and", "or", "to"].contains(word) {
            text.append(UInt8(ascii: " "))
        } else {
            text.removeLast()
        }
    }
}
