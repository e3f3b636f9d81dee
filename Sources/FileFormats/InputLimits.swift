/// How much of a file is taken before it is refused; see Docs/Formats.md.
///
/// A limit ends the reading with one message. A size that the file claims is believed only where it is over the limit;
/// else bytes are counted as they come out.
package struct InputLimits: Hashable, Sendable {
    /// Bytes that one member of an archive, or one plain file, may unpack to.
    package var unpackedBytes = 16 << 30
    /// Members of one archive.
    package var archiveMembers = 65_536
    /// Above `ratioFloor` unpacked bytes, a member may hold at most this many times its packed size.
    package var ratio = 100
    package var ratioFloor = 64 << 20
    /// Bytes of XML between two events, such as one start tag with all its attributes.
    package var bytesBetweenEvents = 1 << 20
    /// Attributes of one element: libxml2 compares each with all before it.
    package var attributes = 32_768
    /// How deep the elements of XML may be nested.
    package var elementDepth = 256
    /// How often one row with content may be repeated; a column that was filled down to the end of the sheet repeats a
    /// million times.
    package var repeatedRows = 100_000
    /// Non-empty cells of one sheet.
    package var cells = 100_000_000
    /// Bytes of one cell, answer or cue.
    package var textBytes = 16 << 20
    /// Bytes of the texts that the cells of a workbook share, and of the comments of one sheet.
    package var sharedStrings = 64 << 20
    /// Bytes of a whole transcript.
    package var transcriptBytes = 64 << 20
    /// Cues of a transcript, where a cue may be one letter and one empty tag; an hour of talk has about two thousand.
    package var cues = 500_000
    /// Bytes of the questions and answers to choose that a definition in XML describes.
    package var definitionBytes = 64 << 20
    /// Paragraphs of a document.
    package var paragraphs = 1_000_000

    /// Is told of what is read; nil where nobody watches.
    package var monitor: ReadingMonitor?

    package init() {}

    /// The limits that may be raised, by the names that `--limit` takes, in the order of Docs/Formats.md.
    ///
    /// The depth of elements is not among them: libxml2 itself stops at 256.
    package static var named: [(name: String, limit: any WritableKeyPath<InputLimits, Int> & Sendable)] {
        [
            ("unpacked", \.unpackedBytes), ("ratio", \.ratio), ("members", \.archiveMembers), ("tag", \.bytesBetweenEvents),
            ("attributes", \.attributes), ("cells", \.cells), ("repeats", \.repeatedRows), ("text", \.textBytes),
            ("strings", \.sharedStrings), ("transcript", \.transcriptBytes), ("cues", \.cues),
            ("definition", \.definitionBytes), ("paragraphs", \.paragraphs),
        ]
    }
}

extension FormatError {
    /// The same error, which says how the limit that it names is raised.
    package func raised(by limit: WritableKeyPath<InputLimits, Int>) -> FormatError {
        guard let name = InputLimits.named.first(where: { $0.limit == limit })?.name else { return self }
        var error = self
        error.remedy = [remedy, "where it is meant so, raise the limit with --limit \(name)=NUMBER"]
            .compactMap { $0 }.joined(separator: "\n")
        return error
    }
}
