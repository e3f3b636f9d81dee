import StudyModel

/// A name as likely duplicates are found by it: as words without case and accents, with umlauts spelled out.
struct ComparedName {
    /// Whose it is, as an index.
    let actor: Int
    let text: String
    let isAlias: Bool
    let words: [String]
    /// The words without legal forms at the end, articles and small words.
    let core: [String]
    /// Those without words that only say what sort of actor it is; empty where nothing else is left.
    let bare: [String]
    /// Words of the core with digits or of one letter: two names in which they differ are of two things.
    let marks: [String]
    /// The letters of the core without what stands in brackets; nil where nothing does.
    let unbracketed: String?
    /// Whether it is one word in capitals, such as `THW`.
    let isAbbreviation: Bool

    init(_ text: String, of actor: Int, isAlias: Bool) {
        self.actor = actor
        self.text = text
        self.isAlias = isAlias
        var (folded, typed): ([String], [String]) = ([], [])
        var bytes = text
        bytes.withUTF8 { buffer in
            var reader = WordReader(buffer[...])
            while let range = reader.next() {
                var word = FoldedWord()
                word.take(buffer[range])
                folded.append(String(decoding: word.spelled, as: UTF8.self))
                typed.append(String(decoding: buffer[range], as: UTF8.self))
            }
        }
        words = folded
        var end = folded.count
        var isShorter = true
        while isShorter {
            isShorter = false
            for form in Self.legalForms where end > form.count && folded[end - form.count..<end].elementsEqual(form) {
                end -= form.count
                isShorter = true
                break
            }
        }
        let kept = folded[..<end].indices.filter { !Self.smallWords.contains(folded[$0]) }
        let core = kept.isEmpty ? Array(folded) : kept.map { folded[$0] }
        self.core = core
        let bare = core.filter { !Self.sorts.contains($0) }
        self.bare = bare
        marks = core.filter { $0.unicodeScalars.count == 1 || $0.unicodeScalars.contains { $0.properties.numericType != nil } }
        let only = kept.count == 1 ? typed[kept[0]] : ""
        let outside = text.withoutBrackets
        unbracketed =
            outside == text || outside.isEmpty ? nil : ComparedName(outside, of: actor, isAlias: isAlias).letters
        isAbbreviation = (2...8).contains(only.count) && only.allSatisfy { $0.isUppercase }
    }

    /// The letters of the core in a row.
    var letters: String { core.joined() }

    /// The first letters of its words, with the small ones and without; none for one word.
    var initials: Set<String> {
        func initials(_ words: [String]) -> String { String(words.compactMap(\.first)) }
        guard core.count > 1 else { return [] }
        return [initials(core), initials(words), initials(words.filter { !Self.articles.contains($0) })]
    }

    private static let articles: Set<String> = ["der", "die", "das", "dem", "den", "des"]
    private static let smallWords = articles.union([
        "und", "in", "im", "aus", "von", "vom", "zu", "zum", "zur", "am", "an", "fuer", "bei", "beim",
    ])

    /// `e. V.` is two words.
    private static let legalForms: [[String]] = [
        ["e", "v"], ["ev"], ["e", "g"], ["eg"], ["i", "g"], ["gmbh"], ["ggmbh"], ["g", "gmbh"], ["mbh"], ["ug"], ["gug"],
        ["haftungsbeschraenkt"], ["ag"], ["gag"], ["kg"], ["kgaa"], ["ohg"], ["gbr"], ["co"], ["eingetragener", "verein"],
        ["ek"], ["e", "k"], ["se"], ["inc"], ["ltd"],
    ]

    private static let sorts: Set<String> = [
        "gemeinde", "samtgemeinde", "verbandsgemeinde", "ortsgemeinde", "stadt", "dorf", "ort", "ortschaft", "ortsteil",
        "kreis",
        "landkreis", "verein", "initiative", "gruppe", "projekt", "stiftung", "firma", "familie", "frau", "herr", "dr", "prof",
    ]
}

extension String {
    /// Without what stands in round brackets, and without blanks at its ends.
    fileprivate var withoutBrackets: String {
        var depth = 0
        var kept = ""
        for character in self {
            if character == "(" { depth += 1 }
            if depth == 0 { kept.append(character) }
            if character == ")" { depth = max(0, depth - 1) }
        }
        return kept.normalizedName
    }
}

/// How many letters to add, drop, change or swap with their neighbour lead from one to the other; nil for more than `limit`.
func editDistance(_ left: String, _ right: String, limit: Int) -> Int? {
    let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    guard abs(left.count - right.count) <= limit else { return nil }
    var older: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        current.reserveCapacity(right.count + 1)
        for column in right.indices {
            var cost = min(
                previous[column + 1] + 1, current[column] + 1, previous[column] + (left[row] == right[column] ? 0 : 1))
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                cost = min(cost, older[column - 1] + 1)
            }
            current.append(cost)
        }
        if current.allSatisfy({ $0 > limit }) { return nil }
        (older, previous) = (previous, current)
    }
    return previous[right.count] <= limit ? previous[right.count] : nil
}
