import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct SurveyIntakeTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.emptyStudy()
    }

    @Test func closedAnswersAreResponsesAndOpenAnswersAreSources() throws {
        try study.takeInSurvey()
        let responses = try study.rows(
            """
            SELECT n.name AS respondent, q.name AS question, a.value, typeof(a.value) AS type FROM response a
            JOIN respondent n ON n.id = a.respondent JOIN question q ON q.id = a.question ORDER BY n.row, q.place
            """
        ).map { row in "\(row["respondent"] as String) \(row["question"] as String) \(DatabaseValue.text(row["value"]))" }
        #expect(
            responses == [
                "R1 Gegründet 1998", "R1 Reichweite 1", "R1 Name Dorfcafé", "R1 Partner 1 Gemeinde Kupferau", "R1 Anteil 0.5",
                "R2 Reichweite 99", "R2 Name Gemeinde Kupferau", "R2 Partner 1 Dorfcafé",
            ])
        #expect(try study.strings("SELECT DISTINCT typeof(value) FROM response ORDER BY 1") == ["integer", "real", "text"])
        #expect(try study.sources().isEmpty)
        let answers = try study.sources(answers: true)
        #expect(
            answers.map(\.name) == [
                "Befragung 2025/R1/Was ändert sich?", "Befragung 2025/R2/Was ändert sich?",
                "Befragung 2025/R2/Was ändert sich?[2]",
            ])
        #expect(answers.map(\.length) == [24, 23, 13])
        #expect(answers.map(\.caseName) == ["Dorfcafé", "Kupferau", "Kupferau"])
        #expect(answers.allSatisfy { $0.kind == .answer && $0.turns == 0 })
        #expect(answers[0].id == Source.ID(of: "answer", "Befragung 2025/R1/Was ändert sich?"))
    }

    @Test func whatStandsBesideAnswersIsKept() throws {
        var batch = AnswerBatch()
        batch.beginRespondent(name: "R1", caseName: "Fall 1", row: 1)
        batch.answer(0, text: "1 3".utf8)
        batch.noAnswer(1)
        batch.noAnswer(1, instance: 2, code: "99".utf8)
        batch.occurrence(0, instance: 1, label: "g[2]/h[1]".utf8)
        batch.memo(0, text: "Handschrift kaum lesbar".utf8, author: "Roth", date: "2025-03-01T10:00:00")
        let survey = Survey(
            name: "Formular", format: "xform", questions: [.init(name: "a", kind: .choices), .init(name: "b", kind: .single)],
            tellsShown: true)
        try study.takeIn(by: "AB") { intake in
            _ = try intake.addSurvey(OriginalFile(name: "f.xml", hash: ContentHash(of: [1]), size: 1, deflated: nil)) {
                writer in
                try writer.begin(survey)
                try writer.append(batch)
                try writer.finish(survey, diagnostics: [])
            }
        }
        #expect(try study.strings("SELECT tellsShown || name FROM survey") == ["1Formular"])
        #expect(try study.strings("SELECT kind FROM question ORDER BY place") == ["choices", "single"])
        #expect(try study.strings("SELECT instance || coalesce(code, '-') FROM noAnswer ORDER BY 1") == ["1-", "299"])
        #expect(try study.strings("SELECT label FROM occurrence") == ["g[2]/h[1]"])
        #expect(
            try study.strings("SELECT text || '|' || author || '|' || time FROM memo")
                == ["Handschrift kaum lesbar|Roth|2025-03-01T10:00:00"])
    }

    @Test func anOpenAnswerIsReadByItsName() throws {
        try study.takeInSurvey()
        let text = try study.text(of: "Befragung 2025/R2/Was ändert sich?")
        #expect(text.text == "Wir reden mehr. 🎉 Sehr!")
        #expect(text.caseName == "Kupferau")
        #expect(text.cues.isEmpty)
        #expect(try study.text(of: "Befragung 2025/R2/Was ändert sich?[2]").text == "Sonst nichts.")
        #expect(try study.text(of: "Befragung 2025/R2/Was a\u{308}ndert sich?").text == text.text)
        for name in [
            "R2/Was ändert sich?", "Befragung 2025/R2/Was ändert sich?[3]", "Befragung 2025/R2/", "Befragung 2025//R2", "/",
        ] {
            #expect(throws: StudyError.self) { try study.text(of: name) }
        }
    }

    @Test func namesWithSlashesAndBracketsAreFoundToo() throws {
        let survey = Survey(
            name: "2025/Harz", format: "limesurvey",
            questions: [Question(name: "Q1[SQ/1]", kind: .open), Question(name: "Grund[2]", kind: .open)])
        var batch = AnswerBatch()
        batch.beginRespondent(name: "R/1", caseName: "R1", row: 1)
        batch.answer(0, text: "eins".utf8)
        batch.answer(1, text: "zwei".utf8)
        batch.answer(1, instance: 2, text: "drei".utf8)
        try study.takeInSurvey(survey, [batch])
        let names = try study.sources(answers: true).map(\.name)
        #expect(names == ["2025/Harz/R/1/Grund[2]", "2025/Harz/R/1/Grund[2][2]", "2025/Harz/R/1/Q1[SQ/1]"])
        #expect(try names.map { try study.text(of: $0).text } == ["zwei", "drei", "eins"])
    }

    @Test func fullTextFindsOpenAnswers() throws {
        try study.takeInSurvey()
        #expect(try study.sources(holding: "strasse") == ["Befragung 2025/R1/Was ändert sich?"])
        #expect(try study.sources(holding: "gehort") == ["Befragung 2025/R1/Was ändert sich?"])
        #expect(try study.sources(holding: "wir reden") == ["Befragung 2025/R2/Was ändert sich?"])
    }

    @Test func keepsWhatTheQuestionsSay() throws {
        try study.takeInSurvey()
        #expect(try study.strings("SELECT language || ' ' || text FROM questionText") == ["de Seit wann?"])
        #expect(
            try study.strings("SELECT code || ' ' || scale || ' ' || text FROM valueLabel ORDER BY code") == [
                "1 0 lokal", "2 0 regional",
            ])
        #expect(try study.strings("SELECT code FROM missingValue") == ["99"])
        #expect(
            try study.strings("SELECT code || ' ' || finding || ' ' || bearing FROM questionFinding ORDER BY code")
                == [" F2 contradicting", "1 F1 supporting"])
        #expect(try study.strings("SELECT name FROM respondent WHERE isComplete = 0") == ["R2"])
    }

    @Test func aKindMayBeWiderAtTheEnd() throws {
        try study.takeIn(by: "AB") { intake in
            _ = try intake.addSurvey(Sample.file("a.ods", "a")) { writer in
                try writer.begin(Survey(name: "A", format: "ods", questions: [Question(name: "Zahl", kind: .integer)]))
                try writer.finish(
                    Survey(name: "A", format: "ods", questions: [Question(name: "Zahl", kind: .decimal)]), diagnostics: [])
            }
        }
        #expect(try study.strings("SELECT kind FROM question") == ["decimal"])
    }

    @Test func tellsWhatItBrought() throws {
        let note = Diagnostic.note(at: .init(file: "a.ods"), "it is short")
        let outcome = try study.takeIn(by: "AB") { intake in
            _ = try intake.add(Sample.transcript())
            return try intake.addSurvey(Sample.file("a.ods", "a")) { writer in
                try writer.begin(Sample.survey)
                try writer.append(Sample.batch)
                try writer.finish(Sample.survey, diagnostics: [note])
            }
        }
        guard case .added(let name, let counts, let diagnostics) = outcome else {
            Issue.record("the survey was not added")
            return
        }
        #expect(name == "Befragung 2025")
        #expect(diagnostics == [note])
        #expect(counts["respondents"] == 2)
        #expect(counts["responses"] == 8)
        #expect(counts["answers"] == 3)
        #expect(counts["ties"] == 1)
        // The interview brought the case of the first respondent.
        #expect(counts["cases"] == 1)
    }

    @Test func theSameBytesAreTakenInOnce() throws {
        try study.takeInSurvey()
        let before = try study.counts
        #expect(try study.takeInSurvey(file: "kopie.ods") == .known("Befragung 2025"))
        #expect(try study.counts == before)
        #expect(try study.intake(of: ContentHash(of: "the survey's bytes".utf8)) == "Befragung 2025")
    }

    @Test func anotherFileUnderTheNameOfASurveyIsRefused() throws {
        try study.takeInSurvey()
        let before = try study.counts
        let error = StudyError(
            "a survey 'Befragung 2025' is in the study already, from a file with other content",
            remedy: "give this one another name in its map ('survey: …')")
        #expect(throws: error) { try study.takeInSurvey(content: "other bytes") }
        #expect(try study.counts == before)
    }

    @Test func aRespondentTwiceLeavesTheStudyAsItWas() throws {
        let before = try study.counts
        #expect(throws: StudyError.self) { try study.takeInSurvey(Sample.survey, [Sample.batch, Sample.batch]) }
        #expect(try study.counts == before)
        #expect(try study.sources(holding: "strasse").isEmpty)
        try study.takeInSurvey()
        #expect(try study.sources(holding: "strasse").count == 1)
    }

    @Test func aSurveyThatFailsMayBeTakenBackWhileTheRestStands() throws {
        struct Interruption: Error {}
        try study.takeIn(by: "AB") { intake in
            _ = try intake.add(Sample.transcript())
            #expect(throws: Interruption.self) {
                _ = try intake.addSurvey(Sample.file("a.ods", "a"), undoingFailure: true) { writer in
                    try writer.begin(Sample.survey)
                    try writer.append(Sample.batch)
                    throw Interruption()
                }
            }
            _ = try intake.addSurvey(Sample.file("b.ods", "b"), undoingFailure: true) { writer in
                try writer.begin(Sample.survey)
                try writer.append(Sample.batch)
                try writer.finish(Sample.survey, diagnostics: [])
            }
        }
        #expect(try study.strings("SELECT name FROM original ORDER BY id") == ["interview-01.txt", "b.ods"])
        #expect(try study.count("respondent") == 2)
        #expect(try study.sources(holding: "strasse").count == 2)
        #expect(try study.ties().count == 1)
        #expect(
            try study.strings("SELECT counts FROM event ORDER BY id DESC LIMIT 1")[0].contains(
                #""respondents":2,"responses":8"#))
        #expect(try study.rows("PRAGMA foreign_key_check").isEmpty)
    }

    /// Where many rows are added, SQLite is not asked to look at each.
    @Test(arguments: ["respondent", "case", "instance", "label"])
    func whatNoTableWouldHoldIsRefused(_ what: String) throws {
        var batch = AnswerBatch()
        batch.beginRespondent(name: what == "respondent" ? " " : "R1", caseName: what == "case" ? "" : "Fall 1", row: 1)
        batch.answer(0, instance: what == "instance" ? 0 : 1, text: "1".utf8)
        batch.noAnswer(1, code: "99".utf8)
        batch.occurrence(0, instance: 1, label: (what == "label" ? "" : "h[1]").utf8)
        #expect(throws: StudyError.self) { try study.takeInSurvey(Sample.survey, [batch]) }
        #expect(try study.count("survey") == 0)
        #expect(try study.rows("PRAGMA ignore_check_constraints")[0][0] == 0)
        #expect(throws: (any Error).self) { try study.execute("INSERT INTO coder(uuid, name) VALUES (zeroblob(16), '')") }
    }

    @Test func constraintsHoldAgainAfterASurvey() throws {
        try study.takeInSurvey()
        #expect(try study.rows("PRAGMA ignore_check_constraints")[0][0] == 0)
        #expect(try study.rows("PRAGMA integrity_check").map { $0[0] as String } == ["ok"])
    }

    @Test func respondentsOfOneCaseShareIt() throws {
        var batch = AnswerBatch()
        for (number, name) in ["Cafe\u{301}", "Caf\u{E9}", " Caf\u{E9} "].enumerated() {
            batch.beginRespondent(name: "R\(number)", caseName: name, row: number)
        }
        try study.takeInSurvey(Sample.survey, [batch])
        #expect(try study.strings("SELECT name FROM \"case\"") == ["Caf\u{E9}"])
    }

    @Test func actorsWhoNameEachOtherAreOneTieWithTwoPiecesOfEvidence() throws {
        try study.takeInSurvey()
        let ties = try study.ties()
        #expect(ties.count == 1)
        let tie = try #require(ties.first)
        let (café, municipality) = (Actor(name: "Dorfcafé").id, Actor(name: "Gemeinde Kupferau").id)
        #expect(tie.from == café)
        #expect(tie.to == municipality)
        #expect(tie.kind == "Zusammenarbeit")
        #expect(!tie.isDirected)
        #expect(
            tie.evidence == [
                .response(
                    citation: Citation(source: "Befragung 2025/R1/Partner 1", caseName: "Dorfcafé"), answer: "Gemeinde Kupferau"
                ),
                .response(citation: Citation(source: "Befragung 2025/R2/Partner 1", caseName: "Kupferau"), answer: "Dorfcafé"),
            ])
        let actors = try study.actors()
        #expect(actors.map(\.name) == ["Dorfcafé", "Gemeinde Kupferau"])
        #expect(actors.map(\.kind) == ["Initiative", "Netzwerkakteur"])
        #expect(actors.map(\.caseName) == ["Dorfcafé", "Kupferau"])
    }

    @Test func namingOneselfAndNobodyMakesNoTie() throws {
        var batch = AnswerBatch()
        batch.beginRespondent(name: "R1", caseName: "Verein", row: 1)
        batch.answer(3, text: "Verein".utf8)
        batch.answer(4, text: "Verein".utf8)
        batch.beginRespondent(name: "R2", caseName: "Schule", row: 2)
        batch.answer(4, text: "  ".utf8)
        try study.takeInSurvey(Sample.survey, [batch])
        #expect(try study.ties().isEmpty)
    }

    @Test func aRespondentWithoutANameOfItsOwnIsKnownByItsCase() throws {
        var batch = AnswerBatch()
        batch.beginRespondent(name: "R1", caseName: "Verein", row: 1)
        batch.answer(4, text: "Schule".utf8)
        try study.takeInSurvey(Sample.survey, [batch])
        #expect(try study.actors().map(\.name) == ["Schule", "Verein"])
        #expect(try study.ties().count == 1)
    }
}
