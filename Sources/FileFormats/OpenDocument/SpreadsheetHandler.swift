/// Hands the events of a document on to a `SpreadsheetParser`.
final class SpreadsheetHandler: XMLEventHandler {
    /// Behind a pointer, since a property of a class is checked for exclusive access at run time, ten million times a sheet.
    private let parser: UnsafeMutablePointer<SpreadsheetParser>

    init(limits: InputLimits, consume: @escaping (SheetRow) throws -> Void) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: SpreadsheetParser(limits: limits, consume: consume))
    }

    deinit {
        parser.deinitialize(count: 1)
        parser.deallocate()
    }

    var sheets: [SheetSummary] { parser.pointee.sheets }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        try parser.pointee.startElement(name, attributes)
    }

    func endElement(_ name: XMLName) throws { try parser.pointee.endElement() }

    func characters(_ bytes: UnsafeRawBufferPointer) throws { try parser.pointee.characters(bytes) }
}
