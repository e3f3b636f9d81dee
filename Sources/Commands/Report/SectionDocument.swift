import Analysis
import Exporters
import StudyModel

/// What a report says of one finding.
struct SectionDocument {
    let report: WrittenReport
    let section: FindingsReport.Section
    /// From 1, in the report.
    let number: Int

    var words: ReportLanguage { report.words }
    private var finding: Finding { section.finding }
    private var anchor: String { Self.anchor(number) }

    static func anchor(_ number: Int) -> String { "finding-\(number)" }

    /// More scalars of a quote are cut off; its place says where the rest stands.
    private static let longestQuote = 600
    /// More rows are a list that nobody reads; the command beside them has all.
    private static let mostRows = 30

    var blocks: [ReportDocument.Block] {
        var title: ReportDocument.Text = [.name(finding.name)]
        if let text = words.text(finding.title) { title += [" ", .name(text)] }
        var blocks: [ReportDocument.Block] = [.heading(2, title, anchor: anchor)]
        if let claim = words.text(finding.claim), !claim.isEmpty { blocks.append(.claim(claim)) }
        blocks += summary
        blocks += side(.supporting) + side(.contradicting)
        blocks += codes + cases + questions
        blocks += NetworkDocument(report: report, finding: finding, network: section.network).blocks
        return blocks
    }

    private var summary: [ReportDocument.Block] {
        var items: [ReportDocument.Text] = []
        for bearing in Finding.Bearing.allCases {
            let counts = section[bearing].counts
            guard counts.passages > 0 else { continue }
            let place = bearing == .supporting ? "for" : "against"
            items.append([
                .words(bearing == .supporting ? words("Dafür: ", "For it: ") : words("Dagegen: ", "Against it: ")),
                .link(words.passages(counts.passages), to: "\(anchor)-\(place)"),
                .words(
                    words(
                        " aus \(words.sources(counts.sources)) und \(words.ofCases(counts.cases)), \(words.codings(counts.codings)) von \(words.coders(counts.coders)). ",
                        " from \(words.sources(counts.sources)) and \(words.ofCases(counts.cases)), \(words.codings(counts.codings)) by \(words.coders(counts.coders)). "
                    )),
                .command(report.listing.passages(finding, bearing)),
            ])
        }
        if section.mixed > 0 {
            items.append([
                .words(
                    words(
                        "Für und gegen sie zugleich: \(words.passages(section.mixed)). ",
                        "For and against it at once: \(words.passages(section.mixed)). ")),
                .command(report.listing.mixed(finding)),
            ])
        }
        if section.silentCases > 0 {
            items.append([
                .words(
                    words(
                        "Von \(words.ofCases(report.report.totals.cases)) mit Codierungen \(section.silentCases == 1 ? "sagt" : "sagen") \(section.silentCases) nichts dazu.",
                        "Of \(words.ofCases(report.report.totals.cases)) with codings \(section.silentCases) \(section.silentCases == 1 ? "says" : "say") nothing of it."
                    ))
            ])
        }
        return items.isEmpty ? [] : [.list(items)]
    }

    // MARK: Passages

    private func side(_ bearing: Finding.Bearing) -> [ReportDocument.Block] {
        let isFor = bearing == .supporting
        let side = section[bearing]
        var blocks: [ReportDocument.Block] = [
            .heading(
                3,
                [
                    .words(
                        isFor
                            ? words("Was dafür spricht", "What speaks for it")
                            : words("Was dagegen spricht", "What speaks against it"))
                ], anchor: "\(anchor)-\(isFor ? "for" : "against")")
        ]
        guard side.counts.passages > 0 else { return blocks + [.paragraph(nothing(bearing))] }
        if !side.quotes.isEmpty {
            let count = side.quotes.count
            let rest = side.counts.passages - count
            blocks.append(
                .note([
                    .words(
                        rest > 0 && count == 1
                            ? words(
                                "Die stärkste von \(side.counts.passages) Stellen:",
                                "The strongest of \(words.passages(side.counts.passages)):")
                            : rest > 0
                                ? words(
                                    "Die \(count) stärksten von \(side.counts.passages) Stellen, jeder Fall zuerst mit einer:",
                                    "The \(count) strongest of \(words.passages(side.counts.passages)), each case with one before any has two:"
                                )
                                : words("Alle Stellen, die stärksten zuerst:", "All passages, the strongest first:"))
                ]))
            blocks.append(.quotes(side.quotes.compactMap(quote)))
        }
        return blocks
    }

    private func nothing(_ bearing: Finding.Bearing) -> ReportDocument.Text {
        let codes = section.codes.filter { $0.bearing == bearing }
        let isFor = bearing == .supporting
        guard !codes.isEmpty else {
            return [
                .words(
                    isFor
                        ? words(
                            "Keine Stelle: kein Code des Codebuchs spricht für diese Erkenntnis.",
                            "No passage: no code of the codebook speaks for this finding.")
                        : words(
                            "Keine Stelle: kein Code des Codebuchs spricht gegen diese Erkenntnis. Widerspruch konnte so nicht codiert werden.",
                            "No passage: no code of the codebook speaks against this finding, so that contradiction could not be coded."
                        ))
            ]
        }
        var text: ReportDocument.Text = [
            .words(
                isFor
                    ? words(
                        "Keine Stelle spricht dafür. Nicht vergeben wurden: ",
                        "No passage speaks for it. Codes that do and were never given: ")
                    : words(
                        "Keine Stelle spricht dagegen. Nicht vergeben wurden: ",
                        "No passage speaks against it. Codes that do and were never given: "))
        ]
        for (index, line) in codes.enumerated() { text += (index > 0 ? [", "] : []) + [.name(label(line.code))] }
        return text + ["."]
    }

