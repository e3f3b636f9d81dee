/// How the fractions of a column's numbers are written, where the writing may say more than the number.
///
/// `1.1` and `1.10` are two chapters and one number. A fraction of a single zero says nothing: Python writes `1.0` beside `2.25`.
struct FractionForms {
    /// A bit for each number of digits that a fraction has.
    private var lengths: UInt32 = 0
    private var hasZero = false
    /// True where a fraction that is not nothing but zeros ends in one, so that the number does not keep what stands there.
    private(set) var losesZeros = false

    /// Looks at a number that `ValueForm` reads.
    mutating func look(at bytes: ArraySlice<UInt8>, point: UInt8) {
        guard let sign = bytes.lastIndex(of: point) else { return }
        let fraction = bytes[(sign + 1)...]
        lengths |= 1 << UInt32(min(fraction.count, 31))
        guard fraction.last == UInt8(ascii: "0"), fraction.count > 1 else { return }
        hasZero = true
        losesZeros = losesZeros || fraction.contains { $0 != UInt8(ascii: "0") }
    }

    /// True where a zero at the end may tell one from another: fractions with and without it have different lengths.
    var areWritings: Bool { hasZero && lengths.nonzeroBitCount > 1 }
}
