/// Words in brackets that tell apart people with the same label: `B (w): …`, `B (m): …`.
enum SignsInBrackets {
    /// The labels with their brackets, by line; none where a label does not have two such signs that come back.
    static func labels(
        _ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, heads: [Int: LineHead]
    ) -> [Int: Range<Int>] {
        var lines: [String: [String: [Int]]] = [:]
        var labels: [Int: Range<Int>] = [:]
        for (line, head) in heads {
            guard let brackets = sign(bytes, behind: head.label, before: head.content) else { continue }
            let word = text.string(brackets.lowerBound + 1..<brackets.upperBound - 1)
            guard word.utf8.count == 1 || words.contains(word.lowercased()) else { continue }
            labels[line] = head.label.lowerBound..<brackets.upperBound
            lines[text.string(head.label), default: [:]][text.string(brackets), default: []].append(line)
        }
        var result: [Int: Range<Int>] = [:]
        for signs in lines.values {
            let repeated = signs.values.filter { $0.count > 1 }
            guard repeated.count > 1 else { continue }
            for line in repeated.joined() { result[line] = labels[line] }
        }
        return result
    }

    private static func sign(
        _ bytes: UnsafeBufferPointer<UInt8>, behind label: Range<Int>, before end: Int
    ) -> Range<Int>? {
        guard label.upperBound < end, bytes[label.upperBound].isBlank else { return nil }
        let rest = bytes.trimmed(label.upperBound..<end)
        guard bytes[rest].first == UInt8(ascii: "("), let close = bytes[rest].firstIndex(of: UInt8(ascii: ")")),
            close > rest.lowerBound + 1
        else { return nil }
        return rest.lowerBound..<close + 1
    }

    private static let words: Set<String> = [
        "weiblich", "männlich", "divers", "frau", "mann", "female", "male", "woman", "man", "mutter", "vater", "sohn",
        "tochter",
        "mother", "father", "son", "daughter",
    ]
}
