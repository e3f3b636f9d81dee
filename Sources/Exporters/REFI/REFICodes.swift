import FileFormats
import StudyModel

/// The codes of a codebook as REFI-QDA writes them, in codebooks and projects alike, and its findings as sets of codes.
struct REFICodes {
    let codebook: Codebook
    /// The attribute by which a set names its members.
    let member: String
    /// What is written as the description of a code.
    let description: (Code) -> String?
    /// The notes on a code, which only projects have.
    let notes: (Code.ID) -> [String]

    init(
        codebook: Codebook, member: String, notes: @escaping (Code.ID) -> [String] = { _ in [] },
        description: @escaping (Code) -> String?
    ) {
        self.codebook = codebook
        self.member = member
        self.notes = notes
        self.description = description
    }

    func writeCodes(to xml: inout XMLWriter) {
        let children = Dictionary(grouping: codebook.codes, by: \.parent)
        xml.begin("Codes")
        write(children[nil] ?? [], children, to: &xml)
        xml.end()
    }

    private func write(_ codes: [Code], _ children: [Code.ID?: [Code]], to xml: inout XMLWriter) {
        for code in codes {
            xml.begin("Code")
            xml.attribute("guid", plain: code.id.description)
            xml.attribute("name", code.name)
            xml.attribute("isCodable", plain: code.isCodable ? "true" : "false")
            xml.attribute("color", code.colour)
            describe(description(code), to: &xml)
            for note in notes(code.id) { xml.reference("NoteRef", note) }
            write(children[code.id] ?? [], children, to: &xml)
            xml.end()
        }
    }

    /// A set for the codes that support a finding, and one for those that contradict it.
    func writeSets(to xml: inout XMLWriter) {
        var isOpen = false
        for finding in codebook.findings {
            for bearing in Finding.Bearing.allCases {
                let codes = codebook.codes.filter { $0.findings[finding.name] == bearing }
                guard !codes.isEmpty else { continue }
                if !isOpen { xml.begin("Sets") }
                isOpen = true
                xml.begin("Set")
                xml.attribute("guid", plain: Identifier<Finding>(of: "finding", finding.name, bearing.rawValue).description)
                xml.attribute("name", "\(finding.name) \(bearing.rawValue)")
                describe(finding.claim.preferring([codebook.languages.first ?? ""]), to: &xml)
                for code in codes {
                    xml.begin("MemberCode")
                    xml.attribute(member, plain: code.id.description)
                    xml.end()
                }
                xml.end()
            }
        }
        if isOpen { xml.end() }
    }

    private func describe(_ text: String?, to xml: inout XMLWriter) {
        guard let text else { return }
        xml.begin("Description")
        xml.text(text)
        xml.end()
    }
}

extension XMLWriter {
    /// An element that only names another by its GUID.
    mutating func reference(_ name: String, _ guid: String) {
        begin(name)
        attribute("targetGUID", plain: guid)
        end()
    }
}
