import StudyModel
import Testing

struct CrateAddressTests {
    /// RFC 3986, 2.1 and 2.3: everything but unreserved characters is encoded, byte by byte of UTF-8, in capital digits.
    @Test(arguments: [
        ("Wörter.csv", "W%C3%B6rter.csv"), ("Text 50% für #2?.txt", "Text%2050%25%20f%C3%BCr%20%232%3F.txt"),
        ("study/texts/a.txt", "study/texts/a.txt"), ("a:b", "a%3Ab"), ("-._~", "-._~"),
    ])
    func encodesWhatAnAddressCannotHold(path: String, id: String) {
        #expect(CrateAddress.encoded(path) == id)
        #expect(CrateAddress.decoded(id) == path)
    }

    @Test(arguments: ["%", "%4", "%zz", "%+1", "%FF"])
    func whatIsNoAddressIsNoPath(id: String) { #expect(CrateAddress.decoded(id) == nil) }

    @Test func foldersComeFromTheOutside() {
        #expect(CrateAddress.folders(of: "study/texts/a.txt") == ["study/", "study/texts/"])
        #expect(CrateAddress.folders(of: "a.txt") == [])
    }
}
