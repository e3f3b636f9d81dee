import FileFormats
import Foundation
import StudyModel
import Testing

@testable import Exporters

struct REFIProjectTests {
    private let ab = UUID(uuidString: "0F0F0F0F-0000-5000-8000-0000000000AB") ?? UUID()
    private let cd = UUID(uuidString: "0F0F0F0F-0000-5000-8000-0000000000CD") ?? UUID()
    private let source = Source.ID(of: "source", "s")
    private let code = Code(name: "Rückzug", include: .init("Zäune", language: "de"), findings: ["F1": .supporting])

    /// Two coders at one passage, a memo on it, on the study and on a case, and a tie.
    private var head: ProjectHead {
        var head = ProjectHead(format: "qdpx", name: "Dorf & \"Feld\"")
        head.coders = [ProjectCoder(uuid: ab, name: "AB"), ProjectCoder(uuid: cd, name: "CD")]
        head.codes = [ProjectCode(id: code.id, name: code.name)]
        var entry = ProjectCase(id: Case.ID(of: "case", "Café"), name: "Café")
        entry.memoKeys = ["on case"]
        entry.sources = [source.description]
        head.cases = [entry]
        return head
    }

    private func beside(_ actors: [ProjectActor] = [], _ ties: [ProjectTie] = []) -> ProjectBeside {
        var beside = ProjectBeside(
            created: "2025-12-01T00:00:00Z",
            codebook: Codebook(
                languages: ["de"], findings: [Finding(name: "F1", claim: .init("So ist es.", language: "de"))], codes: [code]))
        (beside.actors, beside.ties) = (actors, ties)
        return beside
    }

    private func passage(_ lower: Int, _ upper: Int, _ codings: [ProjectCoding]) throws -> ProjectPassage {
        var passage = ProjectPassage(range: try #require(TextRange(lower, upper)))
        passage.codings = codings
        return passage
    }

    private func text(of project: inout REFIProject, at points: [Actor.ID: REFIPoint] = [:]) throws -> [String] {
        var (bytes, members) = ([UInt8](), [String]())
        project.finish(at: points) { members.append("\($0): \($1)") }
        try project.flush(into: { bytes += $0 }, from: 0)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            String($0.drop { $0 == " " })
        }
    }

