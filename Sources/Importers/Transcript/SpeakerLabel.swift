/// The shape of a speaker label: a short name at the start of a line.
enum SpeakerLabel {
    /// The most bytes that a label may have.
    static let longest = 60

    /// The label in `range` without white space at its ends and without a remark in brackets; nil where it cannot be one.
    ///
    /// A label has at most four words beside titles and particles (`Prof. Dr. Ada von der Heide`), at least one letter, begins with
    /// a letter or digit, and holds no punctuation but that of abbreviations and double names, and `?` behind the sign of somebody who
    /// was not known: `B?`. What stands in brackets is a remark, unless it tells one from another: `B (1)`, `iPhone (2)`, `B (w, 34)`.
    static func shape(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        var label = bytes.trimmed(range)
        guard label.count <= longest else { return nil }
        while let base = beforeBrackets(bytes, label) {
            guard !tellsApart(bytes, base, base.upperBound..<label.upperBound) else {
                return isName(bytes, base) ? label : nil
            }
            label = base
        }
        return !label.isEmpty && isName(bytes, label) ? label : nil
    }

    /// What stands before brackets at the end; nil where there are none.
    private static func beforeBrackets(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        guard let last = bytes[range].last, last == UInt8(ascii: ")") || last == UInt8(ascii: "]"),
            let open = bytes[range].lastIndex(of: last == UInt8(ascii: ")") ? UInt8(ascii: "(") : UInt8(ascii: "[")),
            open > range.lowerBound, bytes[open - 1].isBlank,
            // A time in square brackets is none.
            last == UInt8(ascii: ")") || !bytes[open..<range.upperBound].contains(where: \.isDigit)
        else { return nil }
        let base = bytes.trimmed(range.lowerBound..<open)
        return base.isEmpty ? nil : base
    }

    /// True for brackets with a number behind a name that several may have; behind one that has a number itself, only where
    /// nothing else is told in them.
    private static func tellsApart(
        _ bytes: UnsafeBufferPointer<UInt8>, _ base: Range<Int>, _ brackets: Range<Int>
    ) -> Bool {
        let inner = bytes[brackets]
        guard inner.contains(where: \.isDigit) else { return false }
        guard inner.contains(where: { $0.isASCIILetter || $0 >= 0x80 }) else { return true }
        return base.count <= 4 && !bytes[base.upperBound - 1].isDigit || !inner.contains(UInt8(ascii: ","))
    }

    private static func isName(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let first = bytes[range.lowerBound]
        // C2 and E2 begin quotation marks, bullets and dashes.
        guard first.isASCIILetter || first.isDigit || first >= 0xC3 && first != 0xE2 else { return false }
        var words = 1
        var hasLetter = false
        var wordStart = range.lowerBound
        for index in range {
            let byte = bytes[index]
            switch byte {
            case 0x20, 0x09:
                if !bytes[index - 1].isBlank, !isBeside(bytes, wordStart..<index) { words += 1 }
                wordStart = index + 1
            case UInt8(ascii: "."):
                // An abbreviation is short: `Dr.`, `Frau M.`, `B.1`.
                guard index - wordStart <= 5 else { return false }
            case UInt8(ascii: "?"):
                guard index == range.upperBound - 1, 2...4 ~= range.count, first.isASCIICapital,
                    bytes[index - 1].isASCIICapital || bytes[index - 1].isDigit
                else { return false }
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "\""),
                UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "@"),
                UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"),
                UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "^"):
                return false
            case UInt8(ascii: ":"):
                // `Interviewer:in` is a label, `10:30 Treffen` is not.
                guard index > range.lowerBound, index + 1 < range.upperBound, bytes[index - 1].isASCIILetter,
                    bytes[index + 1].isASCIILetter
                else { return false }
            default: if byte.isASCIILetter || byte >= 0x80 { hasLetter = true }
            }
            if words > 4 { return false }
        }
        return hasLetter
    }

    /// True for a title or a particle, of which a name may have several.
    private static func isBeside(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
        guard let last = bytes[word].last else { return true }
        let text = String(decoding: bytes[word], as: UTF8.self)
        return last == UInt8(ascii: ".") || ["Herr", "Frau"].contains(text) || particles.contains(text) && text != "und"
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

    /// `Müller, Jörg` or `Anna Groß, Universität Köln` before a colon; nil for anything else.
    static func listed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        let end = range.upperBound..<range.upperBound
        guard let name = surnameFirst(bytes, range, aloneBefore: end) else { return nil }
        let parts = String(decoding: bytes[name], as: UTF8.self).split(separator: ",")
        guard parts.count == 2,
            parts.allSatisfy({ isCapitalised(String($0)) && !isOtherwiseUsed(String($0.drop { $0 == " " })) })
        else { return nil }
        return name
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
        // `die Befragte`
        if words.count == 2, ["der", "die"].contains(first), SpeakerRole.named(String(last)) != nil { return false }
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
