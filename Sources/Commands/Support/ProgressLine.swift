import StudyModel

/// How far a reading is, as one line: `survey.ods  [#########-----------]  45 %  12.3 MB/s  0:07 left`.
struct ProgressLine: CustomStringConvertible {
    let name: String
    /// Bytes.
    let read: Int
    let total: Int
    let elapsed: Duration
    /// Columns of the terminal; the line is shorter, so that it never wraps.
    let width: Int

    private static let bar = 20

    var description: String {
        let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
        let share = min(1, Double(read) / Double(max(1, total)))
        let full = Int(share * Double(Self.bar))
        let bar = String(repeating: "#", count: full) + String(repeating: "-", count: Self.bar - full)
        let percent = "\(Int(share * 100)) %"
        let tenths = Int(Double(read) / seconds / 100_000)
        var end = "  [\(bar)]  " + String(repeating: " ", count: max(0, 5 - percent.count)) + percent
        end += "  \(tenths / 10).\(tenths % 10) MB/s"
        if read >= total {
            end += "  writing the study"
        } else if read > 0 {
            let left = Int((Double(total - read) * seconds / Double(read)).rounded(.up))
            end += "  \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
        }
        let room = width - 1 - end.count
        guard room >= 4 else { return String(end.drop { $0 == " " }.prefix(max(0, width - 1))) }
        return name.visible.fitting(room) + end
    }
}

extension String {
    /// The name, cut at its end with `…` where it takes more than `columns`.
    fileprivate func fitting(_ columns: Int) -> String {
        guard displayWidth > columns else { return self }
        var kept = ""
        var used = 0
        for character in self {
            let next = String(character).displayWidth
            guard used + next < columns else { break }
            kept.append(character)
            used += next
        }
        return kept + "…"
    }
}
