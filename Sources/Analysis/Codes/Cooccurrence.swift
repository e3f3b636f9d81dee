package import StudyModel

/// Which codes occur together, and how often.
///
/// **Unit `overlap`.** The units are passages: distinct ranges of distinct sources, whoever coded them. A passage of one
/// code goes together with another code where at least one scalar of it also lies in a passage of that code, or where a
/// distance is given, where a passage of that code lies at most so far away. That is
/// counted from either side, and `both` is the smaller of the two numbers: so many passages of *each* code meet the
/// other. It is the same whichever code is named first, never exceeds the passages of the rarer code, and equals the
/// passages with both codes where coders mark the same ranges; a long passage over many short ones counts once.
/// `events` is the number of pairs of passages that meet, one of each code, as ATLAS.ti counts them; it has no upper
/// bound in the frequencies of the codes.
///
/// **Units `turn`, `paragraph`, `source` and `case`.** `both` is the number of those that hold both codes anywhere. A turn
/// or paragraph holds a code where it shares a scalar with a passage of it; a text without any is one. A source without
/// a case is left out of the unit `case`.
///
/// The total of units is in every unit the number of those that have any coding.
package struct Cooccurrence: Hashable, Sendable {
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case overlap, turn, paragraph, source
        case `case`
    }

    /// Two codes that share at least one unit.
    package struct Pair: Hashable, Sendable {
        /// Indices of codes, the first smaller than the second.
        package var first: Int
        package var second: Int
        package var both: Int
        /// Only for the unit `overlap`: passages of the first code that meet the second, and the other way round.
        package var firstTouching: Int?
        package var secondTouching: Int?
        package var events: Int?
        /// Sources in which the two meet.
        package var sources: Int
        /// Cases of such sources; in the unit `case` the same as `both`.
        package var cases: Int
        /// The first passages of the first code that meet the second; in other units its first passage in each shared one.
        /// In order of cases, sources and places, each under the row number of its source.
        package var places: [Place]
    }

    package struct Place: Hashable, Sendable {
        package var source: Int32
        package var lower: Int32
        package var upper: Int32
    }

    package let unit: Unit
    /// How far apart passages may lie; nil where they must overlap, and in other units.
    package let distance: QueryRelation.Distance?
    /// Units with any coding.
    package let total: Int
    /// Units with each code of the index.
    package let units: [Int]
    /// In order of the codes; pairs that share no unit are left out.
    package let pairs: [Pair]

    /// - Parameters:
    ///   - data: with cues where turns or paragraphs are counted or measured.
    ///   - distance: only for the unit `overlap`; less than `CodingPoint.farApart`.
    ///   - placesPerPair: How many places to keep.
    package init(
        _ data: CodingData, codes: CodeIndex, unit: Unit = .overlap, within distance: QueryRelation.Distance? = nil,
        placesPerPair: Int = 10
    ) {
        let placed = PlacedCodings(data.points, codes: codes, cases: data.casesBySource)
        let parts: TextParts? =
            switch (unit, distance?.measure) {
            case (.turn, _), (_, .turns?): TextParts(data, .turn)
            case (.paragraph, _), (_, .paragraphs?): TextParts(data, .paragraph)
            default: nil
            }
        self.distance = unit == .overlap ? distance : nil
        var tally = CooccurrenceTally(
            codes: codes.codes.count, unit: unit, within: self.distance, parts: parts, placesPerPair: placesPerPair)
        placed.forEachSource { tally.add($0) }
        tally.finish()
        self.unit = unit
        total = tally.total
        units = tally.units
        pairs = tally.pairs
    }

    package func association(of pair: Pair) -> Association? {
        Association(
            total: total, first: units[pair.first], second: units[pair.second], both: pair.both, events: pair.events)
    }
}
