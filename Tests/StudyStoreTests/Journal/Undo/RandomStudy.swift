import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

/// A generator of numbers that are the same for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A study to which random things are done, as commands do them.
struct RandomStudy {
    let study: Study
    var numbers: SeededNumbers
    private static let coders = ["AB", "CD", "Zoë"]
    private static let cases = ["Dorfcafé", "Kupferau", "Schule", nil]
    private static let codes = ["Resonanz", "Rückzug", "Öffentlicher Raum", "Neu", "Neu 2"]
    private static let actors = ["Dorfcafé", "Gemeinde Kupferau", "Schule am Wald", "Café", "Verein", "Waldschule"]
    private static let kinds = ["Initiative", "Kommune", "Schule", "Netzwerkakteur", nil]
    private static let words = ["Dorfplatz lebt", "ruhig", "Straße", "👍🏽", "sonst", "gehört allen", "ein Satz", "mehr"]

    init(_ study: Study, seed: Int) {
        self.study = study
        numbers = SeededNumbers(seed: seed)
    }

    mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: values.indices, using: &numbers)] }

    private mutating func coder() -> String { pick(Self.coders) }

    /// Does one thing; it may change nothing, or be refused and change nothing.
    mutating func act() throws {
        let kind = Int.random(in: 0..<31, using: &numbers)
        let given = try study.givenNumbers()
        do {
            switch kind {
            case 0: _ = try study.importCodebook(codebook(), by: coder())
            case 1, 2: try takeInTranscripts()
            case 3, 4: try takeInSurvey()
            case 5, 6, 7: try code(.single, count: 1)
            case 8, 9: try code(.bulk, count: Int.random(in: 1...6, using: &numbers))
            case 10: try addActors()
            case 11: try addTie()
            case 12, 13: try updateSources()
            case 14, 15: try settle()
            case 16: try keepQueries()
            case 20, 21: try workOnCases()
            case 22, 23: try workOnAttributes()
            case 24: try uncode()
            case 26, 27: try workOnMemos()
            case 25: try renameCoder()
            case 28, 29: try workOnActors()
            case 30: try workOnMentions()
            default: try workOnCodebook()
            }
        } catch is Unplaced {
        } catch is StudyError {
            // Refused, as it would be for a person: a name that is taken, a code that is not there.
        }
        try study.gaveNoNumberTwice(since: given)
    }

    private mutating func keepQueries() throws {
        let (name, by) = (pick(["fertig", "offen"]), coder())
        if Int.random(in: 0..<4, using: &numbers) == 0 { return try study.removeQuery(name, by: by) }
        _ = try study.saveQuery("code(\(pick(Self.codes)))", as: name, by: by)
    }

    private static let caseNames = ["Dorfcafé", "Kupferau", "Schule", "Neu"]

    private mutating func workOnCases() throws {
        let (name, other, by) = (pick(Self.caseNames), pick(Self.caseNames), coder())
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0: _ = try study.addCases([name, other], by: by)
        case 1: _ = try study.renameCase(name, to: other, by: by)
        case 2, 3: _ = try study.mergeCases([name], into: other, keeping: pick([.first, .into, nil]), by: by)
        case 4: _ = try study.removeCases([name], releasing: Bool.random(using: &numbers), by: by)
        default:
            let sources = try study.sources().map(\.name)
            guard !sources.isEmpty else { return }
            _ = try study.assign(
                [pick(sources)], speaker: pick(["B", "I", nil]), to: pick([name, nil]), adding: Bool.random(using: &numbers),
                by: by)
        }
    }

    private mutating func workOnAttributes() throws {
        let (attribute, other, by) = (pick(["Alter", "Ort"]), pick(["Alter", "Ort", "Jahr"]), coder())
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0: try study.renameAttribute(attribute, to: other, by: by)
        case 1: _ = try study.removeAttributes([attribute], withValues: Bool.random(using: &numbers), by: by)
        case 2:
            _ = try study.retypeAttribute(attribute, to: pick([.integer, .text]), by: by) { text, kind in
                kind == .integer ? Int64(text).map { .integer($0) } : .text(text)
            }
        case 3: _ = try study.unsetAttributes([attribute], of: pick(Self.caseNames), by: by)
        default:
            let settings = (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
                AttributeSetting(
                    holder: pick(Self.caseNames), attribute: pick(["Alter", "Ort"]),
                    texts: Bool.random(using: &numbers) ? [pick(["1", "2", "drei"])] : ["1", "2"], place: .init(file: "t"))
            }
            _ = try study.setAttributes(settings, reader: Self.reader, addingCases: Bool.random(using: &numbers), by: by)
        }
    }

    private static let reader = AttributeReader(
        kinds: [:], value: { text, kind in kind == .integer ? Int64(text).map { .integer($0) } : .text(text) },
        guess: { $0.allSatisfy { Int64($0) != nil } ? .integer : .text })

    private mutating func workOnMemos() throws {
        let by = coder()
        let memos = try study.memos().map(\.id.description)
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0 where !memos.isEmpty: _ = try study.removeMemos([pick(memos)], by: by)
        case 1 where !memos.isEmpty: _ = try study.editMemo(pick(memos), title: "Titel", text: try linkedText(), by: by)
        default:
            let sources = try study.sources(answers: true).map(\.name) + ["nicht da"]
            let codings = try study.codings().map(\.id)
            var targets: [MemoTarget] = [
                .study, .source(pick(sources)), .code(pick(Self.codes)), .caseName(pick(Self.caseNames)),
                .actor(pick(Self.actors)),
                .passage(source: pick(sources), .range(try #require(TextRange(0, Int.random(in: 1...6, using: &numbers))))),
            ]
            if !codings.isEmpty { targets.append(.coding(pick(codings))) }
            _ = try study.addMemo(try linkedText(), on: pick(targets), by: by)
        }
    }

    /// Some words, mostly with links.
    private mutating func linkedText() throws -> String {
        let (sources, codings) = (try study.sources(answers: true).map(\.name) + ["nicht da"], try study.codings().map(\.id))
        let memos = try study.memos().map(\.id.description)
        return pick(Self.words)
            + (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
                var targets = [
                    "\(pick(sources)):\(Int.random(in: 1...4, using: &numbers))",
                    "\(pick(sources))@0..<\(Int.random(in: 1...6, using: &numbers))", pick(sources), "code:\(pick(Self.codes))",
                    "case:\(pick(Self.caseNames))", "actor:\(pick(Self.actors))", "memo:Titel",
                ]
                if !codings.isEmpty { targets.append("coding:\(pick(codings))") }
                if !memos.isEmpty { targets.append("memo:\(pick(memos))") }
                return " [[\(pick(targets))]]"
            }.joined()
    }

    private mutating func uncode() throws {
        let rows = try study.rows("SELECT id FROM coding").map { $0["id"] as Int64 }
        let chosen = rows.filter { _ in Int.random(in: 0..<3, using: &numbers) == 0 }
        _ = try study.uncode(.rows(RowSet(chosen)), of: nil, by: coder())
    }

    /// Among names that nobody acts under: who acts under one is there already.
    private mutating func renameCoder() throws {
        try study.renameCoder(pick(["AB", "CD", "Kim", "Noor"]), to: pick(["Kim", "Noor", "AB"]), by: coder())
    }

    private mutating func workOnCodebook() throws {
        let (code, other, by) = (pick(Self.codes), pick(Self.codes), coder())
        var edit = CodeEdit()
        if Bool.random(using: &numbers) { edit.texts[.definition] = "So" }
        if Bool.random(using: &numbers) { edit.memo = "Warum" }
        switch Int.random(in: 0..<9, using: &numbers) {
        case 0, 1:
            let parent = Bool.random(using: &numbers) ? CodePlacement.Parent.under(other) : .top
            try study.addCode(named: code, at: .init(parent: parent), edit, by: by)
        case 2:
            edit.isCodable = Int.random(in: 0..<4, using: &numbers) > 0
            try study.editCode(code, edit, by: by)
        case 3: try study.renameCode(code, to: other, by: by)
        case 4: try study.moveCode(code, to: .init(place: .before(other)), by: by)
        case 5: _ = try study.mergeCodes([code, pick(Self.codes)], into: other, by: by)
        case 6: _ = try study.splitCode(code, .coders([coder()], to: other), by: by)
        case 7: _ = try study.splitCode(code, .eachCoder, by: by)
        default: _ = try study.removeCodes(Set([code, other]).sorted(), codings: pick(CodingPolicy.allCases), by: by)
        }
    }

    private mutating func codebook() -> Codebook {
        let all = Sample.codebook
        var codes = all.codes.filter { $0.name == "Raum" || Bool.random(using: &numbers) }
        if Bool.random(using: &numbers) { codes[0].memos = [.init(coder: pick(["AB", "GH", ""]), text: "Nach dem Treffen")] }
        return Codebook(
            name: all.name, languages: all.languages, findings: all.findings,
            actorKinds: Bool.random(using: &numbers) ? [ActorKind(name: pick(["Schule", "Kommune"]))] : all.actorKinds,
            tieKinds: all.tieKinds, codes: codes)
    }

    private static let texts: [[(String, String)]] = [
        Sample.interview, [("B", "Nur ein Satz.")], [("I", "Und sonst?"), ("C", "Die Straße, sonst nichts.")],
        [("B", "Mehr als ruhig. Dorfplatz lebt?")],
    ]

    private mutating func takeInTranscripts() throws {
        let count = Int.random(in: 1...3, using: &numbers)
        let intakes = try (0..<count).map { _ in
            try Sample.transcript(
                "interview-0\(Int.random(in: 1...4, using: &numbers))", caseName: pick(Self.cases), pick(Self.texts))
        }
        _ = try study.takeIn(by: coder()) { intake in
            for transcript in intakes { _ = try intake.add(transcript) }
        }
    }

    /// Turns are left out, added and doubled, so that passages come to every outcome, and to one another's places.
    private mutating func updateSources() throws {
        let names = try study.sources().map(\.name)
        guard !names.isEmpty else { return }
        var intakes = try (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
            var lines = pick(Self.texts).filter { _ in Int.random(in: 0..<4, using: &numbers) > 0 }
            let place = Int.random(in: 0...lines.count, using: &numbers)
            lines.insert(("B", pick(Self.words) + " " + pick(Self.words)), at: place)
            return try Sample.transcript(pick(names), file: "\(lines.map(\.1)).txt", lines)
        }
        let by = coder()
        _ = try study.update(by: by, anchor: Self.anchor) { intakes.popLast() }
    }

    /// As the sample's, and words of which a part stands are changed.
    @Sendable private static func anchor(_ ranges: [TextRange], _ old: String, _ new: String) -> [AnchorOutcome] {
        var finder = QuoteFinder(new)
        return zip(ranges, Sample.anchor(ranges, old, new)).map { range, outcome in
            guard case .lost = outcome, let words = old.text(at: range) else { return outcome }
            let part = String(words.prefix(max(1, words.count / 2)))
            return finder.places(of: part).ranges.first.map { .changed($0, similarity: 0.5) } ?? outcome
        }
    }

    private mutating func settle() throws {
        let passages = try study.rows("SELECT id, state IN ('ambiguous', 'lost') AS isOpen FROM passage ORDER BY id")
        let open = passages.filter { $0["isOpen"] }
        let chosen = open.isEmpty || Int.random(in: 0..<4, using: &numbers) == 0 ? passages : open
        guard !chosen.isEmpty else { return }
        let decisions: [Settlement.Decision] = [
            .lost, .drop, .place(.quote(pick(Self.words), turn: nil, occurrence: 1)),
            .place(.range(try #require(TextRange(0, Int.random(in: 1...6, using: &numbers))))),
        ]
        let settlements = (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
            Settlement(.passage(pick(chosen)["id"]), pick(decisions))
        }
        let by = coder()
        _ = try study.settle(settlements, by: by)
    }

    private mutating func takeInSurvey() throws {
        let number = Int.random(in: 1...3, using: &numbers)
        var survey = Sample.survey
        survey.name = "Befragung \(number)"
        let content = "bytes \(number) \(Bool.random(using: &numbers))"
        let transcript = Bool.random(using: &numbers) ? try Sample.transcript("mit", caseName: pick(Self.cases)) : nil
        _ = try study.takeIn(by: coder()) { intake in
            if let transcript { _ = try intake.add(transcript) }
            _ = try intake.addSurvey(Sample.file("survey.ods", content)) { writer in
                try writer.begin(survey)
                try writer.append(Sample.batch)
                try writer.finish(survey, diagnostics: [])
            }
        }
    }

    private mutating func code(_ recording: Study.BulkRecording, count: Int) throws {
        let sources =
            try study.sources(answers: true).map(\.name) + ["nicht da"]
        let requests = try (0..<count).map { _ in
            let codes = Set((0..<Int.random(in: 1...2, using: &numbers)).map { _ in pick(Self.codes) }).sorted()
            let target: CodingRequest.Target =
                try Bool.random(using: &numbers)
                ? .quote(pick(Self.words), turn: nil, occurrence: 1)
                : .range(#require(TextRange(Int.random(in: 0...4, using: &numbers), Int.random(in: 5...9, using: &numbers))))
            return CodingRequest(
                source: pick(sources), target: target, codes: codes, coder: coder(),
                weight: Bool.random(using: &numbers) ? Int.random(in: 0...100, using: &numbers) : nil)
        }
        let skipping = Bool.random(using: &numbers)
        _ = try study.code(requests, recording: recording, creatingCodes: true, skipping: skipping)
    }

    private mutating func addActors() throws {
        let actors = (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
            Actor(
                name: pick(Self.actors), aliases: Bool.random(using: &numbers) ? [pick(Self.actors)] : [],
                kind: pick(Self.kinds),
                place: Bool.random(using: &numbers) ? "Kupferau" : nil, reach: pick([.local, .regional, nil]),
                caseName: pick(Self.cases))
        }
        guard Bool.random(using: &numbers) else {
            _ = try study.add(actors, by: coder())
            return
        }
        let rows = actors.map { actor in
            let texts = Bool.random(using: &numbers) ? ["1", "2"] : [pick(["1", "drei"])]
            let setting = AttributeSetting(
                holder: actor.name, attribute: pick(["Alter", "Sparte"]), texts: texts, place: .init(file: "t"))
            return ActorRow(actor, settings: Bool.random(using: &numbers) ? [setting] : [])
        }
        let intake = ActorIntake(
            .import, createsCases: Bool.random(using: &numbers), updates: Bool.random(using: &numbers), reader: Self.reader)
        _ = try study.add(rows, intake, by: coder())
    }

    private mutating func workOnActors() throws {
        let (name, other, by) = (pick(Self.actors), pick(Self.actors), coder())
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0: _ = try study.removeActors([name], withAll: Bool.random(using: &numbers), by: by)
        case 1, 2:
            var edit = ActorEdit()
            if Bool.random(using: &numbers) { edit.name = other }
            if Bool.random(using: &numbers) { edit.newAliases = [pick(Self.actors)] }
            if Bool.random(using: &numbers) { edit.kind = pick(Self.kinds) ?? "" }
            if Bool.random(using: &numbers) { edit.caseName = pick(Self.cases) ?? "" }
            if Bool.random(using: &numbers) { edit.reach = pick([.unknown, .known(.supraregional)]) }
            _ = try study.editActor(name, edit, by: by)
        default:
            _ = try study.mergeActors(
                [name, pick(Self.actors)], into: other, droppingBetween: Bool.random(using: &numbers), by: by)
        }
    }

    private mutating func workOnMentions() throws {
        let by = coder()
        if Int.random(in: 0..<3, using: &numbers) == 0 {
            var filter = MentionFilter()
            if Bool.random(using: &numbers) { filter.actors = [pick(Self.actors)] }
            if Bool.random(using: &numbers) { filter.coder = pick(Self.coders) }
            filter.isRejected = Bool.random(using: &numbers)
            _ = try study.removeMentions(filter, by: by)
            return
        }
        let names = try study.sources(answers: true).map(\.name)
        guard !names.isEmpty else { return }
        let requests = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
            MentionRequest(
                actor: pick(Self.actors), source: pick(names), target: .quote(pick(Self.words), turn: nil, occurrence: 1))
        }
        _ = try study.add(requests, pick([.accept, .reject]), by: by)
    }

    private mutating func addTie() throws {
        let names = try study.sources().map(\.name) + ["nicht da"]
        let request = TieRequest(
            from: pick(Self.actors), to: pick(Self.actors), kind: pick(["Zusammenarbeit", "Streit"]),
            sign: pick([.positive, .negative, nil]), reach: pick([.local, nil]), strength: pick([2.5, nil]), first: nil,
            last: nil, coder: coder(),
            evidence: [.passage(source: pick(names), target: .quote(pick(Self.words), turn: nil, occurrence: 1))])
        let intake = TieIntake(
            .import, createsActors: Bool.random(using: &numbers), updates: Bool.random(using: &numbers))
        _ = try study.add([request], Bool.random(using: &numbers) ? intake : TieIntake(), by: coder())
    }
}

extension Study {
    /// The rows of the study without the journal and its coders.
    func state() throws -> [String: ContentHash] { try digests(besides: ["event", "changeset", "coder"]) }

    /// For each table the greatest number of a row that is there, and the greatest that was given.
    func givenNumbers() throws -> [(table: String, there: Int64, given: Int64)] {
        try read { db in
            try RowNumber.tables.map { table in
                (
                    table, try Int64.fetchOne(db, sql: "SELECT max(id) FROM \"\(table)\"") ?? 0,
                    try Int64.fetchOne(db, sql: RowNumber.greatest(in: table)) ?? 0
                )
            }
        }
    }

    /// Expects that new rows have numbers that no row had before.
    func gaveNoNumberTwice(
        since before: [(table: String, there: Int64, given: Int64)], location: SourceLocation = #_sourceLocation
    ) throws {
        for (table, there, given) in before where given > there {
            let again = try strings("SELECT id FROM \"\(table)\" WHERE id > \(there) AND id <= \(given)")
            #expect(again.isEmpty, "\(table)", sourceLocation: location)
        }
    }

    /// Expects that no row points to nothing, that no passage is bare, and that the full-text index holds the newest
    /// revision of each source and nothing else.
    func isWhole(location: SourceLocation = #_sourceLocation) throws {
        #expect(try rows("PRAGMA foreign_key_check").isEmpty, sourceLocation: location)
        let isBare = Passages.users.map { "NOT EXISTS (SELECT 1 FROM \($0) WHERE passage = p.id)" }.joined(separator: " AND ")
        #expect(try strings("SELECT id FROM passage p WHERE \(isBare)").isEmpty, sourceLocation: location)
        #expect(
            try strings("SELECT id FROM fulltext_docsize ORDER BY id")
                == strings(
                    "SELECT id FROM revision r WHERE number = (SELECT max(number) FROM revision WHERE source = r.source) ORDER BY id"
                ),
            sourceLocation: location)
        try queue.write { try $0.execute(sql: "INSERT INTO fulltext(fulltext) VALUES ('integrity-check')") }
    }
}
