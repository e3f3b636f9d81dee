import StudyModel

extension String {
    /// The one of `names` that somebody who wrote this may have meant; nil where none is near.
    ///
    /// Case and accents do not count; one slip in four letters does, at most three.
    func nearest(among names: some Sequence<String>) -> String? {
        let own = Array(foldedKey.unicodeScalars.prefix(200))
        var best: (name: String, distance: Int)?
        for name in names.prefix(10_000) {
            let other = Array(name.foldedKey.unicodeScalars.prefix(200))
            let allowed = min(3, max(own.count, other.count) / 4)
            guard abs(own.count - other.count) <= allowed else { continue }
            let distance = editDistance(own, other)
            if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name
    }

    /// `did you mean 'NAME'?` and otherwise all the names, as far as they fit on a line.
    func suggestion(among names: [String], _ word: String) -> String {
        if let near = nearest(among: names) { return "did you mean '\(near)'?" }
        let listed = names.prefix(12).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
        return "\(word): \(listed)" + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}

/// How many letters to add, drop, change or swap with a neighbour lead from one to the other.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                cost = min(cost, before[column - 1] + 1)
            }
            current.append(cost)
        }
        before = last
        last = current
    }
    return last.last ?? 0
}
