package import StudyModel

extension FoundPlace {
    /// The whole quote as a block of Markdown (CommonMark 0.31.2, section 5.1), with its place, case and `codes` in the last line; nil
    /// where there is no quote.
    ///
    /// Lines of the quote stay lines. Whatever Markdown would read as its own signs is escaped.
    package func markdown(codes: [String]) -> String? {
        guard let quote else { return nil }
        let place = [citation.description, citation.caseName].compactMap(\.self).map(\.visible.markdownEscaped)
            .joined(separator: ", ")
        let names = codes.map { "*\($0.visible.markdownEscaped)*" }.joined(separator: " · ")
        return quote.markdownQuotation + ">\n> — \(place)\(names.isEmpty ? "" : "; \(names)")\n"
    }
}

extension String {
    /// The text as lines of a block quotation, each ended by a line feed.
    var markdownQuotation: String { markdownLines(behind: "> ", empty: ">") }

    /// The text as lines behind a sign, each ended by a line feed; what breaks a line in it breaks one in what is read.
    func markdownLines(behind sign: String, empty: String) -> String {
        let lines = visibleLines.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).markdownLine }
        var text = ""
        for (number, line) in lines.enumerated() {
            // A backslash at the end of a line is a line break.
            let isBroken = number + 1 < lines.count && !line.isEmpty && !lines[number + 1].isEmpty
            text += line.isEmpty ? "\(empty)\n" : "\(sign)\(line)\(isBroken ? "\\" : "")\n"
        }
        return text
    }
}
