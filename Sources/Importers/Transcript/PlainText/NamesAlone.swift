/// The names that stand alone on their lines above what somebody says, each again and again, in a text without other labels:
///
///     Interviewerin
///
///     Wie kam es dazu?
///
///     Anna Müller
///
///     …
enum NamesAlone {
    /// In the order of their first lines; empty where lines that repeat may as well be headings.
    ///
    /// A name is followed by words each time, and the first stands above all but the title. Of two names or more, at least one tells
    /// by itself that it is one: `Interviewerin`, `B1`, `Frau Müller`.
    static func find(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, _ layout: TextLayout, from first: Int) -> [String]
    {
        let lines = (first..<max(first, text.lines.count)).filter {
            !text.lines[$0].isEmpty && !layout.headings.contains($0)
        }
        let labels = lines.map { name(text, bytes, text.lines[$0]) }
        let all = Dictionary(labels.compactMap(\.self).map { ($0, 1) }, uniquingKeysWith: +)
        // What stands below a name is said, also where it looks like one: `Genau`.
        var heads: [String: Int] = [:]
        var order: [String] = []
        var isBelowName = false
        for label in labels {
            guard let label, all[label, default: 0] > 1, !isBelowName else {
                isBelowName = false
                continue
            }
            isBelowName = true
            if heads.updateValue(heads[label, default: 0] + 1, forKey: label) == nil { order.append(label) }
        }
        let names = order.filter { heads[$0] == all[$0] }
        let turns = names.reduce(0) { $0 + all[$1, default: 0] }
        guard names.count > 1, turns >= 4, labels.prefix(3).contains(where: { $0.map(names.contains) ?? false }),
            labels.last.map({ $0.map(names.contains) ?? false }) == false, lines.count <= turns * 12,
            names.contains(where: tellsByItself)
        else { return [] }
        return names
    }

    private static func name(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> String? {
        guard let last = bytes[line].last, !".:".utf8.contains(last), let name = SpeakerLabel.shape(bytes, line), name == line
        else {
            return nil
        }
        let label = text.string(name)
        guard SpeakerLabel.isCapitalised(label), !SpeakerLabel.isOtherwiseUsed(label), !SpeakerLabel.isRemark(label) else {
            return nil
        }
        return label
    }

    private static func tellsByItself(_ name: String) -> Bool {
        if SpeakerRole.named(name) != nil || titles.contains(where: name.hasPrefix) { return true }
        return name.count <= 12 && name.last?.isNumber == true && name.first?.isNumber == false
    }

    private static let titles = ["Frau ", "Herr ", "Dr. ", "Prof. ", "Mr ", "Mr. ", "Mrs ", "Mrs. ", "Ms ", "Ms. "]
}
