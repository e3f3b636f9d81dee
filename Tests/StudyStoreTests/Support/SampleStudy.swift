import Foundation
import StudyModel
import Testing

@testable import StudyStore

/// Invented content of every sort, small enough to count by hand.
enum Sample {
    /// 112 scalars. Turn 1 stands at 3..<26, turn 2 at 30..<74, turn 3 at 78..<88 and turn 4 at 92..<111; the words
    /// `Dorfplatz lebt` stand at 59..<73 and 96..<110.
    static let interview = [
        ("I", "Was hat sich verändert?"), ("B", "👍🏽 Die Straße ist ruhig, der Dorfplatz lebt."), ("I", "Und sonst?"),
        ("B", "Der Dorfplatz lebt."),
    ]

    static func transcript(
        _ name: String = "interview-01", file: String? = nil, caseName: String? = "Dorfcafé",
        _ lines: [(String, String)] = interview
    ) throws -> TranscriptIntake {
        var text = ""
        var speakers: [Transcript.Speaker] = []
        var cues: [Transcript.Cue] = []
        for (number, (speaker, words)) in lines.enumerated() {
            if !speakers.contains(where: { $0.name == speaker }) {
                speakers.append(.init(name: speaker, role: speaker == "I" ? .interviewer : .respondent))
            }
            text += speaker + ": "
            let lower = text.unicodeScalars.count
            text += words
            cues.append(
                .init(
                    range: try #require(TextRange(lower, text.unicodeScalars.count)),
                    speaker: speakers.firstIndex { $0.name == speaker }, startMs: number * 1000, endMs: number * 1000 + 900))
            text += "\n"
        }
        return TranscriptIntake(
            name: name, caseName: caseName,
            transcript: Transcript(format: "txt", text: text, language: "de", speakers: speakers, cues: cues, durationMs: 9000),
            original: OriginalFile(
                name: file ?? name + ".txt", hash: ContentHash(of: text.utf8), size: text.utf8.count, deflated: [1, 2, 3]))
    }

    /// Words that stand once in both texts are moved or unchanged; those that stand twice are ambiguous, others lost.
    @Sendable static func anchor(_ ranges: [TextRange], _ old: String, _ new: String) -> [AnchorOutcome] {
        var finder = QuoteFinder(new)
        return ranges.map { range in
            let places = finder.places(of: old.text(at: range) ?? "").ranges
            if places.count > 1 { return .ambiguous(places) }
            guard let place = places.first else { return .lost(nil) }
            return place == range ? .unchanged : .moved(place)
        }
    }

    static func file(_ name: String, _ content: String) -> OriginalFile {
        OriginalFile(name: name, hash: ContentHash(of: content.utf8), size: content.utf8.count, deflated: nil)
    }

    static let survey = Survey(
        name: "Befragung 2025", format: "ods", languages: ["de"],
        questions: [
            Question(name: "Gegründet", kind: .integer, wording: .init("Seit wann?", language: "de")),
            Question(
                name: "Reichweite", kind: .single,
                labels: [
                    ValueLabel(code: "1", label: .init("lokal", language: "de"), findings: ["F1": .supporting]),
                    ValueLabel(code: "2", label: .init("regional", language: "de")),
                ], missing: ["99"], findings: ["F2": .contradicting]),
            Question(name: "Was ändert sich?", kind: .open),
            Question(name: "Name", kind: .actor, naming: ActorNaming(isSelf: true, actorKind: "Initiative")),
            Question(
                name: "Partner 1", kind: .actor, naming: ActorNaming(tieKind: "Zusammenarbeit", actorKind: "Netzwerkakteur")),
            Question(name: "Anteil", kind: .decimal),
        ])

    /// Two respondents who name each other.
    static var batch: AnswerBatch {
        var batch = AnswerBatch()
        batch.beginRespondent(name: "R1", caseName: "Dorfcafé", row: 2)
        batch.answer(0, integer: 1998)
        batch.answer(1, integer: 1)
        batch.answer(2, text: "Die Straße gehört allen.".utf8)
        batch.answer(3, text: "Dorfcafé".utf8)
        batch.answer(4, text: "Gemeinde Kupferau".utf8)
        batch.answer(5, decimal: 0.5)
        batch.beginRespondent(name: "R2", caseName: "Kupferau", row: 3, isComplete: false)
        batch.answer(1, integer: 99)
        batch.answer(2, text: "Wir reden mehr. 🎉 Sehr!".utf8)
        batch.answer(2, instance: 2, text: "Sonst nichts.".utf8)
        batch.answer(3, text: "Gemeinde Kupferau".utf8)
        batch.answer(4, text: "Dorfcafé".utf8)
        batch.noAnswer(0, code: "97".utf8)
        batch.noAnswer(5)
        batch.occurrence(2, instance: 2, label: "Nachfrage[1]".utf8)
        batch.memo(1, text: "am Telefon".utf8, author: "Roth", date: "2025-03-01")
        return batch
    }

