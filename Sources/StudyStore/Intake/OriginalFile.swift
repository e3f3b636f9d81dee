package import StudyModel

/// A file as it was handed over.
package struct OriginalFile: Sendable {
    /// The name with its extension, without folders.
    package var name: String
    package var hash: ContentHash
    package var size: Int
    /// The content, packed with deflate (RFC 1951); nil where only the hash is kept.
    package var deflated: [UInt8]?

    package init(name: String, hash: ContentHash, size: Int, deflated: [UInt8]?) {
        self.name = name
        self.hash = hash
        self.size = size
        self.deflated = deflated
    }
}

/// What became of a file that was handed over.
package enum IntakeOutcome: Hashable, Sendable {
    /// The source's name, which is the file's with its extension where the name without was taken.
    case added(source: String)
    /// The same bytes are in the study already, under this name.
    case known(source: String)
}
