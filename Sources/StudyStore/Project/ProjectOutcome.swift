package import StudyModel

/// What became of a project that was handed over.
package struct ProjectOutcome: Hashable, Sendable {
    /// The format, and the program that wrote it as far as the file tells.
    package var format = ""
    package var program: String?
    package var name = ""
    /// How many of each kind of thing it brought, by the words of the journal.
    package var added: [String: Int] = [:]
    /// How many stood in the study already.
    package var known: [String: Int] = [:]
    /// What a study cannot hold, by its kind in the singular.
    package var leftOut: [String: Int] = [:]
    /// What its reader reported.
    package var diagnostics: [Diagnostic] = []
    /// What is called otherwise than in the file, or stands for what was there.
    package var notes: [Diagnostic.Message] = []

    package init() {}
}
