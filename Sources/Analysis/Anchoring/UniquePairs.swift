/// Things that occur once in each of two texts, as pairs of places.
struct UniquePairs {
    struct Pair {
        var old: Int
        var new: Int
        var weight: Int
    }

    private var places: [UInt64: (old: Int32, new: Int32)] = [:]
    private static let none: Int32 = -1
    private static let several: Int32 = -2

    mutating func addOld(_ key: UInt64, at place: Int) {
        let known = places[key, default: (Self.none, Self.none)].old
        places[key, default: (Self.none, Self.none)].old = known == Self.none ? Int32(place) : Self.several
    }

    /// To be called when all of the old text is added: what does not stand there is of no interest.
    mutating func addNew(_ key: UInt64, at place: Int) {
        guard let known = places[key], known.old >= 0 else { return }
        places[key]?.new = known.new == Self.none ? Int32(place) : Self.several
    }

    /// In the order of the old text.
    func pairs(weight: (Int) -> Int) -> [Pair] {
        places.values.filter { $0.old >= 0 && $0.new >= 0 }
            .map { Pair(old: Int($0.old), new: Int($0.new), weight: weight(Int($0.old))) }
            .sorted { $0.old < $1.old }
    }

    /// The heaviest choice of pairs that are in the same order in both texts; `pairs` are in the order of the old one.
    static func heaviestInOrder(_ pairs: [Pair]) -> [Pair] {
        guard pairs.count > 1 else { return pairs }
        let ranks = pairs.indices.sorted { pairs[$0].new < pairs[$1].new }
        var rank = [Int](repeating: 0, count: pairs.count)
        for (place, index) in ranks.enumerated() { rank[index] = place + 1 }
        // A Fenwick tree of the heaviest choice that ends at or before a place of the new text.
        var best = [(weight: Int, pair: Int)](repeating: (0, -1), count: pairs.count + 1)
        var before = [Int](repeating: -1, count: pairs.count)
        var heaviest = (weight: 0, pair: -1)
        for (index, pair) in pairs.enumerated() {
            var found = (weight: 0, pair: -1)
            var place = rank[index] - 1
            while place > 0 {
                if best[place].weight > found.weight { found = best[place] }
                place &= place - 1
            }
            before[index] = found.pair
            let own = (weight: found.weight + pair.weight, pair: index)
            if own.weight > heaviest.weight { heaviest = own }
            place = rank[index]
            while place <= pairs.count {
                if own.weight > best[place].weight { best[place] = own }
                place += place & -place
            }
        }
        var chosen: [Pair] = []
        var next = heaviest.pair
        while next >= 0 {
            chosen.append(pairs[next])
            next = before[next]
        }
        return chosen.reversed()
    }
}

/// Hashes of all runs of `length` words inside a range.
struct Shingles {
    static func forEach(_ keys: [UInt64], _ range: Range<Int>, length: Int, _ body: (UInt64, Int) -> Void) {
        guard range.count >= length else { return }
        let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
        var power: UInt64 = 1
        for _ in 1..<length { power = power &* factor }
        var hash: UInt64 = 0
        for index in range {
            if index >= range.lowerBound + length { hash = hash &- keys[index - length] &* power }
            hash = hash &* factor &+ keys[index]
            if index >= range.lowerBound + length - 1 { body(hash, index - length + 1) }
        }
    }
}
