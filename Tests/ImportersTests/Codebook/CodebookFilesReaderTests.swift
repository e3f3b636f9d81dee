import Foundation
import StudyModel
import Testing

@testable import Importers

struct CodebookFilesReaderTests {
    private func read(_ text: String, as name: String) throws -> CodebookReading {
        let folder = FileManager.default.temporaryDirectory.appending(path: "anker-codebook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: name).path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try CodebookFormat.read(InputFile(path: path))
    }

    private func paths(_ reading: CodebookReading) throws -> [String] {
        let codebook = try #require(reading.codebook)
        return codebook.codes.map { codebook.writtenPath(of: $0) }
    }

    /// As NVivo and ATLAS.ti write: braces around ids, names twice, sets, an older namespace.
    private let foreign = """
        <?xml version="1.0" encoding="utf-8"?>
        <CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="NVivo">
          <Codes>
            <Code guid="{1B9E7700-0000-4000-8000-000000000001}" name=" Nodes " isCodable="false">
              <Code guid="1B9E7700-0000-4000-8000-000000000002" name="Hope" isCodable="1" color="#F0A"/>
            </Code>
            <Code guid="1B9E7700-0000-4000-8000-000000000003" name="Themes" isCodable="true" color="#80FF00AA">
              <Description>one &amp; only</Description>
              <Code guid="1B9E7700-0000-4000-8000-000000000002" name="Hope" isCodable="true"/>
            </Code>
            <Code name="Hope" isCodable="true"/>
          </Codes>
          <Sets>
            <Set guid="1B9E7700-0000-4000-8000-000000000009" name="F1 supporting">
              <Description>a set of theirs</Description>
              <MemberCode guid="1B9E7700-0000-4000-8000-000000000002"/>
            </Set>
          </Sets>
        </CodeBook>
        """

    @Test func aCodebookOfAnotherProgramIsRead() throws {
        let reading = try read(foreign, as: "nodes.qdc")
        #expect(
            try paths(reading) == ["Nodes", "Nodes/Hope", "Themes", "Themes/Hope (Themes)", "Hope (2)"])
        let codes = try #require(reading.codebook).codes
        #expect(codes[0].id.description == "1b9e7700-0000-4000-8000-000000000001")
        #expect(codes[0].isCodable == false)
        #expect(codes[1].isCodable)
        #expect(codes[1].colour == "#ff00aa")
        #expect(codes[2].colour == nil)
        #expect(codes[2].definition == LocalizedText("one & only"))
        #expect(codes[3].id == Code.ID(of: "code", "Hope (Themes)"))
        #expect(codes.allSatisfy { $0.findings.isEmpty })
        #expect(
            reading.diagnostics.map(\.description) == [
                """
                nodes.qdc:7: warning: '#80FF00AA' is not a colour, and is left out
                  give it one with 'anker codebook edit'
                """,
                """
                nodes.qdc:9: warning: code 'Hope' stands already in line 5; this one is read as 'Hope (Themes)'
                  rename it if that is not what it should be called
                """,
                """
                nodes.qdc:11: warning: code 'Hope' stands already in line 5; this one is read as 'Hope (2)'
                  rename it if that is not what it should be called
                """, "nodes.qdc: note: 1 set of codes left out, since a study has none",
            ])
    }

    @Test(arguments: [
        (
            "<Project name=\"x\"/>",
            "book.qdc: error: is a project of REFI-QDA, not a codebook\n  export the codebook alone, as QDC"
        ),
        (
            "<html/>", "book.qdc: error: is no codebook of REFI-QDA: its root is 'html'\n  export the codebook as QDC"
        ),
    ])
    func whatIsNoCodebookIsRefused(text: String, message: String) throws {
        let refusal = #expect(throws: Refusal.self) { try read(text, as: "book.qdc") }
        #expect(refusal?.diagnostic.description.replacing(":1:", with: ":") == message)
    }

    @Test func aCodeWithoutANameIsAnError() throws {
        let reading = try read("<CodeBook><Codes><Code guid=\"x\" name=\" \"/></Codes></CodeBook>", as: "book.qdc")
        #expect(reading.codebook == nil)
        #expect(try read("<CodeBook><Codes/></CodeBook>", as: "book.qdc").diagnostics.map(\.message) == ["holds no code"])
    }

    @Test func theCodebookOfTaguetteIsRead() throws {
        let reading = try read("tag,description,number of highlights\nHelp,\"asks, gets\",17\nPrivacy,,19\n", as: "tags.csv")
        let codebook = try #require(reading.codebook)
        #expect(codebook.codes.map(\.name) == ["Help", "Privacy"])
        #expect(codebook.codes[0].definition == LocalizedText("asks, gets"))
        #expect(reading.scope == CodebookScope(isWhole: false, tellsTree: false, tellsCodable: false))
        #expect(reading.diagnostics.map(\.description) == ["tags.csv: note: column left out: 'number of highlights'"])
    }

    @Test func columnsMayStandInAnyOrderAndRowsToo() throws {
        let reading = try read(
            "Definition.de;Parent;Code;Codable;Colour\neins;Oben;Unten;;#ABC\n;;Oben;0;\n", as: "codes.csv")
        #expect(try paths(reading) == ["Oben", "Oben/Unten"])
        let codes = try #require(reading.codebook).codes
        #expect(codes[1].colour == "#aabbcc")
        #expect(codes.map(\.isCodable) == [false, true])
    }

    @Test func aNameThatNobodySeesIsNone() throws {
        let reading = try read("code,definition\n\u{FEFF},Was weg ist\n", as: "codes.csv")
        #expect(reading.codebook == nil)
        #expect(
            reading.diagnostics.map { "\($0)" } == [
                "codes.csv:A2: error: the row has no name of a code\n  name the code, or remove the row"
            ])
    }

    @Test func everyProblemIsToldWithItsCell() throws {
        let text = """
            code,parent,id,colour,codable,finding.F1,code
            A,B,x,green,maybe,perhaps,
            A,,,,,,
            ,,,#aabbcc,,,
            C,D,,,,,
            D,C,,,,,
            E,Cc,,,,,
            """
        #expect(
            try read(text, as: "codes.csv").diagnostics.map(\.description.firstLine) == [
                "codes.csv:G1: error: column 'code' says what another column says", "codes.csv:C2: error: the id is not a uuid",
                "codes.csv:F2: error: the code neither supports nor contradicts the finding",
                "codes.csv:D2: error: the colour is not one", "codes.csv:E2: error: 'codable' is neither true nor false",
                "codes.csv:A3: error: code 'A' stands already in row 2", "codes.csv:A4: error: the row has no name of a code",
                "codes.csv:B2: error: code 'B' above it is not in this file",
                "codes.csv:B7: error: code 'Cc' above it is not in this file",
                "codes.csv:B5: error: code 'C' stands under itself, or more than 64 deep",
            ])
        #expect(
            try read("name of it,words\nA,b\n", as: "codes.csv").diagnostics.map(\.description.firstLine) == [
                "codes.csv: error: no column names the codes",
                "codes.csv: note: columns left out: 'name of it', 'words'",
            ])
    }
}

extension String {
    fileprivate var firstLine: String { split(separator: "\n").first.map(String.init) ?? "" }
}
