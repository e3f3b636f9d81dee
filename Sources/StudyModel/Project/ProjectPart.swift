/// A coding project of another program on its way into a study: the head, then each source, then each memo, then the tail.
///
/// It comes in parts so that a project of thousands of texts is never in memory as a whole. Codes, coders and attributes are
/// named by their place in the head, so that nothing can name one that is not there.
package enum ProjectPart: Hashable, Sendable {
    case head(ProjectHead)
    /// Rows that say of the study more than the other parts can; some stand before the first source, some behind the last memo.
    case rows(ProjectRows)
    /// A file that rows name as what a text was read from, with its content.
    case original(OriginalFile)
    case source(ProjectSource)
    /// A memo that is on what names its key; on the study where nothing does.
    case memo(ProjectMemo)
    case tail(ProjectTail)
}

/// What a project says before its texts.
package struct ProjectHead: Hashable, Sendable {
    /// The format, as `--as` takes it.
    package var format: String
    /// The program that wrote it, as far as the file tells.
    package var program: String?
    package var name: String
    package var coders: [ProjectCoder] = []
    /// Each behind the code that it stands under; those under one code in their order.
    package var codes: [ProjectCode] = []
    package var attributes: [ProjectAttribute] = []
    package var cases: [ProjectCase] = []

    package init(format: String, program: String? = nil, name: String) {
        self.format = format
        self.program = program
        self.name = name
    }
}

/// What is known of a project when all of it was read.
package struct ProjectTail: Hashable, Sendable {
    /// What a study cannot hold, by its kind in the singular, such as `set` or `coding on a picture`, with how many there were.
    package var leftOut: [String: Int] = [:]
    /// How many things the file holds, whether a study can hold them or not: `sources` (of all media), `textSources`,
    /// `codings`, `memos`, `sets`, `links`.
    package var found: [String: Int] = [:]
    package var diagnostics: [Diagnostic] = []

    package init() {}

    /// Counts something that is left out.
    package mutating func leaveOut(_ kind: String, _ count: Int = 1) {
        if count > 0 { leftOut[kind, default: 0] += count }
    }
}
