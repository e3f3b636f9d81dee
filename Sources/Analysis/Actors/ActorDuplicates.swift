package import StudyModel

/// Two actors of a register that may be one.
package struct ActorDuplicate: Hashable, Sendable {
    /// The one of which more is known, which would stay.
    package var kept: Actor
    package var other: Actor
    /// Why, the strongest first.
    package var reasons: [Reason]
    /// What speaks against it: what both are known by and differ in.
    package var doubts: [Doubt]
    /// From 0 to 1; an order, and no probability.
    package var score: Double

    package struct Reason: Hashable, Sendable {
        package var kind: Kind
        /// The names that are alike, first one of the kept actor's.
        package var names: [String]
        package var score: Double
    }

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// But for case, accents, umlauts spelled out, blanks and signs.
        case sameLetters
        /// The name of one is another name of the other.
        case nameOfOther
        /// They share another name.
        case sharedAlias
        /// But for `e. V.`, `gGmbH` and the like, or articles and small words such as `in`.
        case smallWords
        /// But for what stands in brackets behind one.
        case brackets
        /// The same words in another order.
        case wordOrder
        /// One or two letters are otherwise.
        case spelling
        /// One has the first letters of the other.
        case abbreviation
        /// A first name is a letter in one.
        case initial
        /// One says what sort of actor it is, such as `Gemeinde`.
        case sortOfActor
    }

    package enum Doubt: String, Hashable, Sendable, CaseIterable {
        case kind, place, `case`
    }
}

