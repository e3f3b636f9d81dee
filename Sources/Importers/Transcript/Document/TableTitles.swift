import StudyModel

/// What the first row of a table says of its columns, where it heads them.
struct TableTitles {
    /// The column of what is said; nil where none or several are headed so.
    private(set) var words: Int?
    /// The column of speakers, where what is said is headed, too.
    private(set) var speaker: Int?
    /// The columns of what others wrote to it: remarks, codes, translations.
    private(set) var remarks: Set<Int> = []
    /// True where a cell heads a column of a transcript.
    private(set) var isSome = false

    init(_ row: [Range<Int>?], _ bytes: UnsafeBufferPointer<UInt8>) {
        var texts: [Int] = []
        var speakers: [Int] = []
        for (column, cell) in row.enumerated() {
            guard let cell, !cell.isEmpty, cell.count <= 60 else { continue }
            let word = String(decoding: bytes[cell], as: UTF8.self).headingWord
            if SpeechTableColumns.texts.contains(word) || word == "original" {
                texts.append(column)
            } else if Self.names.contains(word) || SpeechTableColumns.speakers.contains(word) {
                speakers.append(column)
            } else if Self.remarkWords.contains(word) {
                remarks.insert(column)
            }
        }
        isSome = !texts.isEmpty && texts.count + speakers.count + remarks.count > 1 || !speakers.isEmpty
        guard isSome else {
            remarks = []
            return
        }
        if texts.count == 1 { words = texts[0] }
        if words != nil, speakers.count == 1 { speaker = speakers[0] }
    }

    private static let names: Set<String> = [
        "person", "personen", "wer", "name", "rolle", "kurzel", "who", "role", "participant", "teilnehmer", "teilnehmerin",
        "beteiligte",
    ]

    private static let remarkWords: Set<String> = [
        "anmerkung", "anmerkungen", "bemerkung", "bemerkungen", "notiz", "notizen", "memo", "memos", "kommentar", "kommentare",
        "code", "codes", "kode", "kodes", "kategorie", "kategorien", "paraphrase", "interpretation", "deutung", "ubersetzung",
        "nonverbal", "nonverbales", "note", "notes", "comment", "comments", "category", "categories", "translation", "english",
        "englisch", "german", "remark", "remarks", "observation",
    ]
}
