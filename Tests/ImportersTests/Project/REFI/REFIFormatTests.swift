import FileFormats
import Foundation
import StudyModel
import Testing

@testable import Importers

struct REFIFormatTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "refi-\(UUID().uuidString)")
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/formats")

    private struct Read {
        var head = ProjectHead(format: "", name: "")
        var sources: [ProjectSource] = []
        var memos: [ProjectMemo] = []
        var rows: [ProjectRows] = []
        var originals: [OriginalFile] = []
        var tail = ProjectTail()

        init(_ path: String, skipping: Bool = false) throws {
            var options = ImportOptions()
            options.skipsUnplaced = skipping
            try REFIFormat().read(InputFile(path: path), options: options) { part in
                switch part {
                case .head(let head): self.head = head
                case .source(let source): sources.append(source)
                case .memo(let memo): memos.append(memo)
                case .original(let original): originals.append(original)
                case .rows(let rows): self.rows.append(rows)
                case .tail(let tail): self.tail = tail
                }
            }
        }
    }

    private static func guid(_ number: Int) -> String {
        "00000000-0000-4000-8000-" + String(String(number + 1_000_000_000_000).dropFirst())
    }

    private static let codes = "<CodeBook><Codes><Code guid=\"\(guid(1))\" name=\"Gut\" isCodable=\"true\"/></Codes></CodeBook>"

    private static func selection(_ start: String, _ end: String, code: Int = 1) -> String {
        """
        <PlainTextSelection guid="\(guid(10))" name="s" startPosition="\(start)" endPosition="\(end)"><Coding guid="\(guid(11))">\
        <CodeRef targetGUID="\(guid(code))"/></Coding></PlainTextSelection>
        """
    }

    /// A project file alone whose one text stands in it.
    private func project(
        _ text: String, _ selections: String = "", codes: String = REFIFormatTests.codes,
        namespace: String = "urn:QDA-XML:project:1.0",
        behind: String = ""
    ) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "kit.qde")
        let xml = """
            <?xml version="1.0" encoding="utf-8"?><Project xmlns="\(namespace)" name="Kit">\(codes)<Sources>\
            <TextSource guid="\(Self.guid(2))" name="Interview 1"><PlainTextContent>\(text)</PlainTextContent>\(selections)</TextSource>\
            </Sources>\(behind)</Project>
            """
        try Data(xml.utf8).write(to: path)
        return path.path
    }

    private func problem(_ path: String) -> String {
        do {
            _ = try Read(path)
            return "none"
        } catch let refusal as Refusal {
            return refusal.diagnostic.message.text
        } catch {
            return "\(error)"
        }
    }

    private func quotes(_ source: ProjectSource, _ head: ProjectHead) -> [String] {
        source.passages.flatMap { passage in
            passage.codings.map { "\(source.transcript.text.text(at: passage.range) ?? "?")|\(head.codes[$0.code].name)" }
        }
    }

    @Test func aPackageIsReadWithAllThatItHolds() throws {
        let read = try Read(Self.fixtures.appending(path: "dorfladen.qdpx").path)
        #expect(read.head.name == "Dorfladen")
        #expect(read.head.program == "Beispiel 1.0")
        #expect(read.head.coders.map(\.name) == ["Ada", "Bo"])
        #expect(read.head.codes.map(\.name) == ["Menschen", "Leute", "Betrieb", "Leute", "Jahreszeit"])
        #expect(read.head.codes.map(\.parent) == [nil, 0, nil, 2, 2])
        #expect(read.head.codes.map(\.colour) == [nil, "#00aa00", nil, nil, "#336699"])
        #expect(read.head.codes.map(\.isCodable) == [false, true, true, true, true])
        #expect(read.head.codes[1].definition == "Wer mitmacht.")
        #expect(read.head.codes[4].memoKeys == ["7d0c1e00-0000-4000-8000-000000000041"])
        #expect(read.head.attributes.map(\.name) == ["Gründung", "Ort"])
        #expect(read.head.cases.map(\.name) == ["Dorfladen Kupferau"])
        #expect(read.head.cases[0].values == [ProjectValue(attribute: 0, value: .integer(2019))])
        #expect(read.sources.map(\.name) == ["Gespräch 1", "Gespräch 2"])
        #expect(read.head.cases[0].sources == [read.sources[0].key])
        #expect(
            quotes(read.sources[0], read.head) == [
                "Ganz gut|Betrieb", "zu fünft|Leute", "zu fünft|Leute", "zu fünft|Leute", "weniger Leute|Jahreszeit",
                "weniger Leute|Leute",
            ])
        #expect(read.sources[0].passages.last?.isBare == true)
        #expect(read.sources[0].transcript.speakers.map(\.name) == ["I", "B"])
        #expect(read.sources[0].passages[1].codings[0].time == "2025-05-04T08:00:00Z")
        #expect(read.sources[0].original?.size == 146)
        #expect(quotes(read.sources[1], read.head) == ["B: Frau Öhlert und der Schützenverein.\n|Leute"])
        #expect(read.sources[1].transcript.cues.map(\.startMs) == [0, 2500])
        #expect(read.memos.map(\.title) == ["Winter", ""])
        #expect(
            read.tail.leftOut == ["set": 1, "link": 1, "PDF without its text": 1, "coding of a part of a PDF page": 1])
        #expect(read.tail.found["codings"] == 8)
        #expect(
            read.tail.diagnostics.map(\.message.text) == [
                "positions in 1 text count UTF-16 units, and a line end as it is in the file"
            ])
    }

    /// A recording's transcript, with its points as place and milliseconds; those without are given with nil.
    private func recording(_ text: String, origin: String, _ points: [(Int, Int?)], from: Int, to: Int) throws -> ProjectSource
    {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "recording.qde")
        let marks = points.enumerated().map { number, point in
            let time = point.1.map { " timeStamp=\"\($0)\"" } ?? ""
            return "<SyncPoint guid=\"\(Self.guid(100 + number))\" position=\"\(point.0)\"\(time)/>"
        }
        let xml = """
            <Project xmlns="urn:QDA-XML:project:1.0" name="Kit" origin="\(origin)">\(Self.codes)<Sources><AudioSource guid="\(Self.guid(2))" name="A">\
            <Transcript guid="\(Self.guid(3))"><PlainTextContent>\(text)</PlainTextContent>\(marks.joined())\
            <TranscriptSelection guid="\(Self.guid(10))" fromSyncPoint="\(Self.guid(100 + from))" toSyncPoint="\(Self.guid(100 + to))">\
            <Coding guid="\(Self.guid(11))"><CodeRef targetGUID="\(Self.guid(1))"/></Coding></TranscriptSelection></Transcript></AudioSource></Sources></Project>
            """
        try Data(xml.utf8).write(to: path)
        return try #require(try Read(path.path).sources.first)
    }

    private func told(_ source: ProjectSource) -> [String] {
        source.transcript.cues.map { cue in
            let times = [cue.startMs, cue.endMs].map { $0.map(String.init) ?? "-" }.joined(separator: "..")
            return "\(source.transcript.text.text(at: cue.range) ?? "?") \(times)"
        }
    }

    @Test func pointsOfTimeSetOffCuesAsFarAsWordsGo() throws {
        // Between the end of the first and the next stands a line end, which nobody said.
        let points = [(0, 0), (6, 1500), (7, 1500), (12, 2000)] as [(Int, Int?)]
        let source = try recording("Ja da.\nNein.\n", origin: "Transana", points, from: 0, to: 1)
        #expect(told(source) == ["Ja da. 0..1500", "Nein. 1500..2000"])
        let open = try recording("Ja da.\nNein.\n", origin: "Transana", [(0, 0), (7, 1500)], from: 0, to: 1)
        #expect(told(open) == ["Ja da. 0..1500", "Nein. 1500..-"])
        // At one place the first ends what was said, though it is later than the start of the next.
        let crossed = try recording("Ja!Ne.", origin: "", [(0, 0), (3, 900), (3, 700), (6, 1000)], from: 0, to: 1)
        #expect(told(crossed) == ["Ja! 0..900", "Ne. 700..1000"])
    }

    @Test func ofThisProgramTwoPointsAreACueAndThoseOfPassagesAloneAreNone() throws {
        let points = [(0, nil), (3, nil), (6, 1500), (10, 1200), (15, nil), (15, nil)] as [(Int, Int?)]
        let source = try recording("Ja da.\nB: Nein.", origin: "Ankerpunkt", points, from: 1, to: 5)
        #expect(told(source) == ["Ja da. -..1500", "Nein. 1200..-"])
        #expect(source.passages.map { source.transcript.text.text(at: $0.range) } == ["da.\nB: Nein."])
        // What does not come to that is read as another's.
        let odd = try recording("Ja da.\nNein.", origin: "Ankerpunkt", [(0, 0), (6, 900), (7, 1200)], from: 0, to: 1)
        #expect(told(odd) == ["Ja da. 0..900", "Nein. 1200..-"])
    }

    @Test func aProjectFileAloneMayHaveLostItsTexts() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "alone.qde").path
        let xml = """
            <Project xmlns="urn:QDA-XML:project:1.0" name="Kit">\(Self.codes)<Sources><TextSource guid="\(Self.guid(2))" name="A" \
            plainTextPath="internal://a.txt">\(Self.selection("0", "2"))</TextSource></Sources></Project>
            """
        try Data(xml.utf8).write(to: URL(fileURLWithPath: path))
        let read = try Read(path)
        #expect(read.sources.isEmpty)
        #expect(read.tail.leftOut == ["text that is not in the file": 1, "coding of a text that is not in the file": 1])
        try FileManager.default.createDirectory(at: folder.appending(path: "Sources"), withIntermediateDirectories: true)
        try Data("Ja.".utf8).write(to: folder.appending(path: "Sources/a.txt"))
        #expect(quotes(try Read(path).sources[0], read.head) == ["Ja|Gut"])
        try FileManager.default.removeItem(at: folder.appending(path: "Sources/a.txt"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: "Sources/a.txt").path, withDestinationPath: "/etc/passwd")
        #expect(problem(path) == "'a.txt' is no file but a link, which is not followed")
    }

    @Test(arguments: [
        ("abc", "5", "'abc' is no position"), ("-5", "5", "it begins before the text"),
        ("9", "3", "it ends before it begins"), ("0", "13", "the text has 12 positions"),
        ("0", "1000000000000000000000000000000", "'1000000000000000000000000000000' is no position"),
    ])
    func aSelectionWithoutAPlaceIsNamedOrLeftOut(start: String, end: String, reason: String) throws {
        let path = try project("Das ist gut.", Self.selection(start, end))
        #expect(
            problem(path)
                == "the selection \(Self.guid(10)) from \(start) to \(end) has no place in 'Interview 1': \(reason)")
        let read = try Read(path, skipping: true)
        #expect(read.sources[0].passages.isEmpty)
        #expect(
            read.tail.leftOut == ["selection without a place in its text": 1, "coding without a place in its text": 1])
    }

    @Test(arguments: ["Texts", "Notes", "Sets"])
    func theHeadComesBeforeASourceThatStandsElsewhere(element: String) throws {
        let path = try project("Das war gut.", Self.selection("8", "11"))
        let xml = try String(contentsOfFile: path, encoding: .utf8).replacing("Sources>", with: "\(element)>")
        try Data(xml.utf8).write(to: URL(fileURLWithPath: path))
        var parts: [String] = []
        try REFIFormat().read(InputFile(path: path), options: ImportOptions()) { part in
            switch part {
            case .head(let head): parts.append("head with \(head.codes.map(\.name))")
            case .source(let source): parts.append("\(source.name): \(source.passages.map { $0.codings.map(\.code) })")
            case .tail: parts.append("tail")
            default: break
            }
        }
        #expect(parts == ["head with [\"Gut\"]", "Interview 1: [[0]]", "tail"])
    }

    /// What a text refers to by then could not be known any more.
    @Test(arguments: ["Users", "User", "Codes", "Code", "Variables", "Variable", "Cases", "Case"])
    func whatBelongsBeforeTheSourcesIsRefusedBehindThem(element: String) throws {
        let late = "<\(element) guid=\"\(Self.guid(77))\" name=\"Spät\"/>"
        let path = try project("Das war gut.", late + Self.selection("8", "11", code: 77))
        #expect(problem(path) == "'\(element)' stands behind the sources, where the format has it before them")
    }

    @Test func whatIsNotAsTheFormatAsksIsRefused() throws {
        let twice =
            "<CodeBook><Codes>" + String(repeating: "<Code guid=\"\(Self.guid(1))\" name=\"A\"/>", count: 2)
            + "</Codes></CodeBook>"
        #expect(problem(try project("a", codes: twice)) == "two codes have the GUID \(Self.guid(1))")
        let bad = "<CodeBook><Codes><Code guid=\"nicht-eine-guid\" name=\"A\"/></Codes></CodeBook>"
        #expect(problem(try project("a", codes: bad)) == "'nicht-eine-guid' is no GUID")
        #expect(
            problem(try project("abc", Self.selection("0", "1", code: 77)))
                == "the coding \(Self.guid(11)) in 'Interview 1' names the code \(Self.guid(77)), which is not there")
        #expect(
            problem(try project("a", namespace: "urn:QDA-XML:project:9.9"))
                == "is a project in the namespace 'urn:QDA-XML:project:9.9', which is not known")
        let deep = (2...70).map { "<Code guid=\"\(Self.guid($0 + 100))\" name=\"c\($0)\">" }.joined()
        #expect(
            problem(try project("a", codes: "<CodeBook><Codes>\(deep)</Codes></CodeBook>"))
                == "codes are nested more than 64 deep")
    }

    @Test(arguments: [
        "internal://../../../../etc/passwd", "absolute:///etc/passwd", "relative:///../../../etc/passwd", "/etc/passwd", "..",
        "C:\\x.txt",
    ])
    func aPathThatLeadsElsewhereIsRefused(path: String) {
        #expect(throws: FormatError.self) { try REFIPackage.name(in: path) }
    }

    @Test(arguments: [
        ("2018-03-27T17:46:39Z", "2018-03-27T17:46:39Z"), ("2018-03-27T17:46:39.123+02:00", "2018-03-27T15:46:39Z"),
        ("2018-01-01T00:30:00+01:00", "2017-12-31T23:30:00Z"), ("2018-03-27T17:46:39", "2018-03-27T17:46:39Z"),
    ])
    func timesAreBroughtToUTC(text: String, utc: String) {
        #expect(REFITime.utc(text) == utc)
        #expect(REFITime.utc("gestern") == nil)
    }
}