/// Finds likely duplicates among actors.
///
/// Names meet in groups of what they would have in common; no pair is looked at that shares nothing. A group of more than
/// `groupLimit` says nothing, as where a hundred actors are spoken of as `der Verein`.
package struct ActorDuplicates {
    private static let groupLimit = 40
    private let actors: [Actor]
    private let names: [ComparedName]
    private var found: [Pair: [ActorDuplicate.Reason]] = [:]

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    private init(_ actors: [Actor]) {
        self.actors = actors
        names = actors.enumerated().flatMap { index, actor in
            [ComparedName(actor.name, of: index, isAlias: false)]
                + actor.aliases.map { ComparedName($0, of: index, isAlias: true) }
        }
    }

    /// The pairs that are at least so likely, the likeliest first, then by name.
    ///
    /// - Parameter uses: how much rests on an actor; of two the one with more stays.
    package static func find(
        among actors: [Actor], uses: [Actor.ID: Int] = [:], atLeast least: Double = 0
    ) -> [ActorDuplicate] {
        var search = ActorDuplicates(actors.sorted { inNameOrder($0.name, $1.name) })
        search.findSameWords()
        search.findAbbreviations()
        search.findInitials()
        search.findSpellings()
        return search.found.map { search.duplicate($0, $1, uses) }.filter { $0.score >= least }.sorted {
            if $0.score != $1.score { return $0.score > $1.score }
            if $0.kept.name != $1.kept.name { return inNameOrder($0.kept.name, $1.kept.name) }
            return inNameOrder($0.other.name, $1.other.name)
        }
    }

    // MARK: finding

    private mutating func findSameWords() {
        for (left, right) in pairs(by: { $0.words.isEmpty ? $0.text : $0.words.joined() }) {
            if left.isAlias && right.isAlias {
                add(.sharedAlias, left, right, 0.6)
            } else if left.isAlias || right.isAlias {
                add(.nameOfOther, left, right, 0.95)
            } else {
                add(.sameLetters, left, right, 1)
            }
        }
        for (left, right) in pairs(by: \.letters) where left.words.joined() != right.words.joined() {
            add(.smallWords, left, right, 0.9)
        }
        for (left, right) in pairs(by: { $0.unbracketed ?? $0.letters })
        where (left.unbracketed == nil) != (right.unbracketed == nil) {
            add(.brackets, left, right, 0.85)
        }
        for (left, right) in pairs(by: { $0.core.count > 1 ? $0.core.sorted().joined(separator: " ") : "" })
        where left.core != right.core {
            add(.wordOrder, left, right, 0.85)
        }
        for (left, right) in pairs(by: { $0.bare.sorted().joined(separator: " ") })
        where (left.bare.count == left.core.count) != (right.bare.count == right.core.count) {
            add(.sortOfActor, left, right, 0.65)
        }
    }

    private mutating func findAbbreviations() {
        var groups: [String: [Int]] = [:]
        for (index, name) in names.enumerated() where name.isAbbreviation { groups[name.letters, default: []].append(index) }
        guard !groups.isEmpty else { return }
        for name in names {
            for initials in name.initials.sorted() {
                guard let short = groups[initials], short.count <= Self.groupLimit else { continue }
                for index in short { add(.abbreviation, names[index], name, 0.6) }
            }
        }
    }

    /// `A. Berg` beside `Anna Berg`.
    private mutating func findInitials() {
        func isPerson(_ name: ComparedName) -> Bool { (2...3).contains(name.core.count) }
        func key(_ name: ComparedName) -> String {
            guard isPerson(name), let first = name.core.first?.first else { return "" }
            return ([String(first)] + name.core.dropFirst()).joined(separator: " ")
        }
        for (left, right) in pairs(by: key) where (left.core[0].count == 1) != (right.core[0].count == 1) {
            add(.initial, left, right, 0.7)
        }
    }

    private mutating func findSpellings() {
        var (keys, marks): ([UInt64], [String]) = ([], [])
        for (index, name) in names.enumerated() {
            let letters = Array(name.letters.unicodeScalars)
            marks.append(name.marks.sorted().joined(separator: " "))
            let limit = Self.letters(of: letters.count)
            guard limit > 0 else { continue }
            DeletionKeys.forEach(of: letters, limit: limit, salt: marks[index]) {
                keys.append(UInt64($0) << 32 | UInt64(index))
            }
        }
        keys.sort()
        var seen: Set<Pair> = []
        var start = 0
        while start < keys.count {
            var (end, group) = (start, [Int]())
            while end < keys.count, keys[end] >> 32 == keys[start] >> 32 {
                // A letter that stands twice in a row may be taken twice.
                if end == start || keys[end] != keys[end - 1] { group.append(Int(keys[end] & 0xFFFF_FFFF)) }
                end += 1
            }
            start = end
            guard group.count > 1, group.count <= Self.groupLimit else { continue }
            for (place, left) in group.enumerated() {
                for right in group[(place + 1)...] where seen.insert(Pair(first: left, second: right)).inserted {
                    compareSpelling(names[left], names[right], sameMarks: marks[left] == marks[right])
                }
            }
        }
    }

    private mutating func compareSpelling(_ left: ComparedName, _ right: ComparedName, sameMarks: Bool) {
        guard left.actor != right.actor, sameMarks, !(left.isAlias && right.isAlias) else { return }
        let (letters, others) = (left.letters, right.letters)
        let length = min(letters.unicodeScalars.count, others.unicodeScalars.count)
        guard let distance = editDistance(letters, others, limit: Self.letters(of: length)), distance > 0 else { return }
        add(.spelling, left, right, (100 * (1 - 2 * Double(distance) / Double(length))).rounded() / 100)
    }

    /// So many letters may differ in a name of so many.
    private static func letters(of count: Int) -> Int { count < 5 ? 0 : count < 10 || count > DeletionKeys.longest ? 1 : 2 }

    /// Each two names of different actors that have the same key; an empty one is none.
    private func pairs(by key: (ComparedName) -> String) -> [(ComparedName, ComparedName)] {
        var pairs: [(ComparedName, ComparedName)] = []
        for (key, group) in Dictionary(grouping: names, by: key)
        where !key.isEmpty && group.count > 1 && group.count <= Self.groupLimit {
            for (place, left) in group.enumerated() {
                for right in group[(place + 1)...] where left.actor != right.actor { pairs.append((left, right)) }
            }
        }
        return pairs
    }

    // MARK: telling

    private mutating func add(_ kind: ActorDuplicate.Kind, _ left: ComparedName, _ right: ComparedName, _ score: Double) {
        guard left.actor != right.actor else { return }
        let (first, second) = left.actor < right.actor ? (left, right) : (right, left)
        // What is alike only by another name says less.
        let isByAlias = (left.isAlias || right.isAlias) && kind != .nameOfOther && kind != .sharedAlias
        found[Pair(first: first.actor, second: second.actor), default: []].append(
            .init(kind: kind, names: [first.text, second.text], score: isByAlias ? score * 0.9 : score))
    }

    private func duplicate(
        _ pair: Pair, _ reasons: [ActorDuplicate.Reason], _ uses: [Actor.ID: Int]
    ) -> ActorDuplicate {
        let (first, second) = (actors[pair.first], actors[pair.second])
        let isSecondKept = weight(of: first, uses).lexicographicallyPrecedes(weight(of: second, uses))
        // Of each kind the strongest.
        var strongest: [ActorDuplicate.Kind: ActorDuplicate.Reason] = [:]
        for reason in reasons {
            var reason = reason
            if isSecondKept { reason.names.reverse() }
            guard let other = strongest[reason.kind] else {
                strongest[reason.kind] = reason
                continue
            }
            if (reason.score, other.names.joined(separator: "\n")) > (other.score, reason.names.joined(separator: "\n")) {
                strongest[reason.kind] = reason
            }
        }
        let sorted = strongest.values.sorted {
            ($1.score, $0.kind.rawValue) < ($0.score, $1.kind.rawValue)
        }
        var doubts: [ActorDuplicate.Doubt] = []
        func doubt(_ doubt: ActorDuplicate.Doubt, _ left: String?, _ right: String?) {
            if let left, let right, left.foldedKey != right.foldedKey { doubts.append(doubt) }
        }
        doubt(.kind, first.kind, second.kind)
        doubt(.place, first.place, second.place)
        doubt(.case, first.caseName, second.caseName)
        let score = doubts.reduce(sorted.first?.score ?? 0) { score, _ in score * 0.8 }
        return ActorDuplicate(
            kept: isSecondKept ? second : first, other: isSecondKept ? first : second, reasons: sorted, doubts: doubts,
            score: (100 * score).rounded() / 100)
    }

    /// How much is known of an actor: what rests on it, then what is said of it, then how much its name says.
    private func weight(of actor: Actor, _ uses: [Actor.ID: Int]) -> [Int] {
        [
            uses[actor.id] ?? 0, [actor.kind, actor.place, actor.reach?.rawValue, actor.caseName].compactMap(\.self).count,
            actor.name.unicodeScalars.count,
        ]
    }
}

/// What is left of words from which some letters are taken: two that are so many letters apart have one of these in common.
private enum DeletionKeys {
    /// Of longer words only one letter is taken.
    static let longest = 32

    /// - Parameter salt: what must be the same besides.
    static func forEach(of letters: [Unicode.Scalar], limit: Int, salt: String, _ body: (UInt32) -> Void) {
        let start = salt.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        func hash(without first: Int, _ second: Int) -> UInt32 {
            var hash = start
            for (place, letter) in letters.enumerated() where place != first && place != second {
                hash = (hash ^ UInt64(letter.value)) &* 0x100_0000_01B3
            }
            return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
        }
        body(hash(without: -1, -1))
        for first in letters.indices {
            body(hash(without: first, -1))
            guard limit > 1 else { continue }
            for second in letters.indices.dropFirst(first + 1) { body(hash(without: first, second)) }
        }
    }
}
