/// A text of a project with all that lies on it.
package struct ProjectSource: Hashable, Sendable {
    /// What the head's cases know it by.
    package var key: String
    package var id: Source.ID?
    /// Its name in the project, where two may bear the same.
    package var name: String
    /// The text as it is stored, with its language, speakers and cues; its diagnostics are about this text alone.
    package var transcript: Transcript
    /// The document from which the text was made; nil where that says no more than the text.
    package var original: OriginalFile?
    /// What is known of the text itself; its case has it.
    package var values: [ProjectValue] = []
    package var passages: [ProjectPassage] = []
    package var memos: [ProjectMemo] = []
    package var memoKeys: [String] = []

    package init(key: String, id: Source.ID? = nil, name: String, transcript: Transcript) {
        self.key = key
        self.id = id
        self.name = name
        self.transcript = transcript
    }

    /// How many passages a study does not keep.
    package var barePassages: Int { passages.count(where: \.isBare) }
}

/// A range of a project's text with its codings and memos; several may be on one range, and one with neither is not kept.
package struct ProjectPassage: Hashable, Sendable {
    /// Within the text, in Unicode scalars of it as it is stored.
    package var range: TextRange
    package var codings: [ProjectCoding] = []
    package var memos: [ProjectMemo] = []
    package var memoKeys: [String] = []

    package init(range: TextRange) { self.range = range }

    /// What one with neither is called where it is counted.
    package static let bare = "selection without a code or memo"

    package var isBare: Bool { codings.isEmpty && memos.isEmpty && memoKeys.isEmpty }
}

package struct ProjectCoding: Hashable, Sendable {
    package var id: Coding.ID?
    /// A place in the head's `codes`.
    package var code: Int
    /// A place in the head's `coders`; nil for whoever takes the project in.
    package var coder: Int?
    /// UTC, ISO 8601; nil where the file does not say.
    package var time: String?
    /// 0..100
    package var weight: Int?
    package var memos: [ProjectMemo] = []
    package var memoKeys: [String] = []

    /// What a second one of a code and coder at one place is called where it is counted.
    package static let twin = "coding that stands twice at its place"

    package init(id: Coding.ID? = nil, code: Int, coder: Int? = nil, time: String? = nil, weight: Int? = nil) {
        self.id = id
        self.code = code
        self.coder = coder
        self.time = time
        self.weight = weight
    }
}
