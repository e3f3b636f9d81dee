/// A file as it was handed over.
package struct OriginalFile: Hashable, Sendable {
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
