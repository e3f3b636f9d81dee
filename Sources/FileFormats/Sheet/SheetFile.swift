/// A file of sheets, whatever its format, that is read row by row.
package protocol SheetFile {
    /// How it is stored, as `anker inspect` names it, such as `fods`.
    var storage: String { get }
    /// The sign between the whole and the fraction of numbers, where all values stand as texts; nil where cells have types
    /// of their own, so that a text is a text.
    var decimalSignOfTexts: UInt8? { get }
    /// What had to be found out to read it, by name.
    var properties: KeyValuePairs<String, String> { get }
    /// Pushes every row with content to `row`, sheet after sheet, and returns what each sheet holds.
    ///
    /// - Throws: `FormatError`, also after some rows where the file is damaged further on, and what `row` throws.
    func read(_ row: (SheetRow) throws -> Void) throws -> [SheetSummary]
}

extension SheetFile {
    package var decimalSignOfTexts: UInt8? { nil }
    package var properties: KeyValuePairs<String, String> { [:] }
}
