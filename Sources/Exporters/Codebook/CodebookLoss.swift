/// What a format has no place for, with how much of it there is.
package struct CodebookLoss: Hashable, Sendable {
    /// One of them, such as `label`.
    package var what: String
    package var count: Int

    package init(what: String, count: Int) {
        self.what = what
        self.count = count
    }

    /// Those that are more than none.
    static func counted(_ losses: [(what: String, count: Int)]) -> [CodebookLoss] {
        losses.filter { $0.count > 0 }.map { CodebookLoss(what: $0.what, count: $0.count) }
    }
}

/// A codebook as a file, and what of it is not in there.
package struct CodebookFileContent: Hashable, Sendable {
    package var bytes: [UInt8]
    package var losses: [CodebookLoss]

    package init(bytes: [UInt8], losses: [CodebookLoss] = []) {
        self.bytes = bytes
        self.losses = losses
    }
}