    static let codebook: Codebook = {
        let space = Code(name: "Raum", order: 1, isCodable: false)
        return Codebook(
            name: "Vier Erkenntnisse", languages: ["de", "en"],
            findings: [
                Finding(
                    name: "F1", title: .init(["de": "Räume", "en": "Spaces"]), claim: .init("Räume tragen.", language: "de")),
                Finding(name: "F2", title: .init("Resonanz", language: "de")),
            ],
            actorKinds: [
                ActorKind(name: "Initiative"), ActorKind(name: "Kommune", labels: .init("municipality", language: "en")),
            ],
            tieKinds: [
                TieKind(name: "Zusammenarbeit", labels: .init("cooperation", language: "en")),
                TieKind(
                    name: "Streit", isDirected: true, sign: .negative, definition: .init("offener Widerspruch", language: "de")),
            ],
            codes: [
                space,
                Code(
                    name: "Öffentlicher Raum", parent: space.id, order: 0,
                    labels: .init(["de": "Öffentlicher Raum", "en": "Public space"]),
                    definition: .init("Orte für alle", language: "de"), include: .init("Plätze", language: "de"),
                    exclude: .init("Gärten", language: "de"), example: .init("„Der Platz lebt.“", language: "de"),
                    colour: "#1b9e77", findings: ["F1": .supporting, "F2": .supporting]),
                Code(name: "Rückzug", parent: space.id, order: 1, findings: ["F1": .contradicting]),
                Code(name: "Resonanz", order: 0),
            ])
    }()

    static func quote(
        _ words: String, turn: Int? = nil, occurrence: Int? = nil, in source: String = "interview-01",
        codes: [String] = ["Resonanz"], coder: String = "AB", weight: Int? = nil, line: Int? = nil
    ) -> CodingRequest {
        CodingRequest(
            source: source, target: .quote(words, turn: turn, occurrence: occurrence), codes: codes, coder: coder,
            weight: weight,
            line: line)
    }

    static func range(
        _ lower: Int, _ upper: Int, in source: String = "interview-01", codes: [String] = ["Resonanz"], coder: String = "AB",
        line: Int? = nil
    ) throws -> CodingRequest {
        CodingRequest(
            source: source, target: .range(try #require(TextRange(lower, upper))), codes: codes, coder: coder, line: line)
    }
}

extension Study {
    @discardableResult
    func takeInSurvey(
        _ survey: Survey = Sample.survey, _ batches: [AnswerBatch] = [Sample.batch], file: String = "survey.ods",
        content: String = "the survey's bytes"
    ) throws -> SurveyOutcome {
        try takeIn(by: "AB") { intake in
            try intake.addSurvey(Sample.file(file, content)) { writer in
                try writer.begin(survey)
                for batch in batches { try writer.append(batch) }
                try writer.finish(survey, diagnostics: [])
            }
        }
    }

    /// A codebook, two interviews, a survey, codings by two coders, actors and ties.
    func fill() throws {
        _ = try importCodebook(Sample.codebook, by: "AB")
        _ = try takeIn(by: "AB") { intake in
            _ = try intake.add(Sample.transcript())
            _ = try intake.add(Sample.transcript("Älterer Text", caseName: nil, [("B", "Nur ein Satz.")]))
        }
        try takeInSurvey()
        try code([
            Sample.quote("Dorfplatz lebt", occurrence: 1, codes: ["Öffentlicher Raum", "Resonanz"], weight: 80),
            Sample.quote("Dorfplatz lebt", turn: 2, codes: ["Rückzug"], coder: "CD"),
            CodingRequest(source: "interview-01", target: .turns(2...3), codes: ["Resonanz"], coder: "AB"),
            Sample.quote("🎉", in: "Befragung 2025/R2/Was ändert sich?"),
            Sample.quote("ein Satz", in: "Älterer Text", codes: ["Rückzug"]),
        ])
        _ = try add(
            [
                Actor(name: "Schule am Wald", aliases: ["Waldschule"], kind: "Schule", place: "Kupferau", reach: .local),
                Actor(name: "Dorfcafé", aliases: ["Café"], reach: .regional, caseName: "Dorfcafé"),
            ], by: "AB")
        _ = try add(
            [
                TieRequest(
                    from: "Café", to: "Waldschule", kind: "Streit", reach: .local, strength: 2.5, first: "2019",
                    last: "2021-05",
                    coder: "CD",
                    evidence: [.passage(source: "interview-01", target: .quote("ist ruhig", turn: nil, occurrence: nil))])
            ], by: "AB")
    }
}
