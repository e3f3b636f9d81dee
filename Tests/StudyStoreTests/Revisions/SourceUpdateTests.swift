import StudyModel
import Testing

@testable import StudyStore

struct SourceUpdateTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    @discardableResult
    private func update(_ lines: [(String, String)], dryRun: Bool = false, anchor: @escaping Anchor = Sample.anchor) throws
        -> SourceUpdate
    {
        var next: [TranscriptIntake] = [try Sample.transcript("interview-01", file: "neu.txt", lines)]
        let updates = try study.update(by: "AB", dryRun: dryRun, anchor: anchor) { next.popLast() }
        return try #require(updates.first)
    }

    private static let edited = [("I", "Was hat sich denn verändert?")] + Sample.interview.dropFirst()

    @Test func passagesGoAlongToTheNewRevisionAndKeepTheirIds() throws {
        let before = try study.codings(.init(source: "interview-01"))
        let update = try update(Self.edited)
        #expect(update.revision == 2 && update.ambiguous > 0)
        let after = try study.codings(.init(source: "interview-01"))
        #expect(Set(after.map(\.id)) == Set(before.map(\.id)))
        for coding in after where coding.state == .placed {
            let old = try #require(before.first { $0.id == coding.id })
            #expect(coding.revision == 2 && coding.quote == old.quote)
            #expect(coding.range.lowerBound == old.range.lowerBound + 5)
        }
        for coding in after where coding.state == .ambiguous {
            let old = try #require(before.first { $0.id == coding.id })
            #expect(coding.revision == 1 && coding.quote == old.quote && coding.range == old.range)
        }
        #expect(try study.count("earlierPlace") > 0)
    }

    @Test func theSameContentChangesNothing() throws {
        let events = try study.count("event")
        let update = try update(Sample.interview)
        #expect(update.isKnown && update.revision == 1)
        #expect(try study.count("event") == events && study.count("revision") == study.count("source"))
    }

    /// Of several files that came in the journal keeps the hash over their hashes, as for an import.
    @Test func theJournalKeepsTheHashesOfTheFilesThatChangedSomething() throws {
        let edited = try Sample.transcript("interview-01", file: "neu.txt", Self.edited)
        let second = try Sample.transcript("Älterer Text", caseName: nil, [("B", "Nur ein kurzer Satz.")])
        let known = try Sample.transcript("interview-01", file: "neu.txt", Self.edited)
        var next = [second, edited]
        _ = try study.update(by: "AB", anchor: Sample.anchor) { next.popLast() }
        let both = ContentHash(of: edited.original.hash.bytes + second.original.hash.bytes)
        #expect(try study.strings("SELECT lower(hex(input)) FROM event ORDER BY id DESC LIMIT 1") == [both.description])
        next = [try Sample.transcript("Älterer Text", caseName: nil, [("B", "Zwei Sätze.")]), known]
        let alone = next[0].original.hash
        _ = try study.update(by: "AB", anchor: Sample.anchor) { next.popLast() }
        #expect(try study.strings("SELECT lower(hex(input)) FROM event ORDER BY id DESC LIMIT 1") == [alone.description])
    }

    @Test func aDryRunSaysTheSameAndChangesNothing() throws {
        let counts = try study.counts
        let preview = try update(Self.edited, dryRun: true)
        #expect(try study.counts == counts)
        #expect(try update(Self.edited) == preview)
    }

    @Test func theFullTextIndexHoldsTheNewestTextOnly() throws {
        try update([("B", "Nur noch Kartoffeln.")])
        #expect(try study.sources(holding: "Kartoffeln") == ["interview-01"])
        #expect(try study.sources(holding: "Dorfplatz") == [])
    }

    @Test func theEvidenceOfATieFollows() throws {
        try update(Self.edited)
        let tie = try #require(try study.ties().first { $0.kind == "Streit" })
        guard case .passage(let citation, let quote) = try #require(tie.evidence.first) else { return }
        var old = QuoteFinder(try Sample.transcript().transcript.text)
        let before = try #require(old.places(of: "ist ruhig").ranges.first)
        #expect(quote == "ist ruhig" && citation.range?.lowerBound == before.lowerBound + 5)
    }

    @Test func speakersAreUsedAgainByName() throws {
        let speakers = try study.count("speaker")
        try update(Self.edited)
        #expect(try study.count("speaker") == speakers)
    }

    @Test func passagesThatComeToTheSameRangeAreJoinedUnlessTwoCodingsWouldBecomeOne() throws {
        let same: Anchor = { ranges, _, _ in
            ranges.map { _ in TextRange(3, 9).map { .changed($0, similarity: 0.5) } ?? .lost(nil) }
        }
        let before = try study.codings(.init(source: "interview-01"))
        let update = try update(Self.edited, anchor: same)
        let after = try study.codings(.init(source: "interview-01"))
        #expect(Set(after.map(\.id)) == Set(before.map(\.id)))
        // Resonanz by AB stands at two passages, which must stay two.
        #expect(update.ambiguous == 1)
        let placed = after.filter { $0.revision == 2 }
        #expect(placed.allSatisfy { $0.range.description == "3..<9" && $0.state == .changed })
        let behind = after.filter { $0.revision == 1 }
        #expect(
            behind.allSatisfy { $0.state == .ambiguous } && behind.map(\.code) == ["Resonanz", "Rückzug", "Öffentlicher Raum"])
    }

    @Test func aLaterUpdatePlacesWhatStayedBehind() throws {
        try update([("B", "Nur noch Kartoffeln.")])
        #expect(try study.codings(.init(source: "interview-01")).allSatisfy { $0.state == .lost && $0.revision == 1 })
        let back = try update(Sample.interview + [("I", "Danke.")])
        #expect(back.revision == 3)
        let states = Set(try study.codings(.init(source: "interview-01")).map(\.state))
        #expect(states.contains(.placed))
        #expect(try study.codings(.init(source: "interview-01")).filter { $0.state == .placed }.allSatisfy { $0.revision == 3 })
    }

    @Test func aSourceThatIsNotThereIsRefusedWithANearName() throws {
        var next = [try Sample.transcript("interview-1")]
        #expect(throws: StudyError("no source 'interview-1'", remedy: "did you mean 'interview-01'?")) {
            _ = try study.update(by: "AB", anchor: Sample.anchor) { next.popLast() }
        }
    }

    @Test func passagesAreSettledOneByOne() throws {
        try update(Self.edited)
        let unplaced = try study.unplaced(anchor: Sample.anchor)
        let passage = try #require(unplaced.first { $0.state == .ambiguous })
        #expect(passage.candidates.count == 2 && passage.place.quote == "Dorfplatz lebt")
        let coding = try #require(passage.codings.first).id
        let place = passage.candidates[0].range
        let outcome = try study.settle([Settlement(.coding(coding), .place(.range(place)))], by: "AB")
        #expect(outcome.placed == 1 && outcome.unplaced.isEmpty)
        let settled = try #require(try study.codings().first { $0.id == coding })
        #expect(settled.state == .placed && settled.revision == 2 && settled.range == place)
    }

    @Test func passagesAreDroppedOrLeftForLost() throws {
        try update([("B", "Nur noch Kartoffeln.")])
        let unplaced = try study.unplaced(anchor: Sample.anchor)
        let coded = unplaced.filter { !$0.codings.isEmpty }
        let evidence = try #require(unplaced.first { $0.ties > 0 })
        let number = try #require(coded.first).number
        let outcome = try study.settle(
            [Settlement(.passage(number), .drop), Settlement(.passage(evidence.number), .lost)], by: "AB")
        #expect(outcome.dropped == 1 && outcome.lost == 1)
        #expect(try study.unplaced(anchor: Sample.anchor).count == unplaced.count - 1)
        let refused = try study.settle([Settlement(.passage(evidence.number), .drop, line: 3)], by: "AB")
        #expect(refused.unplaced.first?.line == 3 && refused.dropped == 0)
    }
}
