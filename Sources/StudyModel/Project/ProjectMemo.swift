/// A memo of a project.
///
/// It stands either in the `memos` of what it is on, or comes by itself behind the sources and is on all that name its key.
package struct ProjectMemo: Hashable, Sendable {
    /// Empty where it stands in what it is on.
    package var key: String
    package var id: Memo.ID?
    package var title: String
    package var text: String
    /// A place in the head's `coders`; nil for whoever takes the project in.
    package var coder: Int?
    /// UTC, ISO 8601; nil where the file does not say.
    package var time: String?

    package init(
        key: String = "", id: Memo.ID? = nil, title: String = "", text: String, coder: Int? = nil, time: String? = nil
    ) {
        self.key = key
        self.id = id
        self.title = title
        self.text = text
        self.coder = coder
        self.time = time
    }
}
