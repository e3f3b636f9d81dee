import FileFormats
package import StudyModel

/// Projects in the exchange format of coding programs: a package (`.qdpx`), or a project file (`.qde`) with its texts beside it.
///
/// Source: REFI-QDA 1.5 with `Project.xsd` of 18 March 2019, and files of NVivo, ATLAS.ti, MAXQDA, QualCoder and qc. Kept: users,
/// codes, variables, cases, texts with the documents that they come from, selections with their codings, notes. Texts of PDFs,
/// pictures and recordings come over as far as text goes. Sets, links, graphs and what is coded of pictures, PDF pages and
/// recordings are counted. Positions are read as code points or UTF-16 units, with a line end of two characters as one or two,
/// whichever fits the words. What this program itself wrote beside a project comes with it.
package struct REFIFormat: ProjectFormat {
    static let formatName = "qdpx"
    package let name = "qdpx"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if ["qdpx", "qde"].contains(file.pathExtension) { return true }
        guard !file.isNamedAsAnotherFormat else { return false }
        return head.holds("urn:QDA-XML:project:") || FileSignature.name(of: head) == "a REFI-QDA project"
    }

    package func read(_ file: InputFile, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        try file.naming {
            let package = try REFIPackage(path: file.path, limits: options.limits)
            let side = try REFISideFile(package)
            try withoutActuallyEscaping(part) { part in
                let remainder = side.map { REFIRemainder($0, of: file, part: part) }
                let elements = REFIElements(file, REFITexts(package, of: file, options: options)) { next in
                    if let remainder { try remainder.pass(next) } else { try part(next) }
                }
                let reader = XMLReader(vocabulary: REFIName.vocabulary, limits: options.limits, handler: elements)
                elements.reader = reader
                do {
                    try reader.read(package.project())
                } catch let error as FormatError {
                    throw package.projectMember.map { error.inMember($0) } ?? error
                }
                try elements.finish()
            }
        }
    }
}
