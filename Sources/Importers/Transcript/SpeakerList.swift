import StudyModel

/// The speakers of a transcript in order of first appearance.
struct SpeakerList {
    private(set) var names: [String] = []
    private var indices: [String: Int] = [:]
    private var told: [String: Transcript.Speaker.Role] = [:]

    /// The index of the speaker, who is added where the name is new.
    mutating func index(of name: String) -> Int {
        if let index = indices[name] { return index }
        indices[name] = names.count
        names.append(name)
        return names.count - 1
    }

    /// Notes the role that the file itself gives to a speaker, who need not speak.
    mutating func tell(_ role: Transcript.Speaker.Role, of name: String) { told[name] = role }

    /// The speakers with the roles that the file or their names tell. Of two speakers, the one beside an interviewer is the respondent.
    var speakers: [Transcript.Speaker] {
        var speakers = names.map { Transcript.Speaker(name: $0, role: told[$0] ?? SpeakerRole.named($0) ?? .other) }
        if speakers.count == 2, let interviewer = speakers.firstIndex(where: { $0.role == .interviewer }),
            speakers[1 - interviewer].role == .other
        {
            speakers[1 - interviewer].role = .respondent
        }
        return speakers
    }
}
