extension InterviewHead {
    /// The lines behind the last turn that say whose labels the text has; empty where there are none.
    ///
    /// They are the last of the text, and begin with a line `Legende:` or stand behind a blank one and tell a role each.
    func legendAtEnd() -> Range<Int> {
        let count = text.lines.count
        let none = count..<count
        guard let last = text.lines.lastIndex(where: { !$0.isEmpty }), last >= end else { return none }
        let start = (text.lines[end...last].lastIndex { $0.isEmpty }).map { $0 + 1 } ?? end
        var legend = ((start...last).last(where: isLegendTitle) ?? start)..<count
        // A blank line may stand below the title.
        if let above = text.lines[..<start].lastIndex(where: { !$0.isEmpty }), above >= end, isLegendTitle(above) {
            legend = above..<count
        }
        let labelled = legend.filter { heads[$0] != nil }
        // What ends as a sentence is said.
        guard !labelled.contains(where: { ".?!".utf8.contains(bytes[text.lines[$0]].last ?? 0) }) else { return none }
        guard heads.keys.contains(where: { end..<legend.lowerBound ~= $0 }) else { return none }
        if isLegendTitle(legend.lowerBound) { return legend }
        guard start > end, labelled.count > 1, labelled.count == last - start + 1, labelled.allSatisfy(tellsRole) else {
            return none
        }
        return legend
    }

    /// `Legende:`, also with signs behind it.
    private func isLegendTitle(_ line: Int) -> Bool {
        let words = bytes[text.lines[line]].prefix { $0 != UInt8(ascii: ":") }
        guard words.count < 30, heads[line] == nil else { return false }
        return ["legende", "legend", "zeichenerklarung", "transkriptionszeichen"]
            .contains(String(decoding: words, as: UTF8.self).headingWord)
    }

    private func tellsRole(_ line: Int) -> Bool {
        guard let head = heads[line], !head.isMarked else { return false }
        let words = text.string(head.words(of: text.lines[line]))
        return words.split { $0 == "," || $0 == ";" }.first.map { SpeakerRole.named(String($0)) != nil } ?? false
    }
}
