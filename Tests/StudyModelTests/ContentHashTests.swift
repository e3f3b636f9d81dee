import StudyModel
import Testing

struct ContentHashTests {
    /// FIPS 180-4, examples of SHA-256.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func isSHA256(text: String, digits: String) {
        #expect(ContentHash(of: text.utf8).description == digits)
        #expect(ContentHash(of: Array(text.utf8)).description == digits)
        // A sequence whose bytes do not stand side by side.
        #expect(ContentHash(of: Array(text.utf8).lazy.map { $0 }).description == digits)
    }

    @Test func isTheSameForContentInPieces() {
        var hasher = ContentHasher()
        for piece in ["a", "", "bc"] { Array(piece.utf8).withUnsafeBytes { hasher.update($0) } }
        #expect(hasher.finalize() == ContentHash(of: "abc".utf8))
        #expect(ContentHasher().finalize() == ContentHash(of: []))
    }

    @Test func has32Bytes() {
        #expect(ContentHash(bytes: Array(repeating: 7, count: 32)) != nil)
        #expect(ContentHash(bytes: Array(repeating: 7, count: 31)) == nil)
    }
}
