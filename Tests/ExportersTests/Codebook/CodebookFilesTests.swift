import Exporters
import Foundation
import Importers
import StudyModel
import Testing

struct CodebookFilesTests {
    private static let room = Code(
        name: "Räume & \"Gestaltung\"", definition: .init(["de": "Was <alle>\nnutzen;\tzusammen ", "en": "what all use"]),
        colour: "#1b9e77", isCodable: false)

    private let codebook = Codebook(
        name: "Vier", languages: ["de", "en"],
        findings: [
            Finding(
                name: "F1", title: .init("Räume", language: "de"), claim: .init(["de": "Räume tragen.", "en": "Spaces carry."])),
            Finding(name: "F2"),
        ],
        actorKinds: [ActorKind(name: "Verein")], tieKinds: [TieKind(name: "Streit")],
        codes: [
            room,
            Code(
                name: "=Platz, innen", parent: room.id, order: 0, labels: .init(["en": "Square"]),
                definition: .init(["de": "ein \"Platz\""]), include: .init("Höfe", language: "de"),
                exclude: .init("Gärten", language: "en"), example: .init(["de": "„Da.“"]), findings: ["F1": .supporting]),
            Code(name: "Hof", parent: room.id, order: 1, findings: ["F1": .contradicting]),
            Code(id: Code.ID(of: "code", "früher"), name: "Rückzug", order: 1, labels: .init("Retreat")),
        ])

    private func read(_ bytes: [UInt8], as name: String) throws -> CodebookReading {
        let folder = FileManager.default.temporaryDirectory.appending(path: "anker-codebook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: name).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try CodebookFormat.read(InputFile(path: path))
    }

    @Test func qdcHasOneFormForOneCodebook() throws {
        let content = try CodebookQDC.content(of: codebook)
        let ids = codebook.codes.map(\.id)
        let sets = ["supporting", "contradicting"].map { Identifier<Finding>(of: "finding", "F1", $0) }
        #expect(
            String(decoding: content.bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Ankerpunkt">
                  <Codes>
                    <Code guid="\(ids[0])" name="Räume &amp; &quot;Gestaltung&quot;" isCodable="false" color="#1b9e77">
                      <Description>Was &lt;alle&gt;
                nutzen;\tzusammen </Description>
                      <Code guid="\(ids[1])" name="=Platz, innen" isCodable="true">
                        <Description>ein "Platz"</Description>
                      </Code>
                      <Code guid="\(ids[2])" name="Hof" isCodable="true"/>
                    </Code>
                    <Code guid="\(ids[3])" name="Rückzug" isCodable="true"/>
                  </Codes>
                  <Sets>
                    <Set guid="\(sets[0])" name="F1 supporting">
                      <Description>Räume tragen.</Description>
                      <MemberCode guid="\(ids[1])"/>
                    </Set>
                    <Set guid="\(sets[1])" name="F1 contradicting">
                      <Description>Räume tragen.</Description>
                      <MemberCode guid="\(ids[2])"/>
                    </Set>
                  </Sets>
                </CodeBook>

                """)
    }

    private func told(_ losses: [CodebookLoss]) -> [String] { losses.map { "\($0.what): \($0.count)" } }

    @Test func whatQDCCannotHoldIsCounted() throws {
        #expect(
            told(try CodebookQDC.content(of: codebook).losses) == [
                "name of the codebook: 1", "label: 2", "definition in a further language: 1", "include: 1", "exclude: 1",
                "example: 1", "title of a finding: 1", "claim in a further language: 1", "finding without codes: 1",
                "actor kind: 1", "tie kind: 1",
            ])
        #expect(throws: CodebookError.self) { try CodebookQDC.content(of: Codebook()) }
    }

    @Test func qdcThatIsReadBackIsWrittenTheSame() throws {
        let bytes = try CodebookQDC.content(of: codebook).bytes
        let reading = try read(bytes, as: "book.qdc")
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.scope == CodebookScope(isWhole: false, tellsTree: true, tellsCodable: true))
        let back = try #require(reading.codebook)
        #expect(back.codes.map(\.id) == codebook.codes.map(\.id))
        #expect(back.codes.map(\.findings) == codebook.codes.map(\.findings))
        #expect(back.codes[0].definition == LocalizedText("Was <alle>\nnutzen;\tzusammen "))
        #expect(try CodebookQDC.content(of: back).bytes == bytes)
    }

    @Test func csvHasOneRowACode() {
        let content = CodebookCSV.content(of: codebook)
        let ids = codebook.codes.map(\.id)
        #expect(
            String(decoding: content.bytes, as: UTF8.self).replacing("\r\n", with: "¶\n") == """
                code,parent,id,colour,codable,finding.F1,finding.F2,label.en,label,definition.de,definition.en,include.de,exclude.en,example.de¶
                "Räume & ""Gestaltung""\",,\(ids[0]),#1b9e77,false,,,,,"Was <alle>
                nutzen;\tzusammen ",what all use,,,¶
                "=Platz, innen","Räume & ""Gestaltung""\",\(ids[1]),,true,supporting,,Square,,"ein ""Platz""\",,Höfe,Gärten,„Da.“¶
                Hof,"Räume & ""Gestaltung""\",\(ids[2]),,true,contradicting,,,,,,,,¶
                Rückzug,,\(ids[3]),,true,,,,Retreat,,,,,¶

                """)
        #expect(
            told(content.losses) == ["name of the codebook: 1", "text of a finding: 3", "actor kind: 1", "tie kind: 1"])
    }

    @Test func csvThatIsReadBackHasTheSameCodes() throws {
        let bytes = CodebookCSV.content(of: codebook).bytes
        let back = try #require(try read(bytes, as: "book.csv").codebook)
        #expect(back.codes == codebook.codes)
        #expect(back.languages == ["de", "en"])
        #expect(back.findings == [Finding(name: "F1"), Finding(name: "F2")])
        #expect(CodebookCSV.content(of: back).bytes == bytes)
    }
}
