import FileFormats
import Foundation
import StudyModel

/// Who did what in a Taguette project, as far as its log of commands tells.
struct TaguetteLog {
    struct Entry {
        /// A place in `coders`.
        var coder: Int?
        /// UTC, ISO 8601.
        var time: String?
    }

    private(set) var coders = CoderList()
    private var byTag: [Tagging: Entry] = [:]
    private var byHighlight: [Int: Entry] = [:]

    private struct Tagging: Hashable {
        var highlight: Int
        var tag: Int
    }

    /// What the log says of a highlight: it was added, or changed, and then had these tags.
    private struct Payload: Decodable {
        enum CodingKeys: String, CodingKey {
            case type, tags
            case highlight = "highlight_id"
        }

        var type: String
        var highlight: Int?
        var tags: [Int]?
    }

    init() {}

    init(_ database: ProjectDatabase) throws {
        try database.rows(of: "project_members", ["user_login"]) { _ = coders.place(of: try $0.text("user_login")) }
        let decoder = JSONDecoder()
        try database.rows(of: "commands", ["date", "user_login", "payload"]) { row in
            guard let text = try row.text("payload"), text.contains("highlight_add"),
                let payload = try? decoder.decode(Payload.self, from: Data(text.utf8)), payload.type == "highlight_add",
                let highlight = payload.highlight
            else { return }
            let entry = Entry(coder: coders.place(of: try row.text("user_login")), time: try row.text("date")?.projectTime)
            if byHighlight[highlight] == nil { byHighlight[highlight] = entry }
            for tag in payload.tags ?? [] where byTag[Tagging(highlight: highlight, tag: tag)] == nil {
                byTag[Tagging(highlight: highlight, tag: tag)] = entry
            }
        }
    }

    /// Who first put the tag to the highlight; where the log does not know that, who made the highlight, or the one member.
    func entry(of tag: Int, on highlight: Int) -> Entry? {
        byTag[Tagging(highlight: highlight, tag: tag)] ?? byHighlight[highlight]
            ?? (coders.coders.count == 1 ? Entry(coder: 0) : nil)
    }
}
