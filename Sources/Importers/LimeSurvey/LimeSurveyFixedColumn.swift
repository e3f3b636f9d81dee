import StudyModel

/// A column of LimeSurvey's responses that describes the response and answers nothing.
///
/// Source: LimeSurvey's `createFieldMap`. In exports it is headed by its code, or by what an English or German LimeSurvey
/// calls it.
enum LimeSurveyFixedColumn: String, CaseIterable {
    case id, token, submitdate, lastpage, startlanguage, seed, startdate, datestamp, ipaddr, refurl

    static let names = Set(allCases.map(\.rawValue))

    /// The column that a heading names; a code may stand before the words, as in `id. Response ID`.
    init?(heading: String) {
        let key = heading.headingWord
        if let column = Self(rawValue: key) ?? Self.byWording[key] {
            self = column
            return
        }
        for column in Self.allCases where key.hasPrefix(column.rawValue) {
            guard Self.byWording[String(key.dropFirst(column.rawValue.count))] == column else { continue }
            self = column
            return
        }
        return nil
    }

    /// What stands between the code and the words of a heading that has both; nil where it has not.
    static func separator(in heading: String) -> String? {
        guard let column = Self(heading: heading), heading.hasPrefix(column.rawValue) else { return nil }
        let rest = heading.dropFirst(column.rawValue.count)
        let separator = rest.prefix { !$0.isLetter }
        return separator.isEmpty || separator.count == rest.count ? nil : String(separator)
    }

    private static let byWording: [String: Self] = Dictionary(
        [
            (id, ["responseid", "antwortid"]),
            (token, ["accesscode", "zugangscode", "zugangsschlussel", "zugriffscode", "zugriffsschlussel"]),
            (submitdate, ["datesubmitted", "datumabgeschickt"]), (lastpage, ["lastpage", "letzteseite"]),
            (startlanguage, ["startlanguage", "startsprache"]),
            (seed, ["seed", "zufallsstartwert", "zufallsgeneratorstartwert"]),
            (startdate, ["datestarted", "datumgestartet"]),
            (datestamp, ["datelastaction", "datumletzteaktivitat", "datumletzteaktion"]),
            (ipaddr, ["ipaddress", "ipadresse"]), (refurl, ["referrerurl", "referrer", "weiterleitungsurl"]),
        ].flatMap { column, words in words.map { ($0, column) } }, uniquingKeysWith: { first, _ in first })
}

extension LimeSurveyFixedColumn {
    /// True for the start of an export of responses: three of these columns are in its first row.
    ///
    /// The answers follow behind them, so that the row need not end in `head`. Qualtrics has columns of the same words, written as
    /// `StartDate` and `ResponseId`.
    static func head(_ head: [UInt8]) -> Bool {
        TableHead(head).contains { fields in
            !fields.contains("ResponseId") && Set(fields.prefix(24).compactMap { Self(heading: $0) }).count >= 3
        }
    }
}

extension String {
    /// The letters and digits of a heading, folded: `Antwort-ID` and `Antwort ID` are one.
    var headingWord: String { foldedKey.filter { $0.isLetter || $0.isNumber } }
}
