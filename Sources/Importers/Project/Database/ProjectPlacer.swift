import FileFormats
import StudyModel

/// Puts what lies on the texts of a project where it belongs, and keeps what is to be said of that.
struct ProjectPlacer {
    private let file: InputFile
    private var options: ImportOptions
    private let reading: PositionReading
    private var readings: [PositionReading: Int] = [:]
    private var moved = 0
    private var differing = 0
    private(set) var unplaced = 0

    /// - Parameter reading: how the program counts, unless the words at the positions say otherwise.
    init(_ file: InputFile, options: ImportOptions, countingBy reading: PositionReading) {
        self.file = file
        self.options = options
        // Speakers that are asked for are those of transcripts.
        self.options.speakers = []
        self.reading = reading
    }

    /// A text as it is stored, its speakers found as in plain text, and the ranges in it.
    ///
    /// - Throws: `Refusal` where a range has no place and nobody said to leave such out.
    private mutating func place(
        _ ranges: [CountedRange], in raw: String, named name: String, format: String
    ) throws -> (text: Transcript, ranges: [TextRange?]) {
        let text = PlacedText(raw)
        let placement = Placement(of: ranges, in: text, by: reading)
        if !ranges.isEmpty { readings[placement.reading, default: 0] += 1 }
        moved += placement.moved
        differing += placement.differing
        for (range, place) in zip(ranges, placement.ranges) where place == nil {
            unplaced += 1
            guard options.skipsUnplaced else {
                throw Refusal(
                    at: file.place(), .noPlace(range, in: name),
                    remedy: "mend it in the program that wrote it, or leave out what has no place with --skip")
            }
        }
        return (try transcript(of: text, named: name, format: format), placement.ranges)
    }

    /// A source of the project with the passages of all that lies on it.
    mutating func source(
        _ key: Int, named name: String, text: String, marks: [ProjectMark], format: String
    ) throws -> ProjectSource {
        let (transcript, ranges) = try place(marks.map(\.range), in: text, named: name, format: format)
        var source = ProjectSource(key: "\(key)", name: name, transcript: transcript)
        source.passages = zip(marks, ranges).compactMap { mark, range in range.map(mark.passage) }
        return source
    }

    private func transcript(of text: PlacedText, named name: String, format: String) throws -> Transcript {
        // Told at the text, by its name in the project.
        let source = InputFile(path: name.replacing("/", with: "∕"))
        var diagnostics: [Diagnostic] = []
        if text.replaced > 0 { diagnostics.append(.replacedCharacters(text.replaced, in: source)) }
        var transcript = TextTurns(TextLines(text.utf8), in: source, options: options)
            .transcript(format: format, diagnostics: diagnostics)
        // That a text names no speaker is nothing to say of each of hundreds.
        transcript.diagnostics.removeAll { $0.severity == .note }
        return transcript
    }

    /// What is to be said of all texts together.
    var diagnostics: [Diagnostic] {
        var all: [Diagnostic] = []
        for (other, texts) in readings.sorted(by: { $0.key.order < $1.key.order }) where other != reading {
            all.append(.note(at: file.place(), .otherReading(other, texts)))
        }
        if moved > 0 { all.append(.warning(at: file.place(), .moved(moved), remedy: "look whether they stand right")) }
        if differing > 0 {
            all.append(.warning(at: file.place(), .differing(differing), remedy: "look whether they stand right"))
        }
        return all
    }
}

extension PositionReading {
    /// What its positions are, for a message.
    fileprivate var words: String {
        let unit =
            switch unit {
            case .scalars: "characters"
            case .utf16: "UTF-16 units"
            case .utf8: "bytes"
            }
        return countsReturns ? unit : "\(unit), each line end as one"
    }

    fileprivate var order: String { words }
}

extension Diagnostic.Message {
    fileprivate static func noPlace(_ range: CountedRange, in source: String) -> Self {
        "what lies on \(range.lower)..<\(range.upper) of '\(source)' has no place in its text"
    }
    fileprivate static func otherReading(_ reading: PositionReading, _ texts: Int) -> Self {
        "positions in \(texts == 1 ? "1 text" : "\(texts) texts") were read as \(reading.words), since so their words fit"
    }
    fileprivate static func moved(_ count: Int) -> Self {
        count == 1
            ? "1 passage stands elsewhere than at its position, and is placed where its words stand"
            : "\(count) passages stand elsewhere than at their positions, and are placed where their words stand"
    }
    fileprivate static func differing(_ count: Int) -> Self {
        count == 1
            ? "1 passage has other words than were stored with it, and is placed by its position"
            : "\(count) passages have other words than were stored with them, and are placed by their positions"
    }
}
