import FileFormats
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
    /// The answers follow behind them, so that the row need not end in `head`.
    static func head(_ head: [UInt8]) -> Bool {
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.starts(with: "sep=".utf8) || bytes.starts(with: "\"sep=".utf8) {
            bytes = bytes.drop { $0 != 0x0A }.dropFirst()
        }
        // The columns that are looked for have short names in letters, whatever their language.
        guard let first = bytes.first, first == UInt8(ascii: "\"") || first > 0x40 else { return false }
        return CSVDialect.separators.contains { separator in
            var found: Set<Self> = []
            for field in fields(of: bytes, separator).prefix(24) {
                if let column = Self(heading: field) { found.insert(column) }
            }
            return found.count >= 3
        }
    }

    /// The fields of the first row, as far as it goes; a field with a line break or of more than 100 bytes is left out.
    private static func fields(of bytes: ArraySlice<UInt8>, _ separator: UInt8) -> [String] {
        bytes.prefix { $0 != 0x0A && $0 != 0x0D }.split(separator: separator).prefix(24).filter { $0.count <= 100 }.map {
            String(decoding: $0.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        }
    }
}

extension String {
    /// The letters and digits of a heading, folded: `Antwort-ID` and `Antwort ID` are one.
    var headingWord: String { foldedKey.filter { $0.isLetter || $0.isNumber } }
}
