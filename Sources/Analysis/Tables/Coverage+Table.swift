package import StudyModel

extension Coverage {
    /// By what there is a row.
    package enum Per: String, Hashable, Sendable, CaseIterable {
        case code, source, both
    }

    /// - Parameter choice: by the words that are covered.
    package func table(_ codes: CodeIndex, per: Per, choice: RowChoice) -> DataTable {
        let head: [DataTable.Column] =
            (per == .source ? [] : [.init("code", .string, "name of the code")])
            + (per == .code ? [] : [.init("source", .string, "name of the source")])
        let what = per == .source ? "any code" : "the code"
        let columns: [DataTable.Column] =
            head + [
                .init("passages", .integer, "distinct passages with \(what)"),
                .init("characters", .integer, "characters in such passages, each once"),
                .init(
                    "characters_percent", .number,
                    "in 100 of all characters of the \(per == .code ? "coded sources" : "source")"),
                .init("words", .integer, "words of which a character is in such a passage"),
                .init("words_percent", .number, "in 100 of all words of the \(per == .code ? "coded sources" : "source")"),
            ]
        let entries = entries(codes, per)
        let rows = choice.rows(entries.map { Double($0.amount.words) }) { entries[$0].names }.map { place in
            let entry = entries[place]
            return entry.names.map { DataTable.Cell.text($0) } + cells(entry.amount, of: entry.length)
        }
        return DataTable(
            name: "coverage", title: title, columns: columns, primaryKey: head.map(\.name), rows: rows)
    }

    /// Words in 100.
    package func chart(_ codes: CodeIndex, per: Per, choice: RowChoice) -> Chart {
        let entries = entries(codes, per)
        let places = choice.rows(entries.map { Double($0.amount.words) }) { entries[$0].names }
        return Chart(
            title: title, rows: places.map { entries[$0].names.joined(separator: ", ") }, columns: ["words"],
            values: places.map { place in
                [
                    entries[place].length.words > 0
                        ? 100 * Double(entries[place].amount.words) / Double(entries[place].length.words) : nil
                ]
            }, unit: LocalizedText { $0.word("percent of the words") })
    }

    private var title: LocalizedText {
        LocalizedText(["en": "Words and characters covered by codes", "de": "Wörter und Zeichen, die Codes abdecken"])
    }

    private struct Entry {
        var names: [String]
        var amount: Amount
        var length: Amount
    }

    private func entries(_ codes: CodeIndex, _ per: Per) -> [Entry] {
        switch per {
        case .code:
            codes.codes.indices.map { Entry(names: [codes.codes[$0].name], amount: totals[$0], length: length) }
        case .source:
            sources.indices.map { Entry(names: [sources[$0]], amount: coveredByAny[$0], length: lengths[$0]) }
        case .both:
            codes.codes.indices.flatMap { code in
                sources.indices.filter { covered[$0][code].passages > 0 }.map {
                    Entry(names: [codes.codes[code].name, sources[$0]], amount: covered[$0][code], length: lengths[$0])
                }
            }
        }
    }

    private func cells(_ amount: Amount, of all: Amount) -> [DataTable.Cell] {
        func percent(_ part: Int, _ whole: Int) -> DataTable.Cell {
            whole > 0 ? .number(100 * Double(part) / Double(whole)) : .empty
        }
        return [
            .integer(amount.passages), .integer(amount.characters), percent(amount.characters, all.characters),
            .integer(amount.words), percent(amount.words, all.words),
        ]
    }
}
