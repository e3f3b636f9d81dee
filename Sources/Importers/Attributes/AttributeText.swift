package import StudyModel

/// Values of attributes as people type them, read by the same rules as the answers of a survey.
package enum AttributeText {
    /// Nil where the text is no value of the type.
    ///
    /// - Parameter decimal: the sign before the fraction, where a whole file has one.
    package static func value(
        of text: String, as kind: Attribute.Kind, decimal: UInt8 = UInt8(ascii: ".")
    ) -> AttributeValue? {
        let question = Question.Kind(rawValue: kind.rawValue) ?? .text
        let text = text.normalizedName
        guard !text.isEmpty else { return nil }
        switch TypedValue(Array(text.utf8)[...], as: question, isAsked: true, decimal: decimal) {
        case .integer(let number): return .integer(number)
        case .decimal(let number): return .decimal(number)
        case .text(let bytes): return .text(String(decoding: bytes, as: UTF8.self))
        case nil: return nil
        }
    }

    /// The type of texts of which every one has it; only forms without a country's habits count.
    package static func kind(of texts: [String], decimal: UInt8 = UInt8(ascii: ".")) -> Attribute.Kind {
        var guess = KindGuess(decimal: decimal)
        for text in texts { guess.look(at: Array(text.normalizedName.utf8)[...]) }
        // Only the first thousand are looked at, and all must fit.
        let kind = Attribute.Kind(rawValue: guess.kind.rawValue) ?? .text
        return texts.allSatisfy { value(of: $0, as: kind, decimal: decimal) != nil } ? kind : .text
    }
}
