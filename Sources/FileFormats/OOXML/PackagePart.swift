/// Reads a small part of an Office document as a stream of elements by their local names.
final class PackagePart: XMLEventHandler {
    /// A workbook with as many cell formats as Excel takes, 65,490, has less than a third of this.
    private static let limit = 1 << 20

    private var elements = 0
    private let start: (_ name: String, _ attributes: [String: String]) throws -> Void

    private init(_ start: @escaping (String, [String: String]) throws -> Void) { self.start = start }

    /// Attributes come by their local names; that of a relationship, `r:id`, as `r:id`.
    static func read(
        _ name: String, of archive: ZipArchive, _ limits: InputLimits, _ start: (String, [String: String]) throws -> Void
    ) throws {
        try withoutActuallyEscaping(start) { start in
            do {
                try XMLReader(limits: limits, handler: PackagePart(start)).read(archive.open(name))
            } catch let error as FormatError {
                throw error.inMember(name)
            }
        }
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        elements += 1
        guard elements <= Self.limit else {
            throw FormatError(
                "holds more than \(Self.limit) elements, the limit of this part",
                remedy: "check that it is the file that you meant")
        }
        var values: [String: String] = [:]
        for index in 0..<attributes.count {
            let attribute = attributes.name(at: index)
            let isRelationship = attribute.namespace.hasSuffix("/relationships")
            values[isRelationship ? "r:" + attribute.local : attribute.local] = attributes.string(at: index)
        }
        try start(name.local, values)
    }

    func endElement(_ name: XMLName) {}
    func characters(_ bytes: UnsafeRawBufferPointer) {}
}
