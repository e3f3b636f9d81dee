import FileFormats
import Foundation
import Importers
import StudyModel

/// Reads a transcript out of a temporary file, which is gone afterwards.
func read(
    _ format: some TranscriptFormat, _ bytes: [UInt8], named name: String = "interview.txt",
    options: ImportOptions = ImportOptions()
) throws -> Transcript {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("anker-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent(name)
    try Data(bytes).write(to: path)
    return try format.read(InputFile(path: path.path), options: options)
}

func read(
    _ format: some TranscriptFormat, _ text: String, named name: String = "interview.txt", speakers: [String] = []
) throws -> Transcript {
    var options = ImportOptions()
    options.speakers = speakers
    return try read(format, Array(text.utf8), named: name, options: options)
}

extension Transcript {
    /// One string a cue: times in seconds where there are any, the speaker, the words.
    var script: [String] {
        cues.map { cue in
            let times = [cue.startMs, cue.endMs].map { $0.map { "\(Double($0) / 1000)" } ?? "" }
            let time = times == ["", ""] ? "" : "\(times[0])–\(times[1]) "
            let speaker = cue.speaker.map { "\(speakers[$0].name): " } ?? ""
            return time + speaker + (text.text(at: cue.range) ?? "outside of the text")
        }
    }

    /// The speakers' names.
    var names: [String] { speakers.map(\.name) }
}
