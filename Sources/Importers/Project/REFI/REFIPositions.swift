import StudyModel

/// The places of a text that readings count otherwise: by position in the text as it is stored.
struct REFICountedText {
    let text: IndexedText
    /// Characters beyond U+FFFF.
    private(set) var wide: [Int] = []
    /// Line ends that were of two characters.
    private(set) var returns: [Int] = []

    /// - Parameters:
    ///   - raw: the text as it came, valid UTF-8 without a byte order mark.
    ///   - stored: the same as it is stored, which differs in line ends only as far as positions go.
    init(raw: [UInt8], stored: [UInt8]) {
        text = IndexedText(stored)
        var position = 0
        var isAfterReturn = false
        raw.withUnsafeBufferPointer { bytes in
            for byte in bytes where byte & 0xC0 != 0x80 {
                if byte == 0x0A && isAfterReturn {
                    returns.append(position - 1)
                    isAfterReturn = false
                    continue
                }
                isAfterReturn = byte == 0x0D
                if byte >= 0xF0 { wide.append(position) }
                position += 1
            }
        }
    }

    /// The readings that do not come to the same in this text.
    var readings: [PositionReading] {
        let units: [PositionReading.Unit] = wide.isEmpty ? [.scalars] : [.scalars, .utf16]
        let ends = returns.isEmpty ? [true] : [true, false]
        return ends.flatMap { end in units.map { PositionReading(unit: $0, countsReturns: end) } }
    }

    /// The reading of the list above that comes to the same as `reading`.
    func simplified(_ reading: PositionReading) -> PositionReading {
        PositionReading(
            unit: wide.isEmpty ? .scalars : reading.unit, countsReturns: reading.countsReturns || returns.isEmpty)
    }

    func scale(_ reading: PositionReading) -> REFIScale {
        var doubles = reading.unit == .utf16 ? wide : []
        if reading.countsReturns { doubles = doubles.isEmpty ? returns : (doubles + returns).sorted() }
        return REFIScale(doubles: doubles, length: text.length, breaks: reading.countsReturns ? Set(returns) : [])
    }
}

/// Turns positions of one reading into positions of the stored text.
struct REFIScale {
    /// Where the scalars that count as two begin, in positions of the reading; ascending.
    private let starts: [Int]
    private let breaks: Set<Int>
    private let stored: Int
    /// The length of the text in this reading.
    var length: Int { stored + starts.count }

    fileprivate init(doubles: [Int], length: Int, breaks: Set<Int>) {
        starts = doubles.enumerated().map { $1 + $0 }
        self.breaks = breaks
        stored = length
    }

    /// Nil outside of the text and inside of a character. Between the two characters of a line end it is the start of that.
    func place(_ position: Int) -> Int? {
        guard position >= 0, position <= length else { return nil }
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < position { low = middle + 1 } else { high = middle }
        }
        guard low > 0, starts[low - 1] == position - 1 else { return position - low }
        let begun = position - low
        return breaks.contains(begun) ? begun : nil
    }

    func range(_ lower: Int, _ upper: Int) -> TextRange? {
        guard let lower = place(lower), let upper = place(upper) else { return nil }
        return TextRange(lower, upper)
    }
}

/// Finds the reading under which selections begin and end where a person would set them.
struct REFIReadingChoice {
    /// What was taken last where the selections told; at first what the program that wrote the file is known for.
    private(set) var usual: PositionReading
    /// In how many texts a reading was taken that is not the only one.
    private(set) var counts: [PositionReading: Int] = [:]
    /// Whether this program wrote the file, which counts by the specification.
    let isOwn: Bool

    init(program: String?) {
        let program = program?.lowercased() ?? ""
        isOwn = program.hasPrefix("ankerpunkt")
        usual = .standard
        if program.hasPrefix("nvivo"), !program.contains("mac") { usual.unit = .utf16 }
        if program.hasPrefix("atlas") { usual.countsReturns = false }
    }

    struct Selection {
        var lower: Int
        var upper: Int
        /// By habit the beginning of the words.
        var name: String
    }

    mutating func reading(for selections: [Selection], in text: REFICountedText) -> PositionReading {
        let usual = text.simplified(usual)
        if isOwn { return usual }
        let readings = [usual] + text.readings.filter { $0 != usual }
        guard readings.count > 1, !selections.isEmpty else { return usual }
        let scales = readings.map { text.scale($0) }
        var fits = [Int](repeating: 0, count: readings.count)
        var telling = 0
        for selection in selections {
            let ranges = scales.map { $0.range(selection.lower, selection.upper) }
            guard ranges.contains(where: { $0 != ranges[0] }) else { continue }
            telling += 1
            for (place, range) in ranges.enumerated() {
                if let range, text.text.fits(range, named: selection.name) { fits[place] += 1 }
            }
        }
        // A reading is taken instead of the usual one only where most selections speak for it, and more than for that one.
        let best = fits.indices.max { fits[$0] < fits[$1] || fits[$0] == fits[$1] && $0 > $1 } ?? 0
        let isSure = fits[best] * 2 >= telling && telling > 0
        let taken = best == 0 || isSure && fits[best] > fits[0] ? readings[best] : usual
        if isSure {
            if !text.wide.isEmpty { self.usual.unit = taken.unit }
            if !text.returns.isEmpty { self.usual.countsReturns = taken.countsReturns }
        }
        counts[taken, default: 0] += 1
        return taken
    }
}

extension IndexedText {
    /// Whether a selection would be set so: it begins with the words of its name, or begins and ends at the border of a word.
    fileprivate func fits(_ range: TextRange, named name: String) -> Bool {
        let lower = offset(ofScalar: range.lowerBound)
        let upper = offset(ofScalar: range.upperBound)
        let words = name.utf8.lazy.filter { $0 > 0x20 }.prefix(60)
        var beginning = Array(words)
        for end in ["…", "..."] where beginning.count > 3 && beginning.suffix(3) == Array(end.utf8)[...] {
            beginning.removeLast(3)
        }
        if beginning.count >= 3 {
            let found = bytes[lower..<upper].lazy.filter { $0 > 0x20 }.prefix(beginning.count)
            if Array(found) == beginning { return true }
        }
        return isBorder(lower) && isBorder(upper) && !isSpace(at: lower) && upper > 0 && bytes[upper - 1] > 0x20
    }

    private func isSpace(at offset: Int) -> Bool { offset >= bytes.count || bytes[offset] <= 0x20 }

    /// Where no word goes on from one side to the other.
    private func isBorder(_ offset: Int) -> Bool {
        guard offset > 0, offset < bytes.count else { return true }
        var before = offset - 1
        while before > 0, bytes[before] & 0xC0 == 0x80 { before -= 1 }
        return !(isLetter(at: before) && isLetter(at: offset))
    }

    private func isLetter(at offset: Int) -> Bool {
        let length = bytes[offset] < 0x80 ? 1 : bytes[offset] < 0xE0 ? 2 : bytes[offset] < 0xF0 ? 3 : 4
        let scalar = String(decoding: bytes[offset..<min(bytes.count, offset + length)], as: UTF8.self).unicodeScalars.first
        guard let scalar else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }
}
