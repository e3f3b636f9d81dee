/// A text as it is compared: clusters without the white space between them, and the words and lines that they make.
///
/// A cluster is a scalar with what belongs to it, in either normal form, so that no place is ever found inside of one. The
/// number of a turn at the beginning of a line counts as white space: turns that an edit renumbers are the same turns.
struct ComparedText {
    struct Cluster {
        var key: UInt64
        /// Where it begins and ends in the text, in scalars.
        var lower: Int32
        var upper: Int32
        var opens: Opening
    }

    /// What begins with a cluster.
    struct Opening: OptionSet {
        let rawValue: UInt8
        static let space = Opening(rawValue: 1)
        static let word = Opening(rawValue: 2)
        static let line = Opening(rawValue: 4)
    }

    private(set) var clusters: [Cluster] = []
    /// Where each word begins, in clusters, and behind the last the number of clusters. A mark of punctuation is a word too.
    private(set) var words: [Int32] = []
    private(set) var wordKeys: [UInt64] = []
    /// Where each line with words begins, in words, and behind the last the number of words.
    private(set) var lines: [Int32] = []
    private(set) var lineKeys: [UInt64] = []
    /// Unicode scalars of the whole text.
    let length: Int

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        length = scalars.count
        clusters.reserveCapacity(scalars.count)
        words.reserveCapacity(scalars.count / 4)
        wordKeys.reserveCapacity(scalars.count / 4)
        var position = 0
        var pending: Opening = [.space, .line]
        var isInWord = false
        var number = TurnNumber.digits(at: 0, in: scalars)
        while position < scalars.count {
            let scalar = scalars[position]
            let kind = number.contains(position) ? .space : ScalarKind(scalar)
            if kind == .space {
                pending.insert(.space)
                isInWord = false
                position += 1
                if scalar == "\n" {
                    pending.insert(.line)
                    number = TurnNumber.digits(at: position, in: scalars)
                }
                continue
            }
            let end = Self.end(ofClusterAt: position, kind, in: scalars)
            if kind != .word || !isInWord { pending.insert(.word) }
            isInWord = kind == .word
            let simple = end == position + 1 ? ClusterKey.simple(scalar) : nil
            append(simple ?? ClusterKey.composed(scalars[position..<end]), position, end, pending)
            pending = []
            position = end
        }
        words.append(Int32(clusters.count))
        lines.append(Int32(wordKeys.count))
    }

    private static func end(ofClusterAt start: Int, _ kind: ScalarKind, in scalars: [Unicode.Scalar]) -> Int {
        var end = start + 1
        // A flag is a pair.
        if isRegional(scalars[start]), end < scalars.count, isRegional(scalars[end]) { end += 1 }
        while end < scalars.count {
            let next = scalars[end]
            // No extender stands before the soft hyphen, and few letters are not Latin.
            if next.value < 0x300 && next.value != 0xAD { break }
            let isJoined = kind == .other && scalars[end - 1] == "\u{200D}" && ScalarKind(next) == .other
            guard isJoined || ScalarKind(next) == .extender else { break }
            end += 1
        }
        return end
    }

    private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x1F1E6 && scalar.value <= 0x1F1FF
    }

    private mutating func append(_ key: UInt64, _ start: Int, _ end: Int, _ opens: Opening) {
        if opens.contains(.word) {
            if opens.contains(.line) {
                lines.append(Int32(wordKeys.count))
                lineKeys.append(0)
            } else {
                // The word before is whole.
                lineKeys[lineKeys.count - 1] = ClusterKey.mixed(lineKeys[lineKeys.count - 1], wordKeys[wordKeys.count - 1])
            }
            words.append(Int32(clusters.count))
            wordKeys.append(ClusterKey.mixed(0, key))
        } else {
            wordKeys[wordKeys.count - 1] = ClusterKey.mixed(wordKeys[wordKeys.count - 1], key)
        }
        clusters.append(Cluster(key: key, lower: Int32(start), upper: Int32(end), opens: opens))
    }

    var count: Int { clusters.count }
    var wordCount: Int { wordKeys.count }

    /// Where the word begins, in clusters; for the number of words, where the last one ends.
    func cluster(ofWord word: Int) -> Int { Int(words[word]) }

    /// How many clusters some words have.
    func clusters(inWords range: Range<Int>) -> Int { Int(words[range.upperBound] - words[range.lowerBound]) }

    func opensLine(word: Int) -> Bool { word == wordCount || clusters[Int(words[word])].opens.contains(.line) }

    /// The clusters that lie in the range or reach into it.
    func clusters(at range: Range<Int>) -> Range<Int> {
        let first = Self.first(in: clusters) { Int($0.upper) > range.lowerBound }
        let end = Self.first(in: clusters) { Int($0.lower) >= range.upperBound }
        return first..<max(first, end)
    }

    /// The lines that lie wholly in some words.
    func lines(inWords range: Range<Int>) -> Range<Int> {
        let first = Self.first(in: lines) { Int($0) >= range.lowerBound }
        let end = Self.first(in: lines) { Int($0) > range.upperBound }
        return first..<max(first, end - 1)
    }

    /// The index of the first element from which on `isBehind` holds.
    static func first<Element>(in sorted: [Element], where isBehind: (Element) -> Bool) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(sorted[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
