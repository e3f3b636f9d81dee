/// Turns as they are typed: `14` or `14-16`, from 1.
package enum TurnRange {
    /// Nil where the text is neither.
    package static func parse(_ text: some StringProtocol) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        guard let first = ends.first, let last = ends.last, let lower = Int(first), let upper = Int(last) else { return nil }
        return 0 < lower && lower <= upper ? lower...upper : nil
    }
}
