/// Who takes part in an interview, as the lines above it tell.
extension InterviewHead {
    /// True for `Interviewerin: Anna Schmidt` and `Anwesend: Ada, Jo`, where the label stands only here.
    func tellsWhoTakesPart(_ line: Int) -> Bool {
        guard let head = LineHead(bytes, line: text.lines[line]), head.style == .colon || head.style == .bold,
            head.startMs == nil, !comesBack(line)
        else { return false }
        let label = text.string(head.label)
        let words = text.string(head.words(of: text.lines[line]))
        if Self.listHeads.contains(label.headingWord) { return Self.isList(words) }
        return label.count > 3 && SpeakerRole.named(label) != nil && Self.isNameAlone(words)
    }

    /// True where each line explains a label that comes back below by a name and surname: `I: Anna Schmidt`, `B: Frau Weber, Ärztin`.
    func isListOfFullNames(_ lines: Range<Int>) -> Bool {
        lines.count > 1 && isListOfNames(lines)
            && lines.allSatisfy { line in
                guard let head = heads[line], comesBack(line) else { return false }
                let words = text.string(head.words(of: text.lines[line]))
                return Self.isNameAlone(words) && words.prefix { $0 != "," && $0 != ";" }.split(separator: " ").count > 1
            }
    }

    /// True where each line names somebody behind another label: `Interviewer: Max Weiß`, `B: Ben Klein, Arzt`.
    func isListOfNames(_ lines: Range<Int>) -> Bool {
        var labels: Set<String> = []
        return !lines.isEmpty
            && lines.allSatisfy { line in
                guard let head = heads[line], !head.isMarked, labels.insert(text.string(head.label)).inserted else {
                    return false
                }
                return Self.isName(text.string(head.words(of: text.lines[line])))
            }
    }

    static let listHeads: Set<String> = [
        "teilnehmer", "teilnehmerinnen", "teilnehmende", "beteiligte", "anwesend", "anwesende", "personen", "sprecher",
        "sprecherinnen", "gesprachspartner", "gesprachspartnerinnen", "interviewpartner", "interviewpartnerinnen",
        "participants",
        "speakers", "present", "attendees",
    ]

    /// True for names, and for signs with what they stand for: `Anna, Ben und Cem`, `M = Moderatorin, Aw = Anna`.
    private static func isList(_ words: String) -> Bool {
        let parts = words.replacing(" und ", with: ",").split { $0 == "," || $0 == ";" }.map { String($0).trimmingBlanks }
        return !parts.isEmpty
            && parts.allSatisfy { part in
                let sign = part.prefix { $0 != "=" }
                return sign.count < part.count ? sign.split(separator: " ").count == 1 : isNameAlone(part)
            }
    }

    /// True for a name that no sign of a sentence ends: `Frau G.` is none.
    private static func isNameAlone(_ words: String) -> Bool {
        guard isName(words), let last = words.last, !"?!…".contains(last) else { return false }
        return last != "." || words.dropLast().last?.isUppercase == true
    }

    private static func isName(_ words: String) -> Bool {
        let name = words.prefix { $0 != "," && $0 != ";" && $0 != "(" }
        let parts = name.split(separator: " ")
        guard (1...4).contains(parts.count), SpeakerLabel.isCapitalised(String(name)),
            !SpeakerLabel.isOtherwiseUsed(String(name)), let first = parts.first?.lowercased()
        else { return false }
        return first != "hi" && !greetings.contains { first.hasPrefix($0) }
    }

    private static let greetings = [
        "gut", "hallo", "grüß", "grüss", "moin", "servus", "danke", "vielen", "hello", "good", "thank", "willkommen",
        "welcome", "schön", "gern",
    ]
}
