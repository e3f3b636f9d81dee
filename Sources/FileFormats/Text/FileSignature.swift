/// What a file is that was handed over as text and is none, told by its first bytes.
package enum FileSignature {
    /// A noun with its article, such as `a DOCX document`; nil where the bytes may be text. `head` is the start of the file,
    /// of which at most 4 KiB are looked at.
    package static func name(of head: [UInt8]) -> String? {
        if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
            return archive(head.prefix(4096))
        }
        return signatures.first { head.starts(with: $0.bytes) }?.name
    }

    /// Names the document in a zip archive by the members that stand first.
    private static func archive(_ head: ArraySlice<UInt8>) -> String {
        let text = String(decoding: head.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
        return archives.first { text.contains($0.member) }?.name ?? "a zip archive"
    }

    private static let archives: [(member: String, name: String)] = [
        ("opendocument.text", "an ODT document"),
        ("opendocument.spreadsheet", "an ODS spreadsheet"),
        ("opendocument", "an OpenDocument file"),
        ("word/", "a DOCX document"),
        ("xl/", "an XLSX spreadsheet"),
        ("ppt/", "a PPTX presentation"),
        ("project.qde", "a REFI-QDA project"),
        ("Project.qde", "a REFI-QDA project"),
        ("epub", "an EPUB book"),
        ("[Content_Types].xml", "an Office Open XML document"),
    ]

    private static let signatures: [(bytes: [UInt8], name: String)] = [
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document (OLE2), or one with a password"),
        (Array("%PDF-".utf8), "a PDF document"),
        (Array("{\\rtf".utf8), "an RTF document"),
        ([0x1F, 0x8B], "a gzip archive"),
        (Array("BZh".utf8) + [0x31], "a bzip2 archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
        (Array("SQLite format 3\0".utf8), "an SQLite database"),
        (Array("$FL2".utf8), "an SPSS data file (sav)"),
        (Array("$FL3".utf8), "an SPSS data file (zsav)"),
        (Array("<stata_dta>".utf8), "a Stata data file (dta)"),
        // Releases 114 and 115 with the order of bytes, and the type of file.
        ([0x72, 1, 1], "a Stata data file (dta)"),
        ([0x72, 2, 1], "a Stata data file (dta)"),
        ([0x73, 1, 1], "a Stata data file (dta)"),
        ([0x73, 2, 1], "a Stata data file (dta)"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("RIFF".utf8), "a recording (RIFF)"),
        (Array("ID3".utf8) + [3], "a recording (MP3)"),
        (Array("ID3".utf8) + [4], "a recording (MP3)"),
        (Array("OggS".utf8), "a recording (Ogg)"),
        (Array("fLaC".utf8), "a recording (FLAC)"),
        ([0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70], "a recording (MP4)"),
        ([0, 0, 0, 0x1C, 0x66, 0x74, 0x79, 0x70], "a recording (MP4)"),
        ([0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70], "a recording (MP4)"),
    ]

    /// True for bytes that are full of control characters, as no text is.
    static func isNoise(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(4096)
        let controls = head.count { $0 < 0x20 && !($0 >= 0x08 && $0 <= 0x0D) && $0 != 0x1B }
        return controls >= 8 && controls * 20 >= head.count
    }
}