    private func quote(_ quote: FindingsReport.Quote) -> ReportDocument.Quote? {
        guard var place = quote.found, let text = place.quote else { return nil }
        if text.unicodeScalars.count > Self.longestQuote {
            place.quote = String(text.unicodeScalars.prefix(Self.longestQuote)) + " […]"
        }
        let codes = quote.codes.map { name in report.codebook.code(named: name).map(label) ?? name }
        var remarks: [String] = []
        if let weight = quote.weight { remarks.append(words("Gewicht \(weight)", "weight \(weight)")) }
        switch place.state {
        case .placed: break
        case .changed: remarks.append(words("seither bearbeitet", "edited since"))
        case .ambiguous:
            remarks.append(
                words("im neuesten Text an mehreren Orten möglich", "in the newest text it may be in several places"))
        case .lost: remarks.append(words("im neuesten Text nicht mehr", "no longer in the newest text"))
        }
        return ReportDocument.Quote(place: place, codes: codes, remark: remarks.joined(separator: ", "))
    }

    private func label(_ code: Code) -> String { words.label(code.labels, of: code.name) }

    // MARK: Codes and cases

    private var codes: [ReportDocument.Block] {
        guard !section.codes.isEmpty else { return [] }
        let lines = Finding.Bearing.allCases.flatMap { bearing in section.codes.filter { $0.bearing == bearing } }
        let hasBelow = lines.contains(where: \.hasCodesBelow)
        var table = ReportDocument.Table(
            columns: [
                (words("Code", "code"), false), (words("spricht", "speaks"), false), (words("Codierungen", "codings"), true),
                (words("Stellen", "passages"), true), (words("Quellen", "sources"), true), (words("Fälle", "cases"), true),
            ], rows: [])
        if hasBelow { table.columns.append((words("Stellen mit Untercodes", "passages with codes below"), true)) }
        for line in lines {
            var name: ReportDocument.Text = [.name(label(line.code))]
            if label(line.code) != line.code.name { name += [.lineBreak, .small(line.code.name)] }
            let counts = [line.own.codings, line.own.passages, line.own.sources, line.own.cases]
            table.rows.append(
                [name, [.words(words.bearing(line.bearing))]] + counts.map { ["\($0)"] }
                    + (hasBelow ? [["\(line.rolledUp.passages)"]] : []))
        }
        var blocks: [ReportDocument.Block] = [.heading(3, [.words(words("Codes", "Codes"))]), .table(table)]
        if let example = lines.first(where: { $0.own.passages > 0 }) {
            blocks.append(
                .note([
                    .words(words("Die Stellen einer Zeile listet zum Beispiel ", "The passages of a row are listed as by ")),
                    .command(report.listing.passages(withCode: example.code.name)), ".",
                ]))
        }
        return blocks
    }

    private var cases: [ReportDocument.Block] {
        guard !section.cases.isEmpty else { return [] }
        var shown = section.cases
        if shown.count > Self.mostRows {
            let order = shown.indices.sorted { left, right in
                let counts = [left, right].map { shown[$0].supporting + shown[$0].contradicting }
                return counts[0] != counts[1] ? counts[0] > counts[1] : left < right
            }
            shown = order.prefix(Self.mostRows).map { shown[$0] }
        }
        let table = ReportDocument.Table(
            columns: [
                (words("Fall", "case"), false), (words("Quellen", "sources"), true),
                (words("Stellen dafür", "passages for"), true),
                (words("Stellen dagegen", "passages against"), true),
            ],
            rows: shown.map { line in
                [
                    line.name.map { [.name($0)] } ?? [.words(words("(kein Fall)", "(no case)"))], ["\(line.sources)"],
                    ["\(line.supporting)"], ["\(line.contradicting)"],
                ]
            })
        var blocks: [ReportDocument.Block] = [.heading(3, [.words(words("Fälle", "Cases"))]), .table(table)]
        let left = section.cases.count - shown.count
        var note: ReportDocument.Text = []
        if left > 0 {
            note.append(
                .words(
                    words(
                        "\(left) weitere mit weniger Stellen stehen nicht hier. ",
                        "\(left) more with fewer passages are not shown. ")))
        }
        if let name = shown.compactMap(\.name).first {
            note += [
                .words(words("Die Stellen einer Zeile listet zum Beispiel ", "The passages of a row are listed as by ")),
                .command(report.listing.passages(finding, ofCase: name)), ".",
            ]
        }
        if !note.isEmpty { blocks.append(.note(note)) }
        return blocks
    }
}
