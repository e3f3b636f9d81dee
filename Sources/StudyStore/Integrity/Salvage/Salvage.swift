/// What could be read of a damaged study, and what could not.
package struct Salvage: Hashable, Sendable {
    /// How many rows the new study has, by table; without those that have none.
    package var rows: [String: Int] = [:]
    /// What was as good as new: bits that were turned back, and what is made anew.
    package var mended: [Flaw] = []
    /// What was left out or changed, and what to look at.
    package var left: [Flaw] = []

    /// What was told of rows of a table, counted.
    mutating func leaveOut(_ count: Int, of table: String, since reason: String, kind: Flaw.Kind = .database) {
        guard count > 0 else { return }
        left.append(
            Flaw(kind, at: "rows of \(table)", "\(count) left out, since \(reason)", remedy: Self.advice))
    }

    mutating func change(_ count: Int, of table: String, _ what: String) {
        guard count > 0 else { return }
        left.append(Flaw(.database, at: "rows of \(table)", "\(count) \(what)", remedy: Self.advice))
    }

    package static let advice = "compare it with the newest backup, and make again what is missing"
    package static let adviceForAll = "compare the new study with the newest backup, and make again what is missing"
}