    @Test func aPassageHasASelectionForEachCoder() throws {
        var project = REFIProject(head, beside(), language: "de")
        _ = project.begin()
        var source = ProjectSource(
            key: source.description, id: source, name: "s", transcript: Transcript(format: "", text: "👍🏽 <Ja>\nnein"))
        let codings = [
            ProjectCoding(id: Coding.ID(of: "k", "1"), code: 0, coder: 0, time: "2025-12-01T00:00:00Z"),
            ProjectCoding(id: Coding.ID(of: "k", "2"), code: 0, coder: 1, time: "2025"),
        ]
        source.passages = [try passage(3, 12, codings)]
        source.passages[0].memoKeys = ["m"]
        #expect(project.add(source).text == "sources/\(self.source).txt")
        #expect(project.add(ProjectMemo(key: "m", title: "Ö", text: "t", coder: 1)) == "sources/\(ProjectGUID.note("m")).txt")
        let lines = try text(of: &project)
        let range = try #require(TextRange(3, 12))
        let first = ProjectGUID.selection(self.source.description, range)
        let start = try #require(lines.firstIndex { $0.hasPrefix("<TextSource") })
        let (one, two) = (Identifier<ProjectCoder>(ab), Identifier<ProjectCoder>(cd))
        #expect(
            Array(lines[start..<start + 13]) == [
                #"<TextSource guid="\#(self.source)" name="s" plainTextPath="internal://\#(self.source).txt">"#,
                #"<PlainTextSelection guid="\#(first)" name="&lt;Ja&gt;" startPosition="3" endPosition="12" creatingUser="\#(one)" creationDateTime="2025-12-01T00:00:00Z">"#,
                #"<Coding guid="\#(codings[0].id?.description ?? "")" creatingUser="\#(one)" creationDateTime="2025-12-01T00:00:00Z">"#,
                #"<CodeRef targetGUID="\#(code.id)"/>"#, "</Coding>",
                #"<NoteRef targetGUID="\#(ProjectGUID.note("m"))"/>"#, "</PlainTextSelection>",
                #"<PlainTextSelection guid="\#(ProjectGUID.selection(self.source.description, range, coder: two.description))" name="&lt;Ja&gt;" startPosition="3" endPosition="12" creatingUser="\#(two)">"#,
                #"<Coding guid="\#(codings[1].id?.description ?? "")" creatingUser="\#(two)">"#,
                #"<CodeRef targetGUID="\#(code.id)"/>"#, "</Coding>", "</PlainTextSelection>", "</TextSource>",
            ])
        #expect(project.counts.codings == 2)
    }

    /// A cue of known start and end, and one without an end; a passage at the first, and one that begins among its words.
    @Test func aTimedTextIsTheTranscriptOfARecordingWithItsDocument() throws {
        var project = REFIProject(head, beside(), language: "de")
        _ = project.begin()
        var text = Transcript(format: "", text: "Ja da.\nNein.")
        text.cues = [
            Transcript.Cue(range: try #require(TextRange(0, 6)), startMs: 0, endMs: 1500),
            Transcript.Cue(range: try #require(TextRange(7, 12)), startMs: 1200),
        ]
        var source = ProjectSource(key: source.description, id: source, name: "s", transcript: text)
        source.passages = [
            try passage(0, 6, [ProjectCoding(code: 0, coder: 0)]), try passage(3, 12, [ProjectCoding(code: 0, coder: 0)]),
        ]
        source.original = OriginalFile(name: "s.docx", hash: ContentHash(of: [1]), size: 1, deflated: [1])
        source.memoKeys = ["m"]
        let members = project.add(source)
        #expect(members.text == "sources/\(self.source).txt" && members.document == "sources/\(self.source).docx")
        let lines = try self.text(of: &project).filter { !$0.contains("Cod") && !$0.hasPrefix("</") }
        let start = try #require(lines.firstIndex { $0.hasPrefix("<AudioSource") })
        func point(_ kind: ProjectGUID.SyncPoint, _ place: Int) -> String {
            ProjectGUID.syncPoint(self.source.description, kind, place)
        }
        let coder = Identifier<ProjectCoder>(ab)
        let selections = source.passages.map { ProjectGUID.selection(self.source.description, $0.range) }
        #expect(
            Array(lines[start..<start + 10]) == [
                #"<AudioSource guid="\#(self.source)" name="s">"#,
                #"<Transcript guid="\#(ProjectGUID.transcript(self.source.description))" name="s" richTextPath="internal://\#(self.source).docx" plainTextPath="internal://\#(self.source).txt">"#,
                #"<SyncPoint guid="\#(point(.start, 0))" timeStamp="0" position="0"/>"#,
                #"<SyncPoint guid="\#(point(.border, 3))" position="3"/>"#,
                #"<SyncPoint guid="\#(point(.end, 6))" timeStamp="1500" position="6"/>"#,
                #"<SyncPoint guid="\#(point(.start, 7))" timeStamp="1200" position="7"/>"#,
                #"<SyncPoint guid="\#(point(.end, 12))" position="12"/>"#,
                #"<SyncPoint guid="\#(point(.border, 12))" position="12"/>"#,
                #"<TranscriptSelection guid="\#(selections[0])" name="Ja da." fromSyncPoint="\#(point(.start, 0))" toSyncPoint="\#(point(.end, 6))" creatingUser="\#(coder)">"#,
                #"<TranscriptSelection guid="\#(selections[1])" name="da." fromSyncPoint="\#(point(.border, 3))" toSyncPoint="\#(point(.border, 12))" creatingUser="\#(coder)">"#,
            ])
        #expect(lines[start + 10] == #"<NoteRef targetGUID="\#(ProjectGUID.note("m"))"/>"#)
    }

    @Test func memosAreOnWhatNamesThemElseOnTheStudyAndNoTwoNotesHaveOneName() throws {
        var project = REFIProject(head, beside(), language: "de")
        _ = project.begin()
        _ = project.add(ProjectMemo(key: "on case", text: "a"))
        _ = project.add(ProjectMemo(key: "free", text: "b"))
        let lines = try text(of: &project)
        let (onCase, free) = (ProjectGUID.note("on case"), ProjectGUID.note("free"))
        #expect(
            lines.contains(
                #"<Note guid="\#(onCase)" name="Memo" plainTextPath="internal://\#(onCase).txt" creationDateTime="2025-12-01T00:00:00Z"/>"#
            ))
        #expect(
            lines.contains(
                #"<Note guid="\#(free)" name="Memo 2" plainTextPath="internal://\#(free).txt" creationDateTime="2025-12-01T00:00:00Z"/>"#
            ))
        #expect(lines.filter { $0.hasPrefix("<NoteRef") } == [#"<NoteRef targetGUID="\#(free)"/>"#])
        let link = lines.first { $0.hasPrefix("<Link ") } ?? ""
        #expect(link.contains(#"originGUID="\#(onCase)" targetGUID="\#(Case.ID(of: "case", "Café"))""#))
    }

    @Test func aTieIsALinkBetweenCasesAndItsEvidenceANote() throws {
        let (cafe, town) = (Actor(name: "Café", kind: "Initiative"), Actor(name: "Café (Akteur)", reach: .local))
        let quote = Tie.Evidence.passage(citation: Citation(source: "s", turn: 3), quote: "mit der Stadt")
        let tie = Tie(
            from: cafe.id, to: town.id, kind: "Streit", isDirected: true, sign: .negative, coder: "AB", evidence: [quote])
        var project = REFIProject(
            head, beside([ProjectActor(cafe), ProjectActor(town, caseID: Case.ID(of: "case", "Café"))], [ProjectTie(tie)]),
            language: "de")
        _ = project.begin()
        let lines = try text(of: &project, at: [cafe.id: REFIPoint(x: 0, y: 5), town.id: REFIPoint(x: 120, y: 0)])
        // The actor without a case gets one, under a name that no case has.
        #expect(lines.contains(#"<Case guid="\#(cafe.id)" name="Café (Akteur)">"#))
        #expect(lines.contains("<Description>Akteur: Café; Art: Initiative"))
        #expect(
            lines.contains(
                #"<Link guid="\#(tie.id)" name="Streit" direction="OneWay" originGUID="\#(cafe.id)" targetGUID="\#(Case.ID(of: "case", "Café"))">"#
            ))
        #expect(lines.contains { $0.hasPrefix("<Edge ") && $0.hasSuffix(#"direction="OneWay" lineStyle="dashed"/>"#) })
        #expect(lines.contains { $0.hasPrefix("<Vertex ") && $0.contains(#"firstX="120" firstY="0""#) })
        #expect(lines.contains { $0.hasPrefix("<Note ") && $0.contains(#"name="Streit: Café – Café (Akteur)""#) })
    }

    @Test func aDescriptionSaysWhenToUseACode() throws {
        var project = REFIProject(head, beside(), language: "de")
        _ = project.begin()
        let lines = try text(of: &project)
        #expect(lines.contains("<Description>Dazu gehört: Zäune</Description>"))
        #expect(lines.contains("<Description>So ist es.</Description>"))
        #expect(lines.contains(#"<MemberCode targetGUID="\#(code.id)"/>"#))
    }

    @Test func anEmptyStudyIsAProjectWithoutEmptyLists() throws {
        var project = REFIProject(
            ProjectHead(format: "qdpx", name: "leer"), ProjectBeside(created: "", codebook: Codebook()), language: "en")
        _ = project.begin()
        #expect(
            try text(of: &project) == [
                #"<?xml version="1.0" encoding="UTF-8"?>"#,
                #"<Project xmlns="urn:QDA-XML:project:1.0" name="leer" origin="Ankerpunkt"/>"#,
            ])
    }
}
