/// Counts what looks like a speaker label over a whole file, and decides which labels are.
struct SpeakerCensus {
    private struct Count {
        var all = 0
        var marked = 0
        var heading = 0
        var styles: Set<LineHead.Style> = []
    }

    private var counts: [String: Count] = [:]
    private var marked = 0
    private var plain = 0
    private var byStyle: [LineHead.Style: Int] = [:]
    /// The labels that were asked for; empty where they are to be found out.
    private let asked: Set<String>
    /// The lines or cues that a label could have stood at the start of; 0 where that says nothing.
    var places = 0
    /// True where each place begins with a name, of whatever form.
    var areNamed = false

    init(asked: [String]) { self.asked = Set(asked) }

    mutating func count(_ label: String, _ head: LineHead) {
        counts[label, default: Count()].all += 1
        counts[label]?.styles.insert(head.style)
        byStyle[head.style, default: 0] += 1
        if head.style == .heading { counts[label]?.heading += 1 }
        if head.isMarked {
            counts[label]?.marked += 1
            marked += 1
        } else if head.style == .colon {
            plain += 1
        }
    }

    /// The labels that name speakers.
    var speakers: Set<String> {
        guard asked.isEmpty else { return asked.intersection(counts.keys) }
        let repeated = counts.filter { $0.value.all >= 2 && isPossible($0.key, $0.value) }
        let covered = repeated.values.reduce(0) { $0 + $1.all }
        // Where nearly every cue begins with a name, one that occurs once is a name too.
        let isLabelledThroughout = places > 0 && covered * 10 >= places * 6
        return Set(
            counts.filter { label, count in
                guard isPossible(label, count) else { return false }
                if Self.isRole(label) { return true }
                if count.all >= 2 { return true }
                if count.marked > 0 { return isConvention(count) }
                return isLabelledThroughout && (SpeakerLabel.isCapitalised(label) || areNamed && MeetingLabel.isName(label))
            }.keys)
    }

    /// The labels that were asked for and stand nowhere.
    var missing: [String] { asked.subtracting(counts.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    /// True for a label that occurs once, in a way that could be a speaker's.
    func isDoubtful(_ label: String) -> Bool {
        guard asked.isEmpty, let count = counts[label], count.all == 1 else { return false }
        let isHeading = count.styles == [.heading] && (byStyle[.heading] ?? 0) >= 4
        guard count.styles == [.colon] || isHeading else { return false }
        return isPossible(label, count) && SpeakerLabel.isCapitalised(label)
    }

    /// True for a label of what is told behind the last turn: `Anmerkung`, `Nachtrag`.
    func isPostscript(_ label: String) -> Bool { asked.isEmpty && Self.postscripts.contains(label.lowercased()) }

    private static let postscripts: Set<String> = [
        "anmerkung", "anmerkungen", "bemerkung", "bemerkungen", "hinweis", "hinweise", "kommentar", "nachtrag", "note", "notes",
        "notiz", "notizen", "postskript", "postskriptum", "ps", "p.s.",
    ]

    private func isPossible(_ label: String, _ count: Count) -> Bool {
        guard !SpeakerLabel.isOtherwiseUsed(label) else { return false }
        // A form without a colon is an accident more easily, so it needs a capital, and a second one somewhere.
        let withoutColon: Set<LineHead.Style> = [.timedLine, .timeFirst, .inline, .bracketed, .heading]
        if count.styles.isSubset(of: withoutColon) {
            guard SpeakerLabel.isCapitalised(label), !SpeakerLabel.isRemark(label) else { return false }
            if count.styles == [.timeFirst] || count.styles == [.inline] { return isConvention(count) }
            return true
        }
        // In a file of marked labels, a plain word with a colon is part of what is said.
        return count.marked > 0 || marked < 4 || marked < plain * 2 || SpeakerRole.named(label) != nil
    }

    /// True where the way in which this label is set off occurs again in the file.
    private func isConvention(_ count: Count) -> Bool { count.styles.contains { (byStyle[$0] ?? 0) >= 2 } }

    /// True for a label that names a role by itself, so that one occurrence makes it a speaker.
    static func isRole(_ label: String) -> Bool { SpeakerRole.named(label) != nil && !isAmbiguous(label) }

    /// True for letters that stand for more than a role, so that one occurrence does not make them a speaker.
    private static func isAmbiguous(_ label: String) -> Bool {
        ["m", "q", "mod", "host", "guest"].contains(label.lowercased())
    }
}
