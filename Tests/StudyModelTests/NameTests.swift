import StudyModel
import Testing

struct NameTests {
    /// DIN 5007, variant 1: an umlaut sorts as its vowel, `ß` as `ss`.
    @Test func sortsUmlautsWithTheirVowel() {
        let names = [
            "Zug", "Öffentlicher Raum", "Otto", "Oberdorf", "Straße", "Strasse", "Strand", "ähnlich", "Apfel", "Offen",
        ]
        #expect(
            names.sorted(by: inNameOrder) == [
                "ähnlich", "Apfel", "Oberdorf", "Offen", "Öffentlicher Raum", "Otto", "Strand", "Strasse", "Straße", "Zug",
            ])
    }

    @Test(arguments: [
        ("STRASSE", "straße"), ("Straẞe", "strasse"), ("Zoe\u{308}", "Zo\u{EB}"), ("Æther", "aether"), ("Œuvre", "oeuvre"),
        ("Ørsted", "Orsted"), ("Łódź", "Lodz"), ("İzmir", "Izmir"), ("Ångström", "angstrom"), ("Tiếng Việt", "tieng viet"),
    ])
    func foldsCaseAccentsAndNormalForm(one: String, other: String) {
        #expect(one.foldedKey == other.foldedKey)
    }

    @Test func keepsLettersOfOtherScripts() {
        #expect("Ελλάδα".foldedKey == "ελλαδα")
        #expect("日本".foldedKey == "日本")
    }

    @Test func ordersEqualKeysByCodePoint() {
        #expect(inNameOrder("kin", "Kin") == false)
        #expect(inNameOrder("Kin", "kin"))
        #expect(!inNameOrder("Kin", "Kin"))
    }

    @Test func normalizedNamesAreComposedAndTrimmed() {
        #expect(" \tZoe\u{308}\n".normalizedName.unicodeScalars.elementsEqual("Zo\u{EB}".unicodeScalars))
        #expect("\u{A0}Dorf platz ".normalizedName == "Dorf platz")
        #expect(" \n".normalizedName == "")
    }

    /// Most names are taken as they stand without a look at Unicode's tables; they must come out as the others do.
    @Test func namesThatAreTakenAsTheyStandAreNormalAlready() {
        for value in 0..<0x300 {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let name = "a\(scalar)b"
            #expect(name.normalizedName.unicodeScalars.elementsEqual(name.unicodeScalars), "U+\(String(value, radix: 16))")
        }
    }
}
