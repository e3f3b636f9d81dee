import Importers
import StudyModel

/// Options of an import that none of its files makes use of, each told in a note.
struct IdleOptions {
    private let items: [ImportList.Item]
    private(set) var notes: [Diagnostic] = []

    /// - Parameter casePattern: True where `--case` was given.
    init(_ reading: ImportOptionGroup, casePattern: Bool, items: [ImportList.Item]) {
        self.items = items
        let tables = ["ods", "xlsx", "csv", "limesurvey", "redcap"]
        note("--case", casePattern, "is a transcript") { $0.isTranscript }
        note("--speakers", !reading.speakerLists.isEmpty, "is a transcript or a project") { !$0.isSurvey }
        note("--speaker", !reading.speakers.isEmpty, "is a transcript or a project") { !$0.isSurvey }
        note("--tier", !reading.tiers.isEmpty, "is a transcript") { $0.isTranscript }
        note("--repeated-lines", reading.repeatedLines != nil, "is a transcript") { $0.isTranscript }
        note("--map", reading.map != nil, "is a survey") { $0.isSurvey }
        note("--sheet", reading.sheet != nil, "has several sheets") { ["ods", "xlsx"].contains($0.name) }
        note("--header", reading.header != nil, "is a table") { tables.contains($0.name) }
    }

    private mutating func note(
        _ option: String, _ isGiven: Bool, _ condition: String, _ isUsed: (ImportFormats.Match) -> Bool
    ) {
        guard isGiven, !items.contains(where: { isUsed($0.format) }) else { return }
        notes.append(.note(at: Diagnostic.Place(file: option), "was not used, since no file \(condition)"))
    }
}

extension ImportFormats.Match {
    fileprivate var isSurvey: Bool { if case .survey = self { true } else { false } }
    fileprivate var isTranscript: Bool { if case .transcript = self { true } else { false } }
}
