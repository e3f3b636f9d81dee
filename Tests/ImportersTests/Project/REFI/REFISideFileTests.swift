import FileFormats
import Foundation
import StudyModel
import Testing

@testable import Importers

/// What this program wrote beside a project, on its way back.
final class REFISideFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "side-\(UUID())")

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static let (coder, code, source, note, attribute, question, actor, tie) = (
        guid(1), guid(2), guid(3), guid(4), guid(5), guid(6), guid(7), guid(8)
    )

    private static func guid(_ number: Int) -> String { "00000000-0000-4000-8000-00000000000\(number)" }

    private static func project(origin: String = "Ankerpunkt") -> String {
        """
        <Project xmlns="urn:QDA-XML:project:1.0" name="Dorf" origin="\(origin)"><Users><User guid="\(coder)" name="AB"/></Users>\
        <CodeBook><Codes><Code guid="\(code)" name="Ort" isCodable="true"><Description>wo</Description></Code></Codes></CodeBook>\
        <Variables><Variable guid="\(attribute)" name="Alter" typeOfVariable="Integer"/>\
        <Variable guid="\(question)" name="q1" typeOfVariable="Text"/><Variable guid="\(guid(9))" name="neu" typeOfVariable="Text"/></Variables>\
        <Cases><Case guid="\(actor)" name="Verein"/><Case guid="00000000-0000-4000-8000-000000000010" name="Fall 1">\
        <VariableValue><VariableRef targetGUID="\(attribute)"/><IntegerValue>4</IntegerValue></VariableValue>\
        <VariableValue><VariableRef targetGUID="\(guid(9))"/><TextValue>dazu</TextValue></VariableValue></Case></Cases>\
        <Sources><TextSource guid="\(source)" name="ana" plainTextPath="internal://\(source).txt">\
        <PlainTextSelection guid="00000000-0000-4000-8000-000000000011" startPosition="0" endPosition="3"><NoteRef targetGUID="\(note)"/></PlainTextSelection>\
        </TextSource></Sources><Notes><Note guid="\(note)" name="n"><PlainTextContent>leise</PlainTextContent></Note>\
        <Note guid="\(Tie.ID(parsing: tie).map { ProjectGUID.evidence($0) } ?? "")" name="e"><PlainTextContent>weil</PlainTextContent></Note></Notes>\
        <Sets><Set guid="00000000-0000-4000-8000-000000000012" name="F1"><MemberCode targetGUID="\(code)"/></Set></Sets></Project>
        """
    }

    private static let side = """
        {"ankerpunkt":1,"about":"x"}
        {"table":"attributes","columns":["id","subject","name","type"]}
        ["\(attribute)","case","Alter","integer"]
        {"table":"questions","columns":["id"]}
        ["\(question)"]
        {"table":"revisions","columns":["source","hash","text"]}
        ["\(source)","aa",null]
        {"table":"actors","columns":["id"]}
        ["\(actor)"]
        {"table":"ties","columns":["id"]}
        ["\(tie)"]
        {"table":"memos","columns":["id","instance","strength","isTrue"]}
        ["\(note)",2,2.0,true]

        """

    private func read(_ side: String, project: String = project(), originals: [String: String] = [:]) throws -> Parts {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "kit.qdpx").path
        var bytes: [UInt8] = []
        var zip = ZipWriter()
        var members = ["project.qde": project, ProjectRows.fileName: side, "sources/\(Self.source).txt": "Ana: Da.\n"]
        members.merge(originals) { $1 }
        for (name, text) in members.sorted(by: { $0.key < $1.key }) {
            let member = try ZipMember(name, level: 1)
            try member.append(Array(text.utf8))
            try zip.add(member) { bytes += $0 }
        }
        try zip.finish { bytes += $0 }
        try Data(bytes).write(to: URL(filePath: path))
        var parts = Parts()
        try REFIFormat().read(InputFile(path: path), options: ImportOptions()) { parts.all.append($0) }
        return parts
    }

    private struct Parts {
        var all: [ProjectPart] = []
        var head: ProjectHead? { all.compactMap { if case .head(let head) = $0 { head } else { nil } }.first }
        var tail: ProjectTail? { all.compactMap { if case .tail(let tail) = $0 { tail } else { nil } }.first }
        var sources: [ProjectSource] { all.compactMap { if case .source(let source) = $0 { source } else { nil } } }
        var memos: [String] { all.compactMap { if case .memo(let memo) = $0 { memo.text } else { nil } } }
        var rows: [ProjectRows] { all.compactMap { if case .rows(let rows) = $0 { rows } else { nil } } }
        var order: [String] {
            all.map {
                switch $0 {
                case .head: "head"
                case .rows(let rows): rows.table
                case .original(let original): original.name
                case .source: "source"
                case .memo: "memo"
                case .tail: "tail"
                }
            }
        }
    }

    private func problem(_ side: String, originals: [String: String] = [:]) -> String {
        do {
            _ = try read(side, originals: originals)
            return "none"
        } catch let refusal as Refusal {
            return "\(refusal.diagnostic.place.description): \(refusal.diagnostic.message.text)"
        } catch {
            return "\(error)"
        }
    }

    @Test func rowsComeBeforeTheSourcesAndThoseOfMemosBehindThese() throws {
        let parts = try read(Self.side)
        #expect(
            parts.order == [
                "head", "attributes", "questions", "revisions", "actors", "ties", "source", "memo", "memos", "tail",
            ])
        #expect(parts.rows[2].rows == [[.text(Self.source), .text("aa"), .text("Ana: Da.\n")]])
        #expect(parts.rows.last?.rows == [[.text(Self.note), .integer(2), .number(2), .boolean(true)]])
    }

    @Test func whatRowsSayBetterIsNotInTheProjectAnyMore() throws {
        let parts = try read(Self.side)
        let head = try #require(parts.head)
        #expect(head.attributes.map(\.name) == ["neu"])
        #expect(head.cases.map(\.name) == ["Fall 1"])
        #expect(head.cases[0].values == [ProjectValue(attribute: 0, value: .text("dazu"))])
        #expect(head.codes.map(\.definition) == [nil])
        #expect(parts.memos == ["leise"])
        #expect(parts.sources[0].passages.isEmpty)
        #expect(parts.tail?.leftOut == [:])
    }

    @Test func aProjectThatAnotherProgramWroteSinceIsReadWithoutIt() throws {
        let parts = try read(Self.side, project: Self.project(origin: "QualCoder 3.8"))
        #expect(parts.order == ["head", "source", "memo", "memo", "tail"])
        #expect(parts.head?.attributes.count == 3)
        #expect(parts.tail?.leftOut == ["set": 1])
        #expect(parts.tail?.diagnostics.contains { $0.message.text.contains("is passed over") } == true)
    }

    @Test func filesThatTextsWereReadFromCarryTheirHash() throws {
        // SHA-256 of `abc`: FIPS 180-2, appendix B.1.
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(try read(Self.side, originals: ["originals/\(hash)": "abc"]).order.contains(hash))
        #expect(problem(Self.side, originals: ["originals/\(hash)": "abd"]).contains("is not the file that its name says"))
    }

    @Test func whatIsBrokenIsToldWithItsLine() {
        #expect(problem(Self.side.replacing(#""ankerpunkt":1"#, with: #""ankerpunkt":2"#)).contains("newer version"))
        let short = problem(Self.side.replacing(#"","case","Alter","integer"]"#, with: #""]"#))
        #expect(short.contains("ankerpunkt.jsonl:3"))
        #expect(short.contains("other cells"))
        #expect(problem(Self.side.replacing(#"["\#(Self.tie)"]"#, with: "[")).contains("ankerpunkt.jsonl:11"))
    }
}
