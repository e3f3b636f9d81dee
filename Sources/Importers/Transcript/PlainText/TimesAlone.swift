/// The times that stand alone between blank lines and begin what is said below, as Google Meet writes them:
///
///     00:05:00
///
///     Anna Schmidt: Und weiter?
enum TimesAlone {
    /// By line; empty where the first does not stand right above the first label, or there is only one: then a time may end what
    /// stands above it.
    static func find(
        _ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, heads: [Int: LineHead], from first: Int
    ) -> [Int: TimeMark] {
        let lines = text.lines
        var times: [Int: TimeMark] = [:]
        var previous: Int?
        var labelled: Int?
        for index in first..<max(first, lines.count) where !lines[index].isEmpty {
            if labelled == nil, heads[index] != nil {
                guard let previous, times[previous] != nil else { return [:] }
                labelled = index
            }
            previous = index
            let isAlone = (index == 0 || lines[index - 1].isEmpty) && (index + 1 >= lines.count || lines[index + 1].isEmpty)
            guard isAlone, heads[index] == nil,
                let mark = TimeMark.parse(bytes, at: lines[index].lowerBound, limit: lines[index].upperBound),
                mark.end == lines[index].upperBound, mark.style != .hash
            else { continue }
            times[index] = mark
        }
        return times.count > 1 ? times : [:]
    }
}
