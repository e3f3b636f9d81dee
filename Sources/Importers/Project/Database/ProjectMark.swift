import StudyModel

/// What lies on one range of a text.
struct ProjectMark {
    var range: CountedRange
    var codings: [ProjectCoding] = []
    var memos: [ProjectMemo] = []
    var memoKeys: [String] = []

    func passage(at place: TextRange) -> ProjectPassage {
        var passage = ProjectPassage(range: place)
        passage.codings = codings
        passage.memos = memos
        passage.memoKeys = memoKeys
        return passage
    }
}

/// What lies on the texts of a project, by the keys of the texts.
struct ProjectMarks {
    private var byText: [Int: [ProjectMark]] = [:]

    mutating func add(_ mark: ProjectMark, to text: Int) { byText[text, default: []].append(mark) }

    /// Those of one text, which are then no longer here.
    mutating func take(of text: Int) -> [ProjectMark] { byText.removeValue(forKey: text) ?? [] }

    /// The codings that are left here.
    var codings: Int { byText.values.joined().reduce(0) { $0 + $1.codings.count } }
}
