package import StudyModel

/// Finds names and other names of actors in texts.
///
/// Words are compared as searches compare them, and the last one may have the `s` or `es` of a genitive. Where names overlap the
/// longest wins. A short name in capitals, such as `ER`, stands in capitals in the text too.
package struct MentionFinder: Sendable {
    package struct Found: Hashable, Sendable {
        /// In bytes.
        package var range: Range<Int>
        /// Indexes of the actors that are called so; several where it is a name of none or several, and another name of more.
        package var actors: [Int]
    }

    /// Who is called by the words that lead to a node.
    private struct Holder: Hashable {
        var actor: Int
        var isAlias: Bool
        /// The letters that the text must have; nil where case does not count.
        var capitals: [UInt8]?
    }

    private struct Node {
        /// By either form of the next word.
        var next: [[UInt8]: [Int]] = [:]
        var word = FoldedWord()
        var holders: [Holder] = []
    }

    private var nodes = [Node()]
    /// By byte: whether a name begins with a letter that begins so, in lower case; all bytes that are not ASCII may.
    private var firstBytes = [Bool](repeating: false, count: 128) + [Bool](repeating: true, count: 128)

    package init(_ actors: [Actor]) {
        for (index, actor) in actors.enumerated() {
            add(actor.name, of: index, isAlias: false)
            for alias in actor.aliases { add(alias, of: index, isAlias: true) }
        }
    }

    private mutating func add(_ name: String, of actor: Int, isAlias: Bool) {
        var node = 0
        var count = 0
        var bytes = name
        bytes.withUTF8 { buffer in
            var reader = WordReader(buffer[...])
            while let range = reader.next() {
                var word = FoldedWord()
                word.take(buffer[range])
                if node == 0 {
                    for case let byte? in [word.plain.first, word.spelled.first] { firstBytes[Int(byte)] = true }
                }
                node = child(of: node, word)
                count += 1
            }
        }
        guard node != 0 else { return }
        let letters = name.filter { !$0.isWhitespace }
        let isShort = count == 1 && letters.count <= 4 && letters.allSatisfy(\.isUppercase)
        let holder = Holder(actor: actor, isAlias: isAlias, capitals: isShort ? Array(letters.utf8) : nil)
        if !nodes[node].holders.contains(holder) { nodes[node].holders.append(holder) }
    }

    private mutating func child(of node: Int, _ word: FoldedWord) -> Int {
        if let known = nodes[node].next[word.plain]?.first(where: { nodes[$0].word == word }) { return known }
        var child = Node()
        child.word = word
        nodes.append(child)
        let index = nodes.count - 1
        nodes[node].next[word.plain, default: []].append(index)
        if word.spelled != word.plain { nodes[node].next[word.spelled, default: []].append(index) }
        return index
    }

    /// The mentions in one unit of a text, in reading order; none overlaps another.
    ///
    /// - Parameter unit: valid UTF-8.
    package func mentions(in unit: Slice<UnsafeBufferPointer<UInt8>>) -> [Found] {
        var found: [(words: Int, place: Found)] = []
        var reader = WordReader(unit)
        var word = FoldedWord()
        while let range = reader.next() {
            guard firstBytes[Int(unit[range.lowerBound].asciiLowercased)] else { continue }
            word.take(unit[range])
            if let place = longest(from: range, word, in: unit) { found.append(place) }
        }
        return Self.withoutOverlaps(found)
    }

    private func longest(
        from first: Range<Int>, _ word: FoldedWord, in unit: Slice<UnsafeBufferPointer<UInt8>>
    ) -> (words: Int, place: Found)? {
        var (reached, word, last, count) = ([0], word, first, 1)
        var best: (words: Int, place: Found)?
        var reader = WordReader(unit, from: first.upperBound)
        while true {
            let next = Set(reached.flatMap { children(of: $0, word) })
            var holders = next.flatMap { nodes[$0].holders }
            if !holders.contains(where: { holds($0, last, unit) }) {
                holders = Set(reached.flatMap { genitives(of: $0, word) }).flatMap { nodes[$0].holders }.filter {
                    $0.capitals == nil
                }
            }
            let actors = Self.meant(holders.filter { holds($0, last, unit) })
            if !actors.isEmpty { best = (count, Found(range: first.lowerBound..<last.upperBound, actors: actors)) }
            guard next.contains(where: { !nodes[$0].next.isEmpty }), let following = reader.next(),
                Self.isGap(unit[last.upperBound..<following.lowerBound])
            else { return best }
            reached = next.sorted()
            last = following
            word.take(unit[following])
            count += 1
        }
    }

    private func holds(_ holder: Holder, _ range: Range<Int>, _ unit: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        holder.capitals.map { unit[range].elementsEqual($0) } ?? true
    }

    private func children(of node: Int, _ word: FoldedWord) -> [Int] {
        let plain = nodes[node].next[word.plain] ?? []
        return word.spelled == word.plain ? plain : plain + (nodes[node].next[word.spelled] ?? [])
    }

    /// Those whose word has an `s` or `es` more here.
    private func genitives(of node: Int, _ word: FoldedWord) -> [Int] {
        guard word.plain.count > 3, word.plain.last == UInt8(ascii: "s") else { return [] }
        return [word.plain, word.spelled].flatMap { form -> [Int] in
            let stem = form.dropLast()
            let shorter = stem.count > 3 && stem.last == UInt8(ascii: "e") ? nodes[node].next[Array(stem.dropLast())] ?? [] : []
            return (nodes[node].next[Array(stem)] ?? []) + shorter
        }
    }

    /// Who is called so by its own name, else by another name.
    private static func meant(_ holders: [Holder]) -> [Int] {
        let own = Set(holders.filter { !$0.isAlias }.map(\.actor))
        return (own.isEmpty ? Set(holders.map(\.actor)) : own).sorted()
    }

    /// Whether words with these bytes between them may be of one name: a few signs and at most one line break, and no end of a
    /// sentence but a full stop, which abbreviations have.
    private static func isGap(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        bytes.count <= 6 && bytes.count { $0 == UInt8(ascii: "\n") } <= 1
            && !bytes.contains { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: ";") }
    }

    /// The longest first, then the first.
    private static func withoutOverlaps(_ found: [(words: Int, place: Found)]) -> [Found] {
        guard found.count > 1 else { return found.map(\.place) }
        let order = found.indices.sorted {
            if found[$0].words != found[$1].words { return found[$0].words > found[$1].words }
            return found[$0].place.range.lowerBound < found[$1].place.range.lowerBound
        }
        // Taken places by where they begin; they do not overlap, so only the neighbours of a new one matter.
        var taken: [Found] = []
        for index in order {
            let place = found[index].place
            var (low, high) = (0, taken.count)
            while low < high {
                let middle = (low + high) / 2
                if taken[middle].range.lowerBound < place.range.lowerBound { low = middle + 1 } else { high = middle }
            }
            let isFree =
                (low == 0 || taken[low - 1].range.upperBound <= place.range.lowerBound)
                && (low == taken.count || place.range.upperBound <= taken[low].range.lowerBound)
            if isFree { taken.insert(place, at: low) }
        }
        return taken
    }
}
