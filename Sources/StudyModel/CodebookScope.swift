/// How much of a codebook a file can say, and so what taking it in may change.
package struct CodebookScope: Hashable, Sendable {
    /// Whether the file says all there is to say of the codes it names, of findings and of kinds; what it leaves out there
    /// then goes. Of any other file what it leaves out stays.
    package var isWhole: Bool
    /// Whether it says which code stands under which, and in what order.
    package var tellsTree: Bool
    /// Whether it says which codes only hold others.
    package var tellsCodable: Bool

    package init(isWhole: Bool, tellsTree: Bool, tellsCodable: Bool) {
        self.isWhole = isWhole
        self.tellsTree = tellsTree
        self.tellsCodable = tellsCodable
    }

    package static let whole = CodebookScope(isWhole: true, tellsTree: true, tellsCodable: true)

    /// `known` with everything that a file of this scope says of it in `code`; texts without a language are in `language`.
    package func completed(_ known: Code?, with code: Code, language: String) -> Code {
        guard !isWhole else { return code }
        var result = known ?? code
        result.colour = code.colour ?? result.colour
        if tellsCodable { result.isCodable = code.isCodable }
        result.findings.merge(code.findings) { $1 }
        for field in Code.Field.allCases {
            var texts = code[field].texts
            // A text without a language may be the one that this study wrote out in another one.
            if let text = texts.removeValue(forKey: ""), known?[field].texts.values.contains(text) != true {
                texts[language] = texts[language] ?? text
            }
            result[field] = known == nil ? LocalizedText(texts) : LocalizedText(result[field].texts.merging(texts) { $1 })
        }
        return result
    }
}
