import StudyModel

/// The speakers of a transcript in order of first appearance.
struct SpeakerList {
    private(set) var names: [String] = []
    private var indices: [String: Int] = [:]

    /// The index of the speaker, who is added where the name is new.
    mutating func index(of name: String) -> Int {
        if let index = indices[name] { return index }
        indices[name] = names.count
        names.append(name)
        return names.count - 1
    }

    /// The speakers with the roles that their names tell. Of two speakers, the one beside an interviewer is the respondent.
    var speakers: [Transcript.Speaker] {
        var speakers = names.map { Transcript.Speaker(name: $0, role: SpeakerRole.named($0) ?? .other) }
        if speakers.count == 2, let interviewer = speakers.firstIndex(where: { $0.role == .interviewer }),
            speakers[1 - interviewer].role == .other
        {
            speakers[1 - interviewer].role = .respondent
        }
        return speakers
    }
}
