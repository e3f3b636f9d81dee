import FileFormats

/// Fields of data files that are filled up to their width.
extension ArraySlice<UInt8> {
    /// Without the blanks at both ends.
    var withoutBlanks: ArraySlice<UInt8> {
        var rest = drop { $0 == 0x20 || $0 == 0x09 }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        return rest
    }

    /// Without the blanks behind it.
    var withoutBlanksBehind: ArraySlice<UInt8> {
        var rest = self
        while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        return rest
    }

    var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// A number as it is written without padding: `0012` is 12, `+3` 3, `.5` 0.5 and `-07.` -7. Nil for what is none.
    var unpaddedNumber: ArraySlice<UInt8>? {
        number(decimals: 0)
    }

    /// The number in the digits of a field whose last `decimals` digits stand behind a point that is not written.
    ///
    /// A point that is written counts instead. Nil for what is no number.
    func number(decimals: Int) -> ArraySlice<UInt8>? {
        var rest = withoutBlanks
        guard let first = rest.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        if isNegative || first == UInt8(ascii: "+") { rest.removeFirst() }
        var whole = Array(rest.prefix { $0.isDigit })
        rest = rest.dropFirst(whole.count)
        var fraction: [UInt8] = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = Array(rest.prefix { $0.isDigit })
            rest = rest.dropFirst(fraction.count)
            guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        } else if decimals > 0, !whole.isEmpty {
            let zeros = Swift.max(0, decimals + 1 - whole.count)
            guard zeros <= 64 else { return nil }
            whole.insert(contentsOf: Array(repeating: UInt8(ascii: "0"), count: zeros), at: 0)
            fraction = Array(whole.suffix(decimals))
            whole.removeLast(decimals)
        }
        guard rest.isEmpty, !whole.isEmpty || !fraction.isEmpty else { return nil }
        whole = Array(whole.drop { $0 == UInt8(ascii: "0") })
        if whole.isEmpty { whole = [UInt8(ascii: "0")] }
        var result = isNegative ? [UInt8(ascii: "-")] : []
        result += whole
        if !fraction.isEmpty { result += [UInt8(ascii: ".")] + fraction }
        return result[...]
    }
}
