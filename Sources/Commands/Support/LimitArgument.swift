import ArgumentParser
import FileFormats
import StudyModel

/// A limit that somebody raises: `cells=200M`.
struct LimitArgument: ExpressibleByArgument {
    let limit: any WritableKeyPath<InputLimits, Int> & Sendable
    let number: Int

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let named = InputLimits.named.first(where: { $0.name == parts[0] }) else { return nil }
        guard let number = Self.number(parts[1]) else { return nil }
        limit = named.limit
        self.number = number
    }

    /// A whole number above 0, with K, M or G behind it for 1,024 and its powers.
    private static func number(_ text: Substring) -> Int? {
        let shift = ["K": 10, "M": 20, "G": 30][text.suffix(1).uppercased()]
        guard let count = Int(shift == nil ? text : text.dropLast()), count > 0 else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: 1 << (shift ?? 0))
        return overflow ? nil : product
    }
}
