/// Gives an interview its case by the name of its file: `interview-{Nr}=Initiative {Nr}`.
///
/// Left of `=` stands what a file name without extension looks like, with names in braces for the parts that vary; right
/// of it the name of the case. A part of digits loses its leading zeros, so that file `interview-03` and row 3 of a survey
/// meet. Without `=`, the whole is the name of the case, in which `{name}` is the file name.
package struct CasePattern: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case text(String)
        case part(String)
    }

    private let shape: [Piece]
    private let caseName: [Piece]

    /// Nil where a brace is not closed, a part is named that the file name does not have, or two parts touch.
    package init?(_ text: String) {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let last = sides.last, let caseName = Self.pieces(last) else { return nil }
        guard let shape = sides.count == 2 ? Self.pieces(sides[0]) : [.part("name")] else { return nil }
        let known = Set(shape.compactMap { if case .part(let name) = $0 { name } else { nil } })
        for case .part(let name) in caseName where !known.contains(name) { return nil }
        for (first, second) in zip(shape, shape.dropFirst()) {
            if case .part = first, case .part = second { return nil }
        }
        self.shape = shape
        self.caseName = caseName
    }

    /// The case of a file; nil where its name does not look like the pattern.
    package func caseName(forFile stem: String) -> String? {
        guard let parts = Self.match(Substring(stem), shape[...]) else { return nil }
        return caseName.map { piece in
            switch piece {
            case .text(let text): text
            case .part(let name): (parts[name] ?? "").withoutLeadingZeros
            }
        }.joined()
    }

    private static func match(_ text: Substring, _ shape: ArraySlice<Piece>) -> [String: String]? {
        guard let first = shape.first else { return text.isEmpty ? [:] : nil }
        switch first {
        case .text(let fixed):
            return text.hasPrefix(fixed) ? match(text.dropFirst(fixed.count), shape.dropFirst()) : nil
        case .part(let name):
            // The shortest part that lets the rest match; at least one character.
            var end = text.startIndex
            while end < text.endIndex {
                end = text.index(after: end)
                if var rest = match(text[end...], shape.dropFirst()) {
                    rest[name] = String(text[..<end])
                    return rest
                }
            }
            return nil
        }
    }

    private static func pieces(_ text: String) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"), rest.index(after: open) < close else { return nil }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.part(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces.isEmpty ? nil : pieces
    }
}
