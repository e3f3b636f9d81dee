import Analysis
import Exporters
import StudyModel

extension SectionDocument {
    /// What was answered to the questions that bear on the finding.
    var questions: [ReportDocument.Block] {
        guard !section.questions.isEmpty else { return [] }
        var blocks: [ReportDocument.Block] = [
            .heading(3, [.words(words("Fragen der Erhebung", "Questions of the survey"))])
        ]
        if report.limit != nil {
            blocks.append(
                .note([
                    .words(
                        words(
                            "Antworten zählen alle, auch wo Codierungen es nicht tun.",
                            "All answers count, also where codings do not."))
                ]))
        }
        for line in section.questions { blocks += question(line) }
        return blocks
    }

    private func question(_ line: FindingsReport.QuestionLine) -> [ReportDocument.Block] {
        var heading: ReportDocument.Text = [.name(line.name)]
        if let wording = words.text(line.wording), !wording.isEmpty, wording != line.name {
            heading += [": ", .name(wording)]
        }
        heading += [" (", .name(line.survey), ")"]
        var facts: ReportDocument.Text = [.words(words.answers(line.answered))]
        if let unanswered = line.unanswered, unanswered > 0 {
            facts.append(.words(words(", \(unanswered) ohne Antwort", ", \(unanswered) without an answer")))
        }
        if let coded = line.coded {
            facts.append(
                .words(
                    words(
                        ", davon \(coded) mit einer Stelle, die zu dieser Erkenntnis codiert ist",
                        ", of which \(coded) have a passage that is coded for this finding")))
        }
        if let bearing = line.bearing, bearing == .contradicting {
            facts.append(.words(words("; die Frage spricht dagegen", "; the question speaks against it")))
        }
        if let numbers = line.numbers {
            facts.append(
                .words(
                    words(
                        "; von \(words.number(numbers.least)) bis \(words.number(numbers.greatest)), Median \(words.number(numbers.median))",
                        "; from \(words.number(numbers.least)) to \(words.number(numbers.greatest)), median \(words.number(numbers.median))"
                    )))
        }
        if line.answers.isEmpty, line.furtherAnswers > 0 {
            facts.append(.words(words(", jede nur einmal", ", each given once")))
        }
        facts.append(".")
        if line.kind == .open { facts += [" ", .command(report.listing.answers(to: line.name, in: line.survey))] }
        var blocks: [ReportDocument.Block] = [.heading(4, heading), .paragraph(facts)]
        guard !line.answers.isEmpty else { return blocks }
        let hasBearing = line.answers.contains { $0.bearing != nil }
        var columns = [(title: words("Antwort", "answer"), isNumber: false)]
        if hasBearing { columns.append((words("spricht", "speaks"), false)) }
        columns += [(words("Anzahl", "count"), true), (words("Anteil", "share"), true)]
        let rows = line.answers.map { answer -> [ReportDocument.Text] in
            [[.name(words.answer(answer.value, of: line.kind) ?? answer.label ?? answer.value)]]
                + (hasBearing ? [[.words(answer.bearing.map(words.bearing) ?? "")]] : [])
                + [["\(answer.count)"], [.words(words.percent(answer.count, of: line.answered))]]
        }
        blocks.append(.table(.init(columns: columns, rows: rows)))
        var note: ReportDocument.Text = []
        if line.furtherAnswers > 0 {
            note.append(
                .words(
                    words(
                        "\(line.furtherAnswers) weitere sind nicht häufiger. ",
                        "\(line.furtherAnswers) more are no more frequent. ")))
        }
        if line.kind != .multiple, let answer = line.answers.first(where: { $0.count > 0 }) {
            note += [
                .words(words("Die Fälle einer Zeile listet zum Beispiel ", "The cases of a row are listed as by ")),
                .command(
                    report.listing.cases(with: line.kind == .boolean ? answer.value.asTruth : answer.value, of: line.name)),
                ".",
            ]
        }
        if !note.isEmpty { blocks.append(.note(note)) }
        return blocks
    }
}

extension String {
    /// A stored yes or no as queries have it.
    fileprivate var asTruth: String { self == "0" ? "false" : "true" }
}
