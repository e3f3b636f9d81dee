import FileFormats
package import StudyModel

/// Writes a codebook as REFI-QDA's QDC (namespace `urn:QDA-XML:codebook:1.0`).
///
/// Names, the tree with its order, colours, which codes are codable, and as `Description` the definition in the leading
/// language. Codes that bear on a finding are a `Set` each for those that support and those that contradict it, named
/// `F1 supporting`, with the finding's claim as description. All else has no place.
package enum CodebookQDC {
    package static let namespace = "urn:QDA-XML:codebook:1.0"
    /// Who wrote the file; in such a file sets are findings.
    package static let origin = "Ankerpunkt"

    /// - Throws: `CodebookError` where there are no codes, since the schema asks for one.
    package static func content(of codebook: Codebook) throws -> CodebookFileContent {
        guard !codebook.codes.isEmpty else { throw CodebookError.empty }
        var xml = XMLWriter()
        let writer = REFICodes(codebook: codebook, member: "guid") {
            $0.definition.preferring([codebook.languages.first ?? ""])
        }
        xml.begin("CodeBook")
        xml.attribute("xmlns", namespace)
        xml.attribute("origin", origin)
        writer.writeCodes(to: &xml)
        writer.writeSets(to: &xml)
        xml.finish()
        return CodebookFileContent(bytes: xml.bytes, losses: losses(of: codebook, replaced: xml.replacedCharacters))
    }
}

/// Why a codebook cannot be written in a format.
package struct CodebookError: Error, Hashable, Sendable {
    package let problem: String
    package let remedy: String

    static let empty = CodebookError(
        problem: "a QDC file must have a code, and this codebook has none", remedy: "add one with 'anker codebook add'")
}

extension CodebookQDC {
    private static func losses(of codebook: Codebook, replaced: Int) -> [CodebookLoss] {
        let codes = codebook.codes
        func count(_ field: Code.Field) -> Int { codes.reduce(0) { $0 + $1[field].texts.count } }
        let used = Set(codes.flatMap { $0.findings.keys })
        let findings = codebook.findings
        return CodebookLoss.counted([
            ("name of the codebook", codebook.name.isEmpty ? 0 : 1),
            ("label", count(.label)),
            ("definition in a further language", codes.reduce(0) { $0 + max(0, $1.definition.texts.count - 1) }),
            ("include", count(.include)), ("exclude", count(.exclude)), ("example", count(.example)),
            ("title of a finding", findings.reduce(0) { $0 + $1.title.texts.count }),
            (
                "claim in a further language",
                findings.filter { used.contains($0.name) }.reduce(0) { $0 + max(0, $1.claim.texts.count - 1) }
            ),
            ("finding without codes", findings.count { !used.contains($0.name) }),
            ("actor kind", codebook.actorKinds.count), ("tie kind", codebook.tieKinds.count),
            ("memo on a code", codes.reduce(0) { $0 + $1.memos.count }),
            ("character that XML forbids", replaced),
        ])
    }
}
