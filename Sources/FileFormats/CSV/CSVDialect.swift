/// How the fields and rows of a CSV file are set off from one another.
package struct CSVDialect: Hashable, Sendable {
    package var separator = UInt8(ascii: ",")
    /// Nil where a quotation mark is a character like any other.
    package var quote: UInt8? = UInt8(ascii: "\"")
    /// The sign before the fraction of a number.
    package var decimal = UInt8(ascii: ".")
    /// Bytes of a first line such as `sep=;`, with its end; such a line is no row.
    package var leadingBytes = 0

    package init() {}

    package static let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
}

/// What the person at the keyboard settled about CSV files; nil where it is to be found out.
package struct CSVOptions: Hashable, Sendable {
    package enum Quote: Hashable, Sendable {
        case none
        case character(UInt8)
    }

    package var separator: UInt8?
    package var quote: Quote?
    package var decimal: UInt8?
    /// The character set, by its IANA name.
    package var encoding: String?
    /// How many rows stand above the answers; those above the last of them may have any number of fields.
    package var header: Int?
    /// Takes rows with too few or too many fields, and text behind a closing quotation mark.
    package var isLenient = false

    package init() {}
}
