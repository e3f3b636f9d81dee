import Synchronization

@testable import Analysis

/// Texts by their revision, of which is kept what was asked of them.
final class GivenTexts: QueryTexts {
    private let texts: [Int64: String]
    private let found: Set<Int64>?
    private let asked = Mutex<(expressions: [String], revisions: [Int64])>(([], []))

    /// - Parameter found: what the index finds, whatever it is asked; nil for all.
    init(_ texts: [Int64: String], indexFinds found: Set<Int64>? = nil) {
        self.texts = texts
        self.found = found
    }

    var expressions: [String] { asked.withLock { $0.expressions } }
    /// In the order in which they were read.
    var revisions: [Int64] { asked.withLock { $0.revisions } }

    func indexed(_ expression: String) -> Set<Int64> {
        asked.withLock { $0.expressions.append(expression) }
        return found ?? Set(texts.keys)
    }

    func map<Result: Sendable>(
        _ revisions: [Int64], _ body: @escaping @Sendable (Int64, [UInt8]) throws -> Result
    ) throws -> [Result] {
        asked.withLock { $0.revisions += revisions }
        return try revisions.map { try body($0, Array((texts[$0] ?? "").utf8)) }
    }
}
