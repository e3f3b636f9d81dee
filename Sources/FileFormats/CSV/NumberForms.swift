/// The numbers of one column, as far as they tell the decimal sign.
struct NumberForms {
    private(set) var isNumeric = true
    /// True where there is a comma that no thousands have: `3,5`, `0,125`, `,98`.
    private(set) var hasComma = false
    /// Likewise of a point.
    private(set) var hasPoint = false
    /// True where points group digits in threes, or may: `1.500`, `1.234.567`.
    private(set) var hasGroups = false

    mutating func look(at bytes: ArraySlice<UInt8>, mayBeHeading: Bool) {
        guard isNumeric else { return }
        let mayBeHeading = mayBeHeading && !(0x30...0x39).contains(bytes.first ?? 0)
        let digits = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes
        let whole = digits.prefix { (0x30...0x39).contains($0) }
        let rest = digits.dropFirst(whole.count)
        guard let sign = rest.first else {
            isNumeric = !whole.isEmpty || mayBeHeading
            return
        }
        let isComma = sign == UInt8(ascii: ",")
        let groups = rest.dropFirst().split(separator: sign, omittingEmptySubsequences: false)
        guard isComma || sign == UInt8(ascii: "."),
            groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
        else {
            isNumeric = mayBeHeading
            return
        }
        let areThousands =
            1...3 ~= whole.count && whole.first != UInt8(ascii: "0") && groups.allSatisfy { $0.count == 3 }
        switch (areThousands, isComma, groups.count) {
        case (true, false, _): hasGroups = true
        case (true, true, 1): break
        case (false, true, 1): hasComma = true
        case (false, false, 1): hasPoint = true
        default: isNumeric = false
        }
    }
}
