/// A whole number that a sheet shows with zeros before it, as postcodes and ids are: `1067` in the format `00000`.
///
/// It is a text, as the same column of a CSV file is, since the number would lose its zeros.
enum PaddedNumber {
    /// How many digits a format may ask for to count as one; more make no id.
    static let widths = 2...20

    /// The digits as they are shown; nil for a number that the format adds no zero to.
    static func text(_ number: Double, digits width: Int) -> String? {
        guard number >= 0, number < 1e15, let whole = Int64(exactly: number) else { return nil }
        let digits = String(whole)
        return digits.utf8.count < width ? String(repeating: "0", count: width - digits.utf8.count) + digits : nil
    }
}
