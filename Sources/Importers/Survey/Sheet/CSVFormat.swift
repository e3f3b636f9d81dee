import FileFormats
package import StudyModel

/// Values separated by commas, semicolons, tabs or the like: `.csv`, `.tsv`, `.tab`, and others that are plainly tables.
package struct CSVFormat: SheetSurveyFormat {
    package init() {}

    package var name: String { "csv" }

    /// By the name, or where that promises nothing else by content that can be nothing but a table.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard ["csv", "tsv", "tab"].contains(file.pathExtension) else {
            return Self.mayBeTable(file) && TableSight(head) == .table
        }
        return !head.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.starts(with: "<?xml".utf8)
    }

    /// False for names of Markdown, in which tables stand beside text.
    private static func mayBeTable(_ file: InputFile) -> Bool {
        !["md", "markdown", "mdown"].contains(file.pathExtension)
    }

    /// What keeps a file that no format took from being taken for a table; nil where it does not look like one.
    package static func doubt(about file: InputFile, head: [UInt8]) -> Diagnostic.Message? {
        guard mayBeTable(file), case .doubtful(let doubt) = TableSight(head) else { return nil }
        return switch doubt {
        case .rows: "looks like a table, but has too few rows to tell"
        case .columns: "looks like a table, but has only two columns"
        case .speech: "looks like a table, but its columns are named as those of a transcript"
        case .values: "looks like a table, but no column of numbers or dates speaks for it"
        }
    }

    package func open(_ file: InputFile, options: ImportOptions) throws -> OpenedSheets {
        var settled = options.csv
        settled.encoding = options.encoding
        settled.header = options.header ?? options.map?.header
        let reader = try CSVReader(path: file.path, options: settled, limits: options.limits)
        var notes: [Diagnostic] = []
        if reader.isEncodingGuessed { notes.append(.guessedEncoding(reader.encoding, of: file)) }
        if let message = guesses(reader, settled, in: file) {
            notes.append(.note(at: file.place(), message, remedy: "say otherwise with --separator and --decimal"))
        }
        if try TableSight.isOfSpeech(FileByteSource(path: file.path).readHead(4096)) {
            notes.append(
                .note(
                    at: file.place(), "its columns are named as those of a transcript; each row is taken for a respondent",
                    remedy: "where it is a transcript, head what is said 'text', or pass --as speech-table"))
        }
        if !["csv", "tsv", "tab"].contains(file.pathExtension) {
            notes.append(
                .note(
                    at: file.place(), "is taken for a table, as its first rows have the same columns",
                    remedy: "name another format with --as"))
        }
        return OpenedSheets(file: reader, notes: notes)
    }

    /// What was found out and is not as everybody expects it.
    private func guesses(_ reader: CSVReader, _ options: CSVOptions, in file: InputFile) -> Diagnostic.Message? {
        let dialect = reader.dialect
        let usual = file.pathExtension == "csv" ? UInt8(ascii: ",") : UInt8(ascii: "\t")
        let isPlain = dialect.separator == usual || dialect.leadingBytes > 0
        let isComma = dialect.decimal == UInt8(ascii: ",") && options.decimal == nil
        switch (isPlain || options.separator != nil, isComma) {
        case (true, false): return nil
        case (true, true): return "read with ',' as the decimal sign"
        case (false, false): return "read with \(dialect.separatorName) between fields"
        case (false, true): return "read with \(dialect.separatorName) between fields and ',' as the decimal sign"
        }
    }
}

extension CSVDialect {
    fileprivate var separatorName: String {
        separator == UInt8(ascii: "\t") ? "tabs" : "'\(String(decoding: [separator], as: UTF8.self))'"
    }
}
