import StudyModel

extension ReportDocument {
    func markdown(_ card: Card) -> String {
        let head = [card.number, card.name].filter { !$0.isEmpty }.map(\.escapedForLine).joined(separator: " ")
        var parts = [String(repeating: "#", count: card.level) + " \(head)\n"]
        if !card.facts.isEmpty { parts.append(markdown(card.facts).markdownStart + "\n") }
        for term in card.terms {
            let title = "**\(term.title.escapedForLine):**"
            if !term.line.isEmpty { parts.append("\(title) \(markdown(term.line))\n") }
            for (number, wording) in term.wordings.enumerated() {
                let isNamed = wording.isFurther && !wording.language.isEmpty
                let sign = [
                    number == 0 && term.line.isEmpty ? title : nil, isNamed ? "*\(wording.language.escapedForLine):*" : nil,
                ].compactMap(\.self).joined(separator: " ")
                // Behind a sign of its own its first line can begin with anything, and so it can with a backslash before that.
                let lines = wording.text.markdownLines(behind: "", empty: "").withoutAutolinks
                parts.append(sign.isEmpty ? lines : "\(sign) \(lines)")
            }
        }
        return (parts + card.quotes.map(markdown)).joined(separator: "\n")
    }

    /// A line of a list, set in as its depth says.
    func markdown(_ entry: Entry, isIndex: Bool) -> String {
        let indentation = String(repeating: "  ", count: min(entry.depth, Self.deepestIndent))
        let number = entry.number.escapedForLine
        let name = entry.name.escapedForLine
        // A number such as `1.2` begins no list.
        let text =
            number.isEmpty ? name.markdownStart : isIndex ? "\(name.markdownStart), \(number)" : "\(number) \(name)"
        return "\(indentation)- \(text)\n"
    }
}
