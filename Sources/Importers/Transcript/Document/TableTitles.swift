import StudyModel

/// What the first row of a table says of its columns, where it heads them.
struct TableTitles {
    /// The column of what is said; nil where none or several are headed so.
    private(set) var words: Int?
    /// The column of speakers, where what is said is headed, too.
    private(set) var speaker: Int?
    /// The columns of what others wrote to it: remarks, codes, translations.
    private(set) var remarks: Set<Int> = []
    /// The columns that are headed as those of speakers.
    private(set) var speakers: [Int] = []
    /// True where several cells head columns of a transcript; a single one may be what somebody says.
    private(set) var isSure = false

    init(_ row: [Range<Int>?], _ bytes: UnsafeBufferPointer<UInt8>) {
        var texts: [Int] = []
        var vague = 0
        for (column, cell) in row.enumerated() {
            // `Wer?` asks.
            guard let cell, !cell.isEmpty, cell.count <= 60, !bytes[cell].contains(where: { ".?!".utf8.contains($0) }) else {
                continue
            }
            let word = String(decoding: bytes[cell], as: UTF8.self).headingWord
            if SpeechTableColumns.texts.contains(word) || Self.saidWords.contains(word) {
                texts.append(column)
            } else if Self.names.contains(word) || SpeechTableColumns.speakers.contains(word) {
                speakers.append(column)
            } else if Self.remarkWords.contains(word) {
                remarks.insert(column)
            } else if Self.vagueWords.contains(word) {
                vague += 1
            }
        }
        isSure = texts.count + speakers.count + remarks.count + vague > 1
        guard isSure else {
            remarks = []
            return
        }
        if texts.count == 1 { words = texts[0] }
        if words != nil, speakers.count == 1 { speaker = speakers[0] }
    }

    /// What is said, in tables that people draw themselves.
    private static let saidWords: Set<String> = [
        "original", "gesagtes", "gesprochenes", "beitrag", "beitrage", "redebeitrag", "redebeitrage", "verbal", "verbales",
        "aussage", "aussagen", "spoken", "said",
    ]

    /// What may be said, or what an interview or a task is called: these head a column, and what stands in it tells the rest.
    private static let vagueWords: Set<String> = ["was", "what", "interview", "gesprach"]

    private static let names: Set<String> = [
        "person", "personen", "wer", "name", "rolle", "kurzel", "who", "role", "participant", "teilnehmer", "teilnehmerin",
        "beteiligte",
    ]

    private static let remarkWords: Set<String> = [
        "anmerkung", "anmerkungen", "bemerkung", "bemerkungen", "notiz", "notizen", "memo", "memos", "kommentar", "kommentare",
        "code", "codes", "kode", "kodes", "kategorie", "kategorien", "paraphrase", "interpretation", "deutung", "ubersetzung",
        "nonverbal", "nonverbales", "note", "notes", "comment", "comments", "category", "categories", "translation", "english",
        "englisch", "german", "remark", "remarks", "observation",
        "observations", "analyse", "analysen", "analysis", "beobachtung", "beobachtungen", "deutungen", "interpretationen",
        "auswertung", "reflexion", "reflexionen", "reflection", "wie", "how", "paraphrasen", "ubersetzungen", "nonverbale",
    ]
}
