extension String {
    /// The one of `names` that was probably meant; nil where none is near.
    ///
    /// Case and accents do not count; at most a third of the letters may be added, left out, changed or swapped with the next.
    package func nearest(among names: some Sequence<String>) -> String? {
        let own = Array(foldedKey.unicodeScalars.prefix(200))
        var best: (name: String, distance: Int)?
        // A file of a hundred thousand columns shall not make one slip of the pen expensive.
        for name in names.prefix(10_000) {
            let other = Array(name.foldedKey.unicodeScalars.prefix(200))
            let limit = Swift.max(1, Swift.max(own.count, other.count) / 3)
            guard abs(own.count - other.count) <= limit else { continue }
            let distance = editDistance(own, other)
            if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name
    }

    /// `did you mean 'NAME'?`, or else `list` and the names, as far as they fit on a line.
    package func suggestion(among names: [String], _ list: String) -> String {
        if let near = nearest(among: names) { return "did you mean '\(near)'?" }
        let shown = names.prefix(12).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
        return "\(list): \(shown)" + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}

/// How many letters to add, drop, change or swap with their neighbour lead from one to the other.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var older: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            var cost = Swift.min(
                previous[column + 1] + 1, current[column] + 1, previous[column] + (left[row] == right[column] ? 0 : 1))
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                cost = Swift.min(cost, older[column - 1] + 1)
            }
            current.append(cost)
        }
        older = previous
        previous = current
    }
    return previous[right.count]
}
