import FileFormats
import StudyModel

/// A range as a program counts it, with the words that the program stored for it.
struct CountedRange: Hashable, Sendable {
    var lower: Int
    var upper: Int
    var words: String?
}

/// A text of a project in the form in which it is stored, and where in it positions of its first form stand.
struct PlacedText {
    /// As it came.
    let raw: String
    /// Without byte order mark, as `TextNormalization` says.
    let utf8: [UInt8]
    /// How many characters became U+FFFD.
    let replaced: Int

    init(_ raw: String) {
        self.raw = raw
        var bytes = Array(raw.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let normal = TextNormalization(bytes)
        utf8 = normal.utf8
        replaced = normal.replaced
    }

    /// A position in the stored text.
    struct Place: Hashable {
        var scalar: Int
        var byte: Int
    }

    /// Where each of `positions` stands; those beyond the end are left out. One inside of a character stands behind it.
    func places(of positions: some Sequence<Int>, by reading: PositionReading) -> [Int: Place] {
        let wanted = Set(positions).filter { $0 >= 0 }.sorted()
        var found = [Int: Place](minimumCapacity: wanted.count)
        var next = wanted.startIndex
        var counted = 0
        var place = Place(scalar: 0, byte: 0)
        func take() {
            while next < wanted.count, wanted[next] <= counted {
                found[wanted[next]] = place
                next += 1
            }
        }
        func move(_ scalar: Unicode.Scalar) {
            place.scalar += 1
            place.byte += scalar.isForbiddenInXML ? 3 : UTF8.width(scalar)
        }
        var scalars = raw.unicodeScalars.makeIterator()
        var scalar = scalars.next()
        var isFirst = true
        while let current = scalar, next < wanted.count {
            scalar = scalars.next()
            take()
            if current != "\r" {
                counted += reading.width(of: current)
                if !(isFirst && current == "\u{FEFF}") { move(current) }
            } else if scalar == "\n" {
                counted += reading.countsReturns ? 1 : 0
            } else {
                counted += 1
                move("\n")
            }
            isFirst = false
        }
        take()
        return found
    }
}

extension Unicode.Scalar {
    fileprivate var isForbiddenInXML: Bool {
        value < 0x20 && value != 0x09 && value != 0x0A || value == 0xFFFE || value == 0xFFFF
    }
}
