/// How a program counts positions in the texts of its projects, the first being 0.
struct PositionReading: Hashable, Sendable {
    enum Unit: Hashable, Sendable {
        /// Unicode scalars, as Python and SQLite count, and as REFI-QDA has it (section 10.2).
        case scalars
        /// As Qt, browsers and Windows count: a character beyond U+FFFF is two.
        case utf16
        /// Bytes.
        case utf8
    }

    var unit = Unit.scalars
    /// Whether the two characters of a Windows line end are two.
    var countsReturns = true

    /// Unicode scalars of the text as it lies in the project.
    static let standard = PositionReading()

    /// This one first, and then the others by which a program's positions may be meant.
    var alternatives: [PositionReading] {
        let units: [Unit] = unit == .utf8 ? [.utf8, .scalars] : [.scalars, .utf16]
        let all = units.flatMap { [PositionReading(unit: $0), PositionReading(unit: $0, countsReturns: false)] }
        return [self] + all.filter { $0 != self }
    }

    func width(of scalar: Unicode.Scalar) -> Int {
        switch unit {
        case .scalars: 1
        case .utf16: UTF16.width(scalar)
        case .utf8: UTF8.width(scalar)
        }
    }
}
