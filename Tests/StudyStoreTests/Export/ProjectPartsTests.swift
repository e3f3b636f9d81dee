import StudyModel
import Testing

@testable import StudyStore

struct ProjectPartsTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    private struct Parts {
        var head = ProjectHead(format: "", name: "")
        var beside = ProjectBeside(created: "", codebook: Codebook())
        var sources: [ProjectSource] = []
        var memos: [ProjectMemo] = []
        var tail = ProjectTail()
    }

    private func parts(of study: Study, answers: ProjectAnswers = .coded) throws -> Parts {
        var form = ProjectForm()
        form.answers = answers
        return try parts(of: study, form).parts
    }

    private func parts(of study: Study, _ form: ProjectForm) throws -> (parts: Parts, losses: ProjectLosses) {
        var parts = Parts()
        let losses = try study.forEachProjectPart(form, beside: { parts.beside = $0 }) { part in
            switch part {
            case .head(let head): parts.head = head
            case .source(let source): parts.sources.append(source)
            case .memo(let memo): parts.memos.append(memo)
            case .original, .rows: break
            case .tail(let tail): parts.tail = tail
            }
        }
        return (parts, losses)
    }

    @Test func theHeadHasCodersCodesAndCases() throws {
        let parts = try parts(of: study)
        let head = parts.head
        #expect(head.name == "Ostharz")
        #expect(head.coders.map(\.name) == ["AB", "CD"])
        #expect(head.codes.map(\.name) == ["Resonanz", "Raum", "Öffentlicher Raum", "Rückzug"])
        #expect(head.codes.map(\.parent) == [nil, nil, 1, 1])
        #expect(parts.beside.codebook.codes.map(\.id) == head.codes.map(\.id))
        #expect(head.cases.map(\.name) == ["Dorfcafé", "Kupferau"])
        #expect(head.attributes.map(\.name) == ["Gegründet", "Reichweite", "Anteil"])
        #expect(head.attributes.map(\.kind) == [.integer, .text, .decimal])
        // A labelled answer is its label.
        #expect(
            head.cases[0].values == [
                ProjectValue(attribute: 0, value: .integer(1998)), ProjectValue(attribute: 1, value: .text("lokal")),
                ProjectValue(attribute: 2, value: .decimal(0.5)),
            ])
    }

    @Test(arguments: [
        (ProjectAnswers.coded, ["Befragung 2025/R2/Was ändert sich?", "interview-01", "Älterer Text"]),
        (.none, ["interview-01", "Älterer Text"]),
        (
            .all,
            [
                "Befragung 2025/R1/Was ändert sich?", "Befragung 2025/R2/Was ändert sich?",
                "Befragung 2025/R2/Was ändert sich?[2]",
                "interview-01", "Älterer Text",
            ]
        ),
    ])
    func answersComeAlongAsIsAsked(answers: ProjectAnswers, names: [String]) throws {
        let parts = try parts(of: study, answers: answers)
        #expect(parts.sources.map(\.name) == names)
        #expect(Set(parts.sources.map(\.key)).isSuperset(of: parts.head.cases.flatMap(\.sources)))
    }

    @Test func timesAndDocumentsComeAlongWhereTheyAreAskedFor() throws {
        var text = Transcript(format: "docx", text: "Ja.\nNein.")
        text.cues = [
            Transcript.Cue(range: try #require(TextRange(0, 3)), startMs: 5, endMs: nil),
            Transcript.Cue(range: try #require(TextRange(4, 9))),
        ]
        let document = OriginalFile(name: "rede.DOCX", hash: ContentHash(of: [1, 2]), size: 2, deflated: [3, 4])
        _ = try study.takeIn(by: "AB") {
            _ = try $0.add(TranscriptIntake(name: "rede", caseName: nil, transcript: text, original: document))
        }
        func rede(_ form: ProjectForm) throws -> (source: ProjectSource?, losses: [String: Int]) {
            let (parts, losses) = try parts(of: study, form)
            let beside = losses.beside.map { ($0.what, $0.count) }
            return (parts.sources.first { $0.name == "rede" }, Dictionary(uniqueKeysWithValues: beside))
        }
        let (file, time) = ("file that a source was read from", "time of a cue")
        let plain = try rede(ProjectForm())
        #expect(plain.source?.transcript.cues == [] && plain.source?.original == nil)
        var form = ProjectForm()
        (form.timed, form.hasDocuments) = (.transcript, true)
        let full = try rede(form)
        #expect(full.source?.transcript.cues == text.cues && full.source?.original == document)
        #expect(full.losses[file] == plain.losses[file].map { $0 - 1 })
        // All texts of this study are in their first revision.
        #expect(plain.losses[time] != nil && full.losses[time] == nil)
    }

    @Test func eachCodingStandsAtItsWords() throws {
        let parts = try parts(of: study)
        var found: [Coding.ID: [String]] = [:]
        for source in parts.sources {
            #expect(source.passages.map(\.range) == source.passages.map(\.range).sorted())
            for passage in source.passages {
                for coding in passage.codings {
                    let (code, coder) = (parts.head.codes[coding.code].name, coding.coder.map { parts.head.coders[$0].name })
                    let words = source.transcript.text.text(at: passage.range) ?? ""
                    found[try #require(coding.id)] = [source.name, words, code, coder ?? "", coding.time ?? ""]
                }
            }
        }
        let known = try study.codings().map { ($0.id, [$0.source, $0.quote, $0.code, $0.coder, $0.time]) }
        #expect(found == Dictionary(uniqueKeysWithValues: known))
    }

    @Test func aMemoNamesWhatItIsOnAndOneOnAnAnswerIsOnItsCase() throws {
        func write(_ text: String, on target: MemoTarget) throws {
            _ = try study.addMemo(text, title: "", on: target, by: "AB")
        }
        try write("siehe [[code:Rückzug]] und [[interview-01:2]]", on: .code("Resonanz"))
        try write("offen", on: .study)
        let parts = try parts(of: study)
        #expect(parts.memos.count == 3)
        let texts = Dictionary(uniqueKeysWithValues: parts.memos.map { ($0.key, $0.text) })
        #expect(parts.head.codes[0].memoKeys.map { texts[$0] } == ["siehe [[code:Rückzug]] und [[interview-01:2]]"])
        #expect(parts.head.cases[1].memoKeys.map { texts[$0] } == ["am Telefon"])
        #expect(parts.beside.links.map(\.number) == [1, 2])
        let ranges = parts.beside.links.compactMap { link -> TextRange? in
            guard case .passage(_, let range) = link.end else { return nil }
            return range
        }
        let passage = try #require(ranges.first)
        let interview = try #require(parts.sources.first { $0.name == "interview-01" })
        #expect(interview.passages.contains { $0.range == passage })
    }

    @Test func actorsAndTiesComeWithTheirCasesAndEvidence() throws {
        let beside = try parts(of: study).beside
        let cafe = try #require(beside.actors.first { $0.actor.name == "Dorfcafé" })
        #expect(cafe.caseID == Case.ID(of: "case", "Dorfcafé"))
        #expect(beside.ties.count == 2)
        let quarrel = try #require(beside.ties.first { $0.tie.kind == "Streit" }?.tie)
        let quotes = quarrel.evidence.map { evidence in
            if case .passage(_, let quote) = evidence { quote } else { "" }
        }
        #expect(quotes == ["ist ruhig"])
    }

    /// Whatever was done to a study: what is handed over names only what is there, and every coding with a place is in it.
    @Test(arguments: 0..<20)
    func randomStudiesComeWhole(seed: Int) throws {
        var random = RandomStudy(study, seed: seed)
        for _ in 0..<30 { try random.act() }
        for answers in ProjectAnswers.allCases {
            let parts = try parts(of: study, answers: answers)
            let placed = try study.codings().filter(\.state.hasPlace)
            let names = Set(parts.sources.map(\.name))
            let codings = parts.sources.flatMap(\.passages).flatMap(\.codings)
            #expect(Set(codings.map(\.id)) == Set(placed.filter { names.contains($0.source) }.map { $0.id }))
            #expect(codings.allSatisfy { $0.coder != nil })
            if answers != .none { #expect(codings.count == placed.count) }
            for source in parts.sources {
                let length = source.transcript.text.unicodeScalars.count
                #expect(source.passages.allSatisfy { $0.range.upperBound <= length })
            }
            let keys = Set(parts.memos.map(\.key))
            var named = parts.head.codes.flatMap(\.memoKeys) + parts.head.cases.flatMap(\.memoKeys)
            named += parts.sources.flatMap(\.memoKeys) + codings.flatMap(\.memoKeys)
            named += parts.sources.flatMap(\.passages).flatMap(\.memoKeys)
            named += parts.beside.actors.flatMap(\.memoKeys) + parts.beside.ties.flatMap(\.memoKeys)
            #expect(keys.isSuperset(of: named))
            #expect(parts.memos.count == (try study.count("memo")))
        }
    }

    @Test(arguments: PortableTables(.beside(.coded)).tables.map(\.header.name))
    func eachRowOfTheSideFileHasACellForEachColumn(name: String) throws {
        let table = try #require(PortableTables(.beside(.coded)).tables.first { $0.header.name == name })
        try study.forEachRow(of: table) { row in
            #expect(row.count == table.header.columns.count)
            for (cell, column) in zip(row, table.header.columns) {
                switch (cell, column.type) {
                case (.empty, _), (.text, .string), (.integer, .integer), (.number, .number), (.boolean, .boolean),
                    (.text, .any), (.integer, .any), (.number, .any):
                    break
                default: Issue.record("\(column.name) holds \(cell)")
                }
            }
        }
    }
}
