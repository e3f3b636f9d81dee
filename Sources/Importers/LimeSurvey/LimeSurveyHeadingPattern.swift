import StudyModel

/// How an export heads a place by its words: what is asked, and in brackets what the part of it is.
///
/// Words are compared without white space and underscores, since an export may put one for the other. Each text may be
/// cut short, with `..` behind it.
struct LimeSurveyHeadingPattern {
    /// What is asked, then the parts; nil for a word of LimeSurvey's own.
    private let texts: [[UInt8]?]
    /// How many words of LimeSurvey's own there are; of several patterns that fit, the one with the fewest is meant.
    let wildcards: Int

    init(_ place: LimeSurveyPlace, language: String) {
        texts = [place.main.words(in: language)] + place.sides.map { $0.map { $0.words(in: language) } }
        wildcards = texts.count { $0 == nil }
    }

    /// The whole heading, where nothing is cut short and no word is LimeSurvey's own.
    var whole: [UInt8]? {
        guard wildcards == 0 else { return nil }
        var result = texts.first.flatMap(\.self) ?? []
        for case .some(let text) in texts.dropFirst() { result += [Self.open] + text + [Self.close] }
        return result
    }

    /// True where a heading's words can be these.
    func fits(_ heading: [UInt8]) -> Bool {
        var rest = heading[...]
        for (index, text) in texts.enumerated() {
            if index > 0 {
                guard rest.first == Self.open else { return false }
                rest = rest.dropFirst()
            }
            if let text {
                guard Self.consume(text, &rest) else { return false }
            } else if index == texts.count - 1 {
                guard let end = rest.lastIndex(of: Self.close), !rest[..<end].contains(Self.open) else { return false }
                rest = rest[end...]
            } else {
                guard let end = rest.firstIndex(of: Self.close) else { return false }
                rest = rest[end...]
            }
            if index > 0 {
                guard rest.first == Self.close else { return false }
                rest = rest.dropFirst()
            }
        }
        return rest.isEmpty
    }

    /// Takes a text off the start of `rest`, or the beginning of the text and `..`.
    private static func consume(_ text: [UInt8], _ rest: inout ArraySlice<UInt8>) -> Bool {
        if rest.starts(with: text), !rest.dropFirst(text.count).starts(with: "..".utf8) {
            rest = rest.dropFirst(text.count)
            return true
        }
        let common = zip(text, rest).prefix { $0 == $1 }.count
        // Which `..` is the mark of the cut is not known where the text has some itself; the first one is.
        guard common > 0, rest.dropFirst(common).starts(with: "..".utf8) else { return false }
        rest = rest.dropFirst(common + 2)
        return true
    }

    private static let open = UInt8(ascii: "[")
    private static let close = UInt8(ascii: "]")

    /// The words of a heading or a text as they are compared.
    static func words(_ text: String) -> [UInt8] {
        guard text.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "_") || $0 >= 0x80 }) else {
            return Array(text.utf8)
        }
        return Array(
            String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "_" })).utf8)
    }
}

extension LocalizedText {
    fileprivate func words(in language: String) -> [UInt8] {
        LimeSurveyHeadingPattern.words(preferring([language]) ?? "")
    }
}
