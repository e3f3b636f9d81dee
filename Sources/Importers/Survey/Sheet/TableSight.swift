import FileFormats

/// Whether the start of a file whose name promises nothing is a table of separated values.
///
/// Transcripts have commas, semicolons and tabs, too, so that much is asked: the same number of fields in every row, three at
/// least; a first row of names; below it a column of numbers or dates, or, where no comma separates, many rows; and no column
/// that is named as in a transcript.
enum TableSight: Equatable {
    case table
    /// Looks like one, but something is missing.
    case doubtful(Doubt)
    case other

    enum Doubt { case rows, columns, speech, values }

    /// - Parameter head: the start of the file, at most 4 KiB.
    init(_ head: [UInt8]) {
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        // Marks, times and brackets begin other kinds of files.
        guard let first = bytes.first,
            first > 0x40 && first != UInt8(ascii: "[") && first != UInt8(ascii: "{") || first == UInt8(ascii: "\""),
            !bytes.contains(0)
        else {
            self = .other
            return
        }
        self = .other
        for separator in CSVDialect.separators {
            guard let rows = Self.rows(of: bytes, separator, isWhole: head.count < 4096) else { continue }
            let sight = Self.judge(rows, separator)
            if sight != .other { self = sight }
            if sight == .table { return }
        }
    }

    /// The rows in whole, where all have the same number of fields, two at least.
    private static func rows(of bytes: ArraySlice<UInt8>, _ separator: UInt8, isWhole: Bool) -> [[String]]? {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        func isRowFine() -> Bool { row.count > 1 && row.count == rows.first?.count ?? row.count }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case separator where !isQuoted:
                row.append(String(decoding: field, as: UTF8.self))
                field = []
            case 0x0A where !isQuoted:
                row.append(String(decoding: field, as: UTF8.self))
                field = []
                if row != [""] && row != ["\r"] {
                    guard isRowFine() else { return nil }
                    rows.append(row)
                }
                row = []
            case 0x0D where !isQuoted: break
            default: field.append(byte)
            }
        }
        if isWhole, !isQuoted, !(row.isEmpty && field.isEmpty) {
            row.append(String(decoding: field, as: UTF8.self))
            guard isRowFine() else { return nil }
            rows.append(row)
        }
        return rows.isEmpty ? nil : rows
    }

    private static func judge(_ rows: [[String]], _ separator: UInt8) -> TableSight {
        guard let header = rows.first, rows.count > 1 else { return .other }
        let words = header.map(\.headingWord)
        guard words.allSatisfy({ !$0.isEmpty && $0.first?.isNumber != true }), Set(words).count == words.count,
            header.allSatisfy({ $0.utf8.count <= 200 && !$0.hasSuffix(":") && !$0.hasSuffix(".") }),
            // Behind a comma in a sentence stands a blank.
            !header.dropFirst().contains(where: { $0.hasPrefix(" ") })
        else { return .other }
        guard header.count > 2 else { return .doubtful(.columns) }
        guard rows.count > 2 else { return .doubtful(.rows) }
        guard !words.contains(where: speechWords.contains) else { return .doubtful(.speech) }
        let hasValues = header.indices.contains { column in
            let values = rows.dropFirst().map { Array($0[column].utf8)[...] }.filter { !$0.isEmpty }
            return values.count > 1 && values.allSatisfy(isValue)
        }
        return hasValues || separator != UInt8(ascii: ",") && rows.count > 5 ? .table : .doubtful(.values)
    }

    /// True for a first row that says who speaks, and when or what: `Start,End,Speaker,Text`.
    ///
    /// Forms have columns such as `Timestamp` and `start`, too, so that those alone say nothing.
    static func isOfSpeech(_ head: [UInt8]) -> Bool {
        TableHead(head).contains { fields in
            let words = Set(fields.map(\.headingWord))
            return !words.isDisjoint(with: SpeechTableColumns.speakers)
                && words.count { speechWords.contains($0) || $0 == "text" } >= 2
        }
    }

    private static func isValue(_ bytes: ArraySlice<UInt8>) -> Bool {
        ValueForm.decimal(bytes) != nil || ValueForm.decimal(bytes, point: UInt8(ascii: ",")) != nil || ValueForm.isDate(bytes)
            || ValueForm.germanDate(bytes) != nil || ValueForm.isDateTime(bytes)
    }

    /// How columns of transcripts are called.
    private static let speechWords: Set<String> = SpeechTableColumns.speakers.union([
        "participant", "person", "wer", "who",
        "transcript", "transkript", "utterance", "ausserung", "timecode", "timestamp", "zeitmarke", "zeit", "time", "start",
        "starttime", "end", "endtime", "ende", "beginn", "begin", "onset", "offset", "tier", "turn", "cue",
    ])
}
