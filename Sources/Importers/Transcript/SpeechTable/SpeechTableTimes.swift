import FileFormats
import StudyModel

/// The times of a table of what is said: clocks (`00:01:02.5`, `1:02`, `[00:01:02]`), clocks with frames (`00:01:02:12`, of
/// which the whole seconds are taken), or numbers, whose unit is decided over the whole file.
///
/// A number with a fraction is seconds, and so are all of its file. Whole numbers are milliseconds where as seconds fewer than
/// one word in ten seconds would be said: people say two in one.
struct SpeechTableTimes {
    private let decimal: UInt8
    private var isFractional = false
    private var hasNumbers = false
    private var hasFrames = false
    private var greatest = 0.0
    private var words = 0
    /// As the heading says it; nil where it does not.
    var unitMs: Int?

    /// A time as it stands in a cell.
    struct Reading {
        var ms: Int?
        /// The end of a span such as `00:01 - 00:05` in one cell.
        var spanEndMs: Int?
        var isUnreadable = false
    }

    private enum Form {
        case number(Double, isFractional: Bool)
        case clock(ms: Int, endMs: Int?)
        case frames(ms: Int)
    }

    /// - Parameter decimal: the sign before the fraction of numbers in this file.
    init(decimal: UInt8) { self.decimal = decimal }

    /// Takes note of what form the times of a row have.
    mutating func learn(_ row: SpeechTableFormat.Row) {
        words += row.words.utf8.count { $0 == 0x20 } + 1
        for text in [row.start, row.end].compactMap(\.self) {
            switch form(of: text) {
            case .number(let number, let isFractional):
                hasNumbers = true
                self.isFractional = self.isFractional || isFractional
                greatest = max(greatest, number)
            case .frames: hasFrames = true
            case .clock, nil: break
            }
        }
    }

    /// What a number of the file counts.
    private var numbersMs: Int {
        unitMs ?? (isFractional || Double(words) * 10 >= greatest ? 1000 : 1)
    }

    func milliseconds(_ text: String?) -> Reading {
        guard let text else { return Reading() }
        switch form(of: text) {
        case .number(let number, _):
            guard let ms = Int(millisecondsOf: number * Double(numbersMs) / 1000) else { return Reading(isUnreadable: true) }
            return Reading(ms: ms)
        case .clock(let ms, let endMs): return Reading(ms: ms, spanEndMs: endMs)
        case .frames(let ms): return Reading(ms: ms)
        case nil: return Reading(isUnreadable: true)
        }
    }

    /// What was decided that the file does not say.
    func note(of file: InputFile) -> Diagnostic? {
        if hasFrames {
            return .note(
                at: file.place(), "its times count frames, of which only the whole seconds were taken",
                remedy: "export it with milliseconds, or as WebVTT or SRT")
        }
        guard hasNumbers, unitMs == nil, !isFractional else { return nil }
        return .note(
            at: file.place(), "its times were read as \(numbersMs == 1 ? "milliseconds" : "seconds")",
            remedy: "where that is wrong, head the column 'start_ms' or 'start_seconds'")
    }

    private func form(of text: String) -> Form? {
        guard text.utf8.count <= 40 else { return nil }
        var text = text
        return text.withUTF8 { bytes in
            if let number = number(bytes) { return number }
            if let frames = frames(bytes) { return .frames(ms: frames) }
            if let mark = TimeMark.parse(bytes, at: 0, limit: bytes.count), mark.style != .bare {
                return mark.end == bytes.count ? .clock(ms: mark.ms, endMs: mark.endMs) : nil
            }
            guard let first = TimeMark.clock(bytes, at: 0, limit: bytes.count) else { return nil }
            guard first.end < bytes.count else { return .clock(ms: first.ms, endMs: nil) }
            var index = first.end
            while index < bytes.count, bytes[index].isBlank || !bytes[index].isDigit && !bytes[index].isASCIILetter {
                index += 1
            }
            guard index < bytes.count, let second = TimeMark.clock(bytes, at: index, limit: bytes.count),
                second.end == bytes.count
            else { return nil }
            return .clock(ms: first.ms, endMs: second.ms)
        }
    }

    private func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Form? {
        guard let first = bytes.first, first.isDigit,
            bytes.allSatisfy({ $0.isDigit || $0 == decimal || $0 == UInt8(ascii: ".") })
        else { return nil }
        let plain = bytes.map { $0 == decimal ? UInt8(ascii: ".") : $0 }
        return Double(String(decoding: plain, as: UTF8.self)).map {
            .number($0, isFractional: plain.contains(UInt8(ascii: ".")))
        }
    }

    /// `hh:mm:ss:ff`, or with `;` before the frames: whole seconds in milliseconds.
    private func frames(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let mark = bytes.lastIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }),
            (1...3).contains(bytes.count - mark - 1), bytes[(mark + 1)...].allSatisfy(\.isDigit),
            let clock = TimeMark.clock(bytes, at: 0, limit: mark), clock.hasHours, clock.end == mark
        else { return nil }
        return clock.ms
    }
}
