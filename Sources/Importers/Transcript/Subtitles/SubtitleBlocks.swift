import StudyModel

/// The cues of a subtitle file as they stand in it, with their markup.
struct SubtitleBlocks {
    struct Block: Equatable {
        /// Nil where the file gives no time that can be read.
        var timing: SubtitleTiming?
        /// The lines of its words.
        var lines: [Range<Int>]
        /// The line of the file that it begins in, from 1.
        var number: Int
    }

    private(set) var blocks: [Block] = []
    private(set) var diagnostics: [Diagnostic] = []
    private let file: InputFile
    private let style: SubtitleStyle
    private var damaged = 0
    /// The number of the last cue, where it has one.
    private var lastNumber: Int?

    /// - Parameters:
    ///   - first: The first line behind the header.
    ///   - style: In WebVTT comments, styles and regions are skipped, and a block without a time is damaged. In the others it
    ///     goes on with the words of the cue above, since programs write blank lines inside of cues.
    init(
        _ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, style: SubtitleStyle, in file: InputFile
    ) {
        self.file = file
        self.style = style
        var index = first
        while index < text.lines.count {
            let line = text.lines[index]
            if line.isEmpty {
                index += 1
            } else if SubtitleTiming.mark(bytes, line, style) != nil {
                index = cue(text, bytes, at: index)
            } else if style == .webVTT, Self.isComment(bytes, line) {
                while index < text.lines.count, !text.lines[index].isEmpty { index += 1 }
            } else if isTiming(text, bytes, index + 1), style != .subViewer {
                // Its number or name.
                lastNumber = Self.number(bytes, line)
                index += 1
            } else {
                index = untimed(text, bytes, at: index)
            }
        }
        if damaged > 100 { diagnostics.append(.warning(at: file.place(), .more(damaged - 100))) }
    }

    /// Reads the cue whose timing stands in line `index`; returns the line behind it.
    private mutating func cue(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        var timing = SubtitleTiming(bytes, line: text.lines[index], style: style)
        if timing == nil {
            warn(index, .unreadableTime, remedy: "write it as \(style.example); the words are kept without a time")
        } else if let times = timing, let end = times.endMs, end < times.startMs {
            warn(index, .reversedTime, remedy: "correct the times; the cue is kept with its start alone")
            timing?.endMs = nil
        }
        let lines = words(text, bytes, from: index + 1)
        blocks.append(Block(timing: timing, lines: Array(text.lines[lines]), number: index + 1))
        return lines.upperBound
    }

    private mutating func untimed(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let lines = words(text, bytes, from: index)
        let isNumber = lines.count == 1 && isNumberOfCue(text, bytes, index)
        if style != .webVTT, !blocks.isEmpty {
            if !isNumber { blocks[blocks.count - 1].lines += text.lines[lines] }
            return lines.upperBound
        }
        if !isNumber {
            warn(
                index, .noTime,
                remedy: "give it a line such as \(style.example); the words are kept without a time")
            // The number of the cue is none of its words.
            let isNumbered = lines.count > 1 && bytes[text.lines[index]].allSatisfy(\.isDigit)
            blocks.append(
                Block(timing: nil, lines: Array(text.lines[lines].dropFirst(isNumbered ? 1 : 0)), number: index + 1))
        }
        return lines.upperBound
    }

    /// True for a number alone between empty lines that counts a cue: one whose time stands below an empty line, or that has lost it.
    ///
    /// Any other is said. In front of all cues it is nobody's words; SBV has no numbers.
    private mutating func isNumberOfCue(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard style != .subViewer, bytes[text.lines[index]].allSatisfy(\.isDigit) else { return false }
        let next = text.lines[(index + 1)...].firstIndex { !$0.isEmpty }
        let number = Self.number(bytes, text.lines[index])
        let isTimed = next.map { isTiming(text, bytes, $0) } ?? false
        var counts = blocks.isEmpty || isTimed
        if !counts, let number, let last = lastNumber, number == last + 1 {
            // The file ends here, or the next cue is counted on from it.
            counts = next.map { Self.number(bytes, text.lines[$0]) == number + 1 && isTiming(text, bytes, $0 + 1) } ?? true
        }
        if counts { lastNumber = number }
        return counts
    }

    /// What a line of digits counts; nil for other lines.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int? {
        guard (1...9).contains(line.count), bytes[line].allSatisfy(\.isDigit) else { return nil }
        return bytes[line].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// The lines from `first` up to the next empty one; also up to the next cue where the empty line is missing.
    private func words(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> Range<Int> {
        var end = first
        while end < text.lines.count, !text.lines[end].isEmpty || isBlankInside(text, bytes, end) {
            if isTiming(text, bytes, end) {
                if style != .subViewer, end > first + 1, bytes[text.lines[end - 1]].allSatisfy(\.isDigit) { end -= 1 }
                break
            }
            end += 1
        }
        return first..<max(first, end)
    }

    private func isTiming(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        index < text.lines.count && SubtitleTiming.mark(bytes, text.lines[index], style) != nil
    }

    /// True for a line of blanks that ends no cue: in WebVTT only an empty line does, and YouTube writes a blank where the upper
    /// line of the screen is empty. Before a time it is taken for a divider that somebody left a blank in.
    private func isBlankInside(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        let start = text.lines[index].lowerBound
        guard style == .webVTT, start > 0, bytes[start - 1] != UInt8(ascii: "\n") else { return false }
        guard index + 1 < text.lines.count, !text.lines[index + 1].isEmpty else { return true }
        return !isTiming(text, bytes, index + 1) && !isTiming(text, bytes, index + 2)
    }

    private static func isComment(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        let start = bytes[line.lowerBound..<min(line.upperBound, line.lowerBound + 7)]
        let word = String(decoding: start.prefix { !$0.isBlank }, as: UTF8.self)
        return word == "NOTE" || (word == "STYLE" || word == "REGION") && line.count == word.utf8.count
    }

    private mutating func warn(_ index: Int, _ message: Diagnostic.Message, remedy: String) {
        damaged += 1
        // A file that is damaged throughout is told by its first hundred places.
        guard damaged <= 100 else { return }
        diagnostics.append(.warning(at: file.place(line: index + 1), message, remedy: remedy))
    }
}

extension Diagnostic.Message {
    fileprivate static let unreadableTime: Self = "the times of this cue cannot be read"
    fileprivate static let reversedTime: Self = "this cue ends before it begins"
    fileprivate static let noTime: Self = "this block has no time"
    fileprivate static func more(_ count: Int) -> Self { "\(count) more cues are damaged" }
}
