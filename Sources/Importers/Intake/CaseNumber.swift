extension String {
    /// A text of digits without leading zeros, so that file `interview-03` and row 3 name one case; others stay as they are.
    var withoutLeadingZeros: String {
        guard utf8.allSatisfy(\.isDigit) else { return self }
        let digits = drop { $0 == "0" }
        return digits.isEmpty ? "0" : String(digits)
    }
}
