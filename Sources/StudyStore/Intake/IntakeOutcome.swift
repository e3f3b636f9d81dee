/// What became of a file that was handed over.
package enum IntakeOutcome: Hashable, Sendable {
    /// The source's name, which is the file's with its extension where the name without was taken.
    case added(source: String)
    /// The same bytes are in the study already, under this name.
    case known(source: String)
}
