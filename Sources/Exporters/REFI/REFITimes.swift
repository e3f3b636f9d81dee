import FileFormats
import StudyModel

/// The points at which the words of a source are tied to the time of its recording, and those between which its passages stand.
struct REFITimes {
    struct Point {
        var guid: String
        /// The scalars before it.
        var place: Int
        /// Nil where it is not known.
        var timeMs: Int?
    }

    /// In the order of the text: two for each cue, with those at which passages begin or end elsewhere.
    private(set) var points: [Point] = []
    private var starts: [Int: String] = [:]
    private var ends: [Int: String] = [:]
    private var borders: [Int: String] = [:]

    /// Nil where nothing says when the words were said.
    init?(_ source: ProjectSource, _ guid: String) {
        let cues = source.transcript.cues
        guard cues.contains(where: { $0.startMs != nil || $0.endMs != nil }) else { return nil }
        for cue in cues {
            let (lower, upper) = (cue.range.lowerBound, cue.range.upperBound)
            let start = Point(guid: ProjectGUID.syncPoint(guid, .start, lower), place: lower, timeMs: cue.startMs)
            let end = Point(guid: ProjectGUID.syncPoint(guid, .end, upper), place: upper, timeMs: cue.endMs)
            points += [start, end]
            // A point without a time is a cue's, and no passage refers to it; so it is told from those that only passages have.
            if start.timeMs != nil { starts[lower] = start.guid }
            if end.timeMs != nil { ends[upper] = end.guid }
        }
        for place in Set(source.passages.flatMap { [$0.range.lowerBound, $0.range.upperBound] })
        where starts[place] == nil && ends[place] == nil {
            let border = Point(guid: ProjectGUID.syncPoint(guid, .border, place), place: place, timeMs: nil)
            borders[place] = border.guid
            points.append(border)
        }
        // Cues follow one another, so that no two points of one place change theirs.
        points = points.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
    }

    /// The points between which a passage stands, with times as far as cues begin or end there.
    func points(of range: TextRange) -> (from: String, to: String) {
        let (lower, upper) = (range.lowerBound, range.upperBound)
        return (
            starts[lower] ?? ends[lower] ?? borders[lower] ?? "", ends[upper] ?? starts[upper] ?? borders[upper] ?? ""
        )
    }
}

extension REFIProject {
    /// Writes the source as a recording that does not come along, with its transcript; what is on the source as a whole follows.
    ///
    /// A selection of a transcript lies between two of its points (specification 1.5, section 5.3); neither the recording's path nor the
    /// time of a point has to be there by the schema.
    mutating func write(_ source: ProjectSource, saidAt times: REFITimes, _ guid: String, _ text: IndexedText) {
        xml.begin("AudioSource")
        xml.attribute("guid", plain: guid)
        xml.attribute("name", source.name)
        xml.begin("Transcript")
        xml.attribute("guid", plain: ProjectGUID.transcript(guid))
        xml.attribute("name", source.name)
        writePaths(of: source, guid)
        for point in times.points {
            xml.begin("SyncPoint")
            xml.attribute("guid", plain: point.guid)
            if let timeMs = point.timeMs { xml.attribute("timeStamp", plain: "\(timeMs)") }
            xml.attribute("position", plain: "\(point.place)")
            xml.end()
        }
        for passage in source.passages {
            let points = times.points(of: passage.range)
            writeSelections(passage, as: "TranscriptSelection", in: guid, text) { xml in
                xml.attribute("fromSyncPoint", plain: points.from)
                xml.attribute("toSyncPoint", plain: points.to)
            }
        }
        xml.end()
    }
}
