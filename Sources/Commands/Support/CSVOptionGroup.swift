import ArgumentParser
import FileFormats

/// How CSV files are built, where finding it out is not wanted.
struct CSVOptionGroup: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("What separates the fields of a CSV file: one character, or tab.", valueName: "sign"))
    var separator: String?

    @Option(
        name: .long, help: ArgumentHelp("The quotation mark of a CSV file: one character, or none.", valueName: "sign"))
    var quote: String?

    @Option(name: .long, help: ArgumentHelp("The decimal sign in a CSV file: , or .", valueName: "sign"))
    var decimal: String?

    @Flag(name: .long, help: "Take rows of a CSV file that have too few or too many fields.")
    var lenient = false

    mutating func validate() throws {
        if let separator, Self.sign(separator) == nil {
            throw ValidationError("--separator is '\(separator)', no single sign\ngive one such as ';', or write tab")
        }
        if let quote, quote != "none", Self.sign(quote) == nil {
            throw ValidationError("--quote is '\(quote)', no single sign\ngive one such as \"'\", or write none")
        }
        if let decimal, decimal != ",", decimal != "." {
            throw ValidationError("--decimal is '\(decimal)'\nwrite ',' or '.'")
        }
    }

    var options: CSVOptions {
        var options = CSVOptions()
        options.separator = separator.flatMap(Self.sign)
        options.quote = quote.flatMap { $0 == "none" ? CSVOptions.Quote.none : Self.sign($0).map { .character($0) } }
        options.decimal = decimal.flatMap(Self.sign)
        options.isLenient = lenient
        return options
    }

    /// The one ASCII character that a text is or names.
    private static func sign(_ text: String) -> UInt8? {
        if text == "tab" || text == "\\t" { return UInt8(ascii: "\t") }
        guard text.utf8.count == 1, let sign = text.utf8.first, sign == 0x09 || (0x20..<0x7F).contains(sign) else { return nil }
        return sign
    }
}
