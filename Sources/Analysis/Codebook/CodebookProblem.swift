package import StudyModel

/// Something in a codebook that makes coding with it unsure.
package struct CodebookProblem: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Names that are the same but for case, accents or normal form.
        case similarNames = "similar-names"
        /// Codes with the same label in one language.
        case sameLabel = "same-label"
        /// Codes with the same definition in one language.
        case sameDefinition = "same-definition"
        /// A code that may be used and has no definition in any language.
        case noDefinition = "no-definition"
        /// A code that only holds codes, and has codings.
        case usedNotCodable = "used-not-codable"
        /// A code that may be used and has no coding.
        case unused
        /// A code that only holds codes, and holds none.
        case empty
    }

    package var kind: Kind
    /// In tree order; more than one only where they are too much alike.
    package var codes: [Code]
    /// The language of what is the same.
    package var language: String?
    /// How many codings the codes have together.
    package var codings: Int
}

extension Codebook {
    /// What is to be looked at in it, by kind and in tree order.
    ///
    /// - Parameter codings: how many codings each code has.
    package func problems(codings: [Code.ID: Int]) -> [CodebookProblem] {
        func problem(_ kind: CodebookProblem.Kind, _ codes: [Code], language: String? = nil) -> CodebookProblem {
            CodebookProblem(
                kind: kind, codes: codes, language: language, codings: codes.reduce(0) { $0 + (codings[$1.id] ?? 0) })
        }
        func each(_ kind: CodebookProblem.Kind, where isSo: (Code) -> Bool) -> [CodebookProblem] {
            codes.filter(isSo).map { problem(kind, [$0]) }
        }
        func alike(_ kind: CodebookProblem.Kind, _ field: Code.Field) -> [CodebookProblem] {
            Set(codes.flatMap { $0[field].languages }).sorted().flatMap { language in
                groups { $0[field][language]?.comparableText }.map {
                    problem(kind, $0, language: language.isEmpty ? nil : language)
                }
            }
        }
        let parents = Set(codes.compactMap(\.parent))
        return groups { $0.name.foldedKey.comparableText }.map { problem(.similarNames, $0) }
            + alike(.sameLabel, .label) + alike(.sameDefinition, .definition)
            + each(.noDefinition) { $0.isCodable && $0.definition.isEmpty }
            + each(.usedNotCodable) { !$0.isCodable && codings[$0.id] ?? 0 > 0 }
            + each(.unused) { $0.isCodable && codings[$0.id] ?? 0 == 0 }
            + each(.empty) { !$0.isCodable && !parents.contains($0.id) }
    }

    /// The codes that share a key with another, in the order of their first.
    private func groups(by key: (Code) -> String?) -> [[Code]] {
        var groups: [String: [Int]] = [:]
        for (index, code) in codes.enumerated() {
            if let key = key(code), !key.isEmpty { groups[key, default: []].append(index) }
        }
        return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { $0.map { codes[$0] } }
    }
}

extension String {
    /// The words of it without regard to case, normal form and how they are set.
    fileprivate var comparableText: String {
        lowercased().normalizedName.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
