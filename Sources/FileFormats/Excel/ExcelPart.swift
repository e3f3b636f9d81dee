/// Reads a small part of a workbook as a stream of elements by their local names.
final class ExcelPart: XMLEventHandler {
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
                try XMLReader(limits: limits, handler: ExcelPart(start)).read(archive.open(name))
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

/// The relationships of a part: ECMA-376, part 2, section 9.
struct ExcelRelationships {
    private struct Target {
        let type: String
        let part: String
    }

    private var targets: [String: Target] = [:]

    /// Of the package itself, where `part` is empty.
    init(of part: String, in archive: ZipArchive, _ limits: InputLimits) throws {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let name = folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
        guard archive.contains(name) else { return }
        var found: [String: Target] = [:]
        try ExcelPart.read(name, of: archive, limits) { element, values in
            guard element == "Relationship", values["TargetMode"] != "External", let id = values["Id"],
                let target = values["Target"]
            else { return }
            let type = values["Type"]?.split(separator: "/").last.map(String.init) ?? ""
            found[id] = Target(type: type, part: Self.resolve(target, in: folder))
        }
        targets = found
    }

    /// The part that a relationship leads to; nil where there is none of that id and type.
    func part(_ id: String, type: String) -> String? { targets[id].flatMap { $0.type == type ? $0.part : nil } }

    /// The part of that type, the first by name where there are several.
    func part(ofType type: String) -> String? { targets.values.filter { $0.type == type }.map(\.part).min() }

    private static func resolve(_ target: String, in folder: String) -> String {
        var parts: [Substring] = []
        for part in ((target.hasPrefix("/") ? "" : folder) + target).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
