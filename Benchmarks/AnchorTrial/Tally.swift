import EditScripts
import StudyModel

/// How often a rule was right.
struct Tally: Sendable {
    /// Passages whose words all stand, in one piece.
    private(set) var intact: [Verdict: Int] = [:]
    /// Passages of which a part was edited.
    private(set) var edited: [Verdict: Int] = [:]
    /// Passages of which nothing is left.
    private(set) var gone: [Verdict: Int] = [:]

    mutating func add(_ verdict: Verdict, of passage: EditScript.Passage) {
        if passage.hull == nil {
            gone[verdict, default: 0] += 1
        } else if passage.isIntact {
            intact[verdict, default: 0] += 1
        } else {
            edited[verdict, default: 0] += 1
        }
    }

    mutating func add(_ other: Tally) {
        intact.merge(other.intact, uniquingKeysWith: +)
        edited.merge(other.edited, uniquingKeysWith: +)
        gone.merge(other.gone, uniquingKeysWith: +)
    }

    var wrong: Int { [intact, edited, gone].reduce(0) { $0 + ($1[.wrong] ?? 0) } }
    var inexact: Int { intact[.inexact] ?? 0 }

    /// A row of a Markdown table.
    func row(_ rule: String) -> String {
        func share(_ counts: [Verdict: Int]) -> String {
            let all = counts.values.reduce(0, +)
            let placed = (counts[.right] ?? 0) + (counts[.inexact] ?? 0)
            return all == 0 ? "" : "\(Self.percent(placed, of: all)) %"
        }
        let all = [intact, edited, gone].reduce(0) { $0 + $1.values.reduce(0, +) }
        return "| \(rule) | \(wrong) (\(Self.percent(wrong, of: all)) %) | \(share(intact)) | \(share(edited)) | \(inexact) |"
    }

    /// With three digits behind the point, rounded down, so that 100 means all.
    static func percent(_ part: Int, of all: Int) -> String {
        guard all > 0 else { return "0" }
        let thousandths = part * 100_000 / all
        let rest = "\(thousandths % 1000)"
        return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
