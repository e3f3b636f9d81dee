/// A TextGrid of Praat: tiers of intervals and points over one recording.
///
/// [Praat manual, *TextGrid file formats*] Times are seconds. Strings stay as the file has them, also Praat's own `\ae`.
package struct TextGrid: Hashable, Sendable {
    package struct Tier: Hashable, Sendable {
        package var name: String
        /// True for a tier of points, which have a time and no length.
        package var isPoints: Bool
        /// Those with words, in the order of the file.
        package var entries: [Entry] = []
    }

    package struct Entry: Hashable, Sendable {
        package var start: Double
        /// The start itself for a point.
        package var end: Double
        package var text: String
    }

    /// Where the recording ends.
    package var end = 0.0
    package var tiers: [Tier] = []

    /// What a file in the binary form begins with.
    package static let binaryMark = Array("ooBinaryFile".utf8)

    /// Reads what stands in all three forms in the same order: tiers of a class and a name, with times and words.
    init(from input: inout some TextGridInput, limits: InputLimits) throws {
        var all = 0
        _ = try input.number()
        end = try input.number()
        guard try input.hasTiers() else { return }
        for _ in 0..<(try input.count()) {
            let kind = try input.kind()
            guard kind == "IntervalTier" || kind == "TextTier" || kind == "PointTier" else {
                throw input.error("a tier is neither of intervals nor of points")
            }
            var tier = Tier(name: try input.string(), isPoints: kind != "IntervalTier")
            _ = try input.number()
            _ = try input.number()
            // A count that the file claims reserves nothing.
            for _ in 0..<(try input.count()) {
                let start = try input.number()
                let end = tier.isPoints ? start : try input.number()
                let text = try input.string()
                // Intervals without words are pauses.
                guard text.utf8.contains(where: { $0 > 0x20 }) else { continue }
                all += 1
                guard all <= limits.cues else {
                    throw input.error("it has more than \(limits.cues) entries with words").raised(by: \.cues)
                }
                tier.entries.append(Entry(start: start, end: end, text: text))
            }
            tiers.append(tier)
        }
    }
}

/// One of the forms of a TextGrid, from which values are taken in their order.
protocol TextGridInput {
    mutating func number() throws -> Double
    /// Not negative.
    mutating func count() throws -> Int
    mutating func string() throws -> String
    /// The class of a tier.
    mutating func kind() throws -> String
    mutating func hasTiers() throws -> Bool
    func error(_ problem: String) -> FormatError
}
