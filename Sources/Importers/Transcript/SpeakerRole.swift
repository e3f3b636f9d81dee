import StudyModel

/// What a speaker label says about the speaker's part in an interview.
enum SpeakerRole {
    /// The role that a label names by itself, with or without a number behind it; nil where it names a person or a voice.
    ///
    /// The abbreviations are those that German and English transcription rules use. `F`, `A`, `P`, `R` and `S` stand for
    /// different things (Frager or Frau) and say nothing.
    static func named(_ label: String) -> Transcript.Speaker.Role? {
        var word = label.lowercased()
        while let last = word.unicodeScalars.last, "0123456789 .-_#".unicodeScalars.contains(last) {
            word.unicodeScalars.removeLast()
        }
        if interviewers.contains(word) { return .interviewer }
        if respondents.contains(word) { return .respondent }
        return nil
    }

    /// True where the words of a legend tell a role: `I: Interviewerin`, `B = befragte Person`.
    static func isExplained(by words: String) -> Bool {
        let words = words.lowercased()
        return stems.contains { words.contains($0) }
    }

    private static let interviewers: Set<String> = [
        "i", "iv", "int", "itv", "interviewer", "interviewerin", "interviewer:in", "interviewer*in", "interviewer_in",
        "interviewer/in", "interviewer(in)", "interviewerinnen", "interviewende", "interviewende person", "interviewing",
        "moderator", "moderatorin", "moderation", "moderator:in", "moderator*in", "mod", "m", "frager", "fragerin",
        "fragende", "q", "question", "host", "facilitator", "researcher", "investigator", "examiner", "forscher", "forscherin",
    ]

    private static let respondents: Set<String> = [
        "b", "bp", "ip", "tn", "befragte", "befragter", "befragte(r)", "befragte person", "befragte:r", "befragte*r",
        "interviewte", "interviewter", "interviewte(r)", "interviewte person", "interviewpartner", "interviewpartnerin",
        "interviewpartner:in", "interviewpartner*in", "interviewee", "respondent", "respondents", "participant",
        "participants", "teilnehmer", "teilnehmerin", "teilnehmer:in", "teilnehmende", "teilnehmende person", "proband",
        "probandin", "answer", "gesprächspartner", "gesprächspartnerin", "expertin", "experte", "guest", "informant",
    ]

    private static let stems = [
        "interview", "interwiev", "befragt", "respondent", "participant", "moderat", "teilnehm", "sprecher", "speaker",
        "proband", "protokoll",
    ]
}
