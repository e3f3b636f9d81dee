/// Cues that roll: each shows the line above once more before a new one, as YouTube writes the captions that it makes itself.
enum RollingCues {
    /// More lines than a cue on a screen has.
    private static let mostLines = 4

    /// True where at least half of the cues begin with the last line of the cue above, and a quarter of them have a further line.
    ///
    /// `Ja.` said twice in a row is none: it has no further line, and it is rare.
    static func isRolling(_ cues: [[CueMarkup.Stretch]]) -> Bool {
        var previous: CueMarkup.Stretch?
        var all = 0
        var repeating = 0
        var growing = 0
        for cue in cues {
            guard let first = cue.first else { continue }
            if first == previous {
                repeating += 1
                if cue.count > 1 { growing += 1 }
            }
            all += 1
            previous = cue.last
        }
        return growing >= 2 && repeating * 2 >= all - 1 && growing * 4 >= all - 1
    }

    /// The cues without the lines at their start that ended the cue above; one that shows nothing new keeps no line.
    static func withoutRepeats(_ cues: [[CueMarkup.Stretch]]) -> [[CueMarkup.Stretch]] {
        var previous: [CueMarkup.Stretch] = []
        return cues.map { cue in
            guard !cue.isEmpty else { return [] }
            let most = min(mostLines, cue.count, previous.count)
            let overlap = stride(from: most, to: 0, by: -1).first { cue.prefix($0).elementsEqual(previous.suffix($0)) } ?? 0
            previous = cue
            return Array(cue.dropFirst(overlap))
        }
    }
}
