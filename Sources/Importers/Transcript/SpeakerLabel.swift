/// The shape of a speaker label: a short name at the start of a line.
enum SpeakerLabel {
    /// The most bytes that a label may have.
    static let longest = 60

    /// The label in `range` without white space at its ends and without a remark in brackets; nil where it cannot be one.
    ///
    /// A label has at most four words, at least one letter, begins with a letter or digit, and holds no punctuation but that
    /// of abbreviations and double names, and `?` behind the sign of somebody who was not known: `B?`. What stands in brackets is a
    /// remark, unless it tells one from another: `B (1)`, `iPhone (2)`.
    static func shape(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        var range = bytes.trimmed(range)
        while bytes[range].last == UInt8(ascii: ")"), let bracket = bytes[range].lastIndex(of: UInt8(ascii: "(")),
            bracket > range.lowerBound, bytes[bracket - 1].isBlank,
            !bytes[bracket..<range.upperBound].contains(where: \.isDigit)
        {
            range = bytes.trimmed(range.lowerBound..<bracket)
        }
        guard !range.isEmpty, range.count <= longest else { return nil }
        let first = bytes[range.lowerBound]
        // C2 and E2 begin quotation marks, bullets and dashes.
        guard first.isASCIILetter || first.isDigit || first >= 0xC3 && first != 0xE2 else { return nil }
        var words = 1
        var hasLetter = false
        for index in range {
            let byte = bytes[index]
            switch byte {
            case 0x20, 0x09: if !bytes[index - 1].isBlank { words += 1 }
            case UInt8(ascii: "."):
                // An abbreviation is short: `Dr.`, `Frau M.`, `B.1`.
                let start = bytes[range.lowerBound..<index].lastIndex { $0.isBlank }.map { $0 + 1 } ?? range.lowerBound
                guard index - start <= 5 else { return nil }
            case UInt8(ascii: "?"):
                guard index == range.upperBound - 1, 2...4 ~= range.count, first.isASCIICapital,
                    bytes[index - 1].isASCIICapital || bytes[index - 1].isDigit
                else { return nil }
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "\""),
                UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "@"),
                UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"),
                UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "^"):
                return nil
            case UInt8(ascii: ":"):
                // `Interviewer:in` is a label, `10:30 Treffen` is not.
                guard index > range.lowerBound, index + 1 < range.upperBound, bytes[index - 1].isASCIILetter,
                    bytes[index + 1].isASCIILetter
                else { return nil }
            default: if byte.isASCIILetter || byte >= 0x80 { hasLetter = true }
            }
            if words > 4 { return nil }
        }
        return hasLetter ? range : nil
    }

    /// `Roth, Ada`, as Teams names people; nil for anything else, and where words stand in `rest`, what is left of the line.
    static func surnameFirst(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, aloneBefore rest: Range<Int>
    ) -> Range<Int>? {
        let range = bytes.trimmed(range)
        guard let comma = bytes[range].firstIndex(of: UInt8(ascii: ",")), comma + 1 < range.upperBound,
            bytes[comma + 1].isBlank,
            shape(bytes, range.lowerBound..<comma) != nil, shape(bytes, comma + 1..<range.upperBound) != nil,
            bytes.trimmed(rest).isEmpty
        else { return nil }
        return range
    }

    /// True where every word begins with a capital or a digit, but for particles such as `von`: what a label without a colon
    /// needs.
    static func isCapitalised(_ label: String) -> Bool {
        label.split(whereSeparator: { $0 == " " || $0 == "\t" }).allSatisfy { word in
            guard let first = word.unicodeScalars.first else { return false }
            return !first.properties.isLowercase || particles.contains(String(word))
        }
    }

    /// True for words that stand before a colon in heads, legends and running text, and never name who speaks.
    static func isOtherwiseUsed(_ label: String) -> Bool {
        let words = label.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "_" })
        guard let first = words.first?.lowercased(), let last = words.last else { return true }
        if headWords.contains(first) { return true }
        if first.first == "q", first.count > 1, first.dropFirst().allSatisfy(\.isNumber) { return true }
        if connectives.contains(first) { return true }
        guard words.count > 1 else { return false }
        // `I 1` and `A 2` are labels, `I think` and `A question` are not.
        if first == "i" || first == "a" { return words[1].first?.isNumber != true }
        return functionWords.contains(first) || functionWords.contains(String(last))
    }

    /// True for words that describe an interview in the lines above it: `Datum`, `Dauer der Aufnahme`.
    static func isHeadWord(_ label: String) -> Bool {
        label.split(separator: " ").first.map { headWords.contains($0.lowercased()) } ?? false
    }

    /// True for what stands in square brackets as a remark and not as a name.
    static func isRemark(_ label: String) -> Bool { remarks.contains(label.lowercased()) }

    private static let particles: Set<String> = [
        "von", "van", "vom", "zu", "zur", "der", "den", "de", "del", "della", "di", "da", "la", "le", "el", "al", "bin", "und",
    ]

    private static let headWords: Set<String> = [
        "datum", "date", "dauer", "duration", "länge", "length", "ort", "place", "location", "kürzel", "thema", "topic",
        "titel", "title", "projekt", "project", "transkription", "transkript", "transcript", "transcription", "transcribed",
        "transkribiert", "aufnahme", "recording", "recorded", "uhrzeit", "zeit", "time", "hinweis", "hinweise", "note", "notes",
        "anmerkung", "anmerkungen", "bemerkung", "bemerkungen", "kommentar", "quelle", "source", "beruf", "alter", "age",
        "geschlecht", "gender", "keywords", "speakers", "name", "namen", "names", "copyright",
        "legende", "legend", "zeichenerklärung", "video", "audio", "link", "url", "datei", "file", "http", "https", "ftp",
        "mailto", "tel", "email", "e-mail", "interviewnummer", "tätigkeitsfeld", "tätigkeit", "funktion", "rolle", "sprache",
        "language", "version", "status", "seite", "page", "kapitel", "chapter", "abschnitt", "section", "teil", "part",
        "tags", "summary", "zusammenfassung", "setting", "anlass",
        "medium", "beginn", "ende", "start", "end", "begin", "ps", "p.s.",
    ]

    private static let connectives: Set<String> = [
        "also", "und", "aber", "oder", "denn", "dann", "so", "ja", "nein", "genau", "okay", "ok", "naja", "nämlich", "erstens",
        "zweitens", "drittens", "viertens", "beispiel", "beispielsweise", "bzw.", "d.h.", "z.b.", "kurz", "nun", "übrigens",
        "zum", "zur", "and", "but", "or", "then", "well", "yes", "no", "first", "second", "third", "firstly", "secondly",
        "finally", "because", "example", "for", "like", "now", "oh", "ah", "right", "sure", "actually", "again", "warum", "why",
        "was", "what", "wie", "how", "wer", "who", "achtung", "wichtig", "fazit", "punkt", "stichwort",
    ]

    private static let functionWords: Set<String> = [
        "der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "einem", "einen", "ich", "du", "er", "sie", "es",
        "wir",
        "ihr", "man", "mein", "meine", "sein", "ihre", "unser", "unsere", "dieser", "diese", "dieses", "da", "weil", "wenn",
        "dass", "ob", "als", "wo", "im", "in", "am", "an", "auf", "aus", "bei", "mit", "nach", "vor", "von", "für", "gegen",
        "ohne", "über", "unter", "nur", "noch", "auch", "schon", "sehr", "nicht", "kein", "keine", "hier", "dort", "heute",
        "ist", "sind", "war", "waren", "hat", "haben", "wird", "sagt", "sagte", "meint", "meinte", "fragt", "fragte", "halt",
        "the", "you", "he", "she", "it", "we", "they", "my", "your", "his", "her", "our", "their", "this", "that",
        "these", "those", "there", "here", "of", "on", "at", "to", "by", "with", "from", "if", "when", "is", "are", "were",
        "be",
        "been", "have", "has", "had", "do", "does", "did", "say", "says", "said", "one", "thing", "question", "not",
        "folgendes",
        "following", "beispiel", "example", "instance", "heißt", "means", "mal", "gefragt", "gesagt", "gedacht",
    ]

    private static let remarks: Set<String> = [
        "pause", "lacht", "lachen", "unv", "unv.", "unverständlich", "inaudible", "crosstalk", "laughs", "laughter", "music",
        "musik", "silence", "stille", "applause", "noise", "break", "unterbrechung", "störung", "blank_audio",
    ]
}
