import StudyModel
import Testing

@testable import Importers

struct TypedValueTests {
    private func value(_ text: String, _ kind: Question.Kind, isAsked: Bool = true) -> TypedValue? {
        TypedValue(Array(text.utf8)[...], as: kind, isAsked: isAsked)
    }

    private func text(_ text: String) -> TypedValue { .text(Array(text.utf8)[...]) }

    @Test(arguments: [
        ("12", 12), ("-3", -3), ("+5", 5), (" 7\u{A0}", 7), ("007", nil), ("0", 0), ("12.0", 12), ("12.5", nil), ("", nil),
        ("+", nil), ("++5", nil), ("1234567890123456789", nil), ("viele", nil),
    ])
    func readsWholeNumbersWithoutLeadingZeros(written: String, number: Int64?) {
        #expect(value(written, .integer) == number.map { .integer($0) })
    }

    @Test(arguments: [
        ("1.25", 1.25), ("3,5", 3.5), ("1,234", 1.234), ("+2", 2), ("0x10", nil), ("1e5", nil), ("01,5", nil),
        (",98", 0.98), ("-,5", -0.5), (".98", 0.98), (".", nil), (",", nil), ("-", nil), ("-.", nil), ("", nil),
    ])
    func readsNumbersWithAPointOrAComma(written: String, number: Double?) {
        #expect(value(written, .decimal) == number.map { .decimal($0) })
    }

    @Test(arguments: [
        ("ja", 1), ("J", 1), ("wahr", 1), ("yes", 1), ("y", 1), ("true", 1), ("1", 1), ("x", 1), ("nein", 0), ("N", 0),
        ("falsch", 0), ("no", 0), ("false", 0), ("0", 0), ("vielleicht", nil), ("2", nil),
    ])
    func readsTheWordsForTrueAndFalse(written: String, truth: Int64?) {
        #expect(value(written, .boolean) == truth.map { .integer($0) })
    }

    @Test(arguments: [
        ("1.3.2025", "2025-03-01"), ("2024-02-29", "2024-02-29"), ("2024-02-29T00:00:00.000", "2024-02-29"),
        ("29.02.2023", nil), ("2025-13-01", nil), ("2015", nil), ("01.02.25", nil), ("31.04.2025", nil),
        ("2024-02-29T08:00:00", nil),
    ])
    func readsDays(written: String, day: String?) {
        #expect(value(written, .date) == day.map { text($0) })
    }

    @Test(arguments: [
        ("PT1H30M", true), ("P2D", true), ("-PT5M", true), ("1:30", true), ("08:30", true), ("PT", false), ("1 Stunde", false),
        ("Pause", false), ("99:99", false),
    ])
    func knowsDurations(written: String, isDuration: Bool) {
        #expect(value(written, .duration) == (isDuration ? text(written) : nil))
    }

    @Test func writesTheHourOfATimeWithTwoDigits() {
        #expect(value("8:30", .time) == text("08:30"))
        #expect(value("08:30:15", .time) == text("08:30:15"))
        #expect(value("25:00", .time) == nil)
    }

    @Test(arguments: [
        ("3,5", Question.Kind.decimal), ("+5", .integer), ("1.3.2025", .date), ("1.3.2025", .dateTime), ("ja", .boolean),
        ("x", .boolean), ("8:30", .time),
    ])
    func takesTheHabitsOfACountryOnlyWhereAMapAsks(written: String, kind: Question.Kind) {
        #expect(value(written, kind) != nil)
        #expect(value(written, kind, isAsked: false) == nil)
    }

    @Test func leavesTextsAsTheyAre() {
        for kind in [Question.Kind.text, .open, .single, .multiple, .actor] { #expect(value(" 007 ", kind) == text(" 007 ")) }
    }
}
