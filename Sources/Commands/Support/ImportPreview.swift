import FileFormats
import Importers
import StudyModel

/// What an import would add; nothing is changed, and no study is needed.
struct ImportPreview {
    let list: ImportList
    let options: ImportOptions
    let json: Bool

    func run() throws {
        list.leftOut.forEach(Output.report)
        for item in list.items {
            switch item.format {
            case .transcript(let format):
                let transcript = try format.read(item.file, options: options)
                transcript.diagnostics.forEach(Output.report)
                try say(
                    item.file,
                    "would add \(item.file.stem): \(transcript.turns.count) turns, \(transcript.speakers.count) speakers",
                    map: nil)
            case .survey(let format):
                let map = try options.map ?? format.guessedMap(item.file, options: options)
                try say(item.file, "would be read by this map", map: map.yaml)
            }
        }
    }

    /// A map goes to standard output, so that it can be kept as a file; what is said about it does not.
    private func say(_ file: InputFile, _ text: String, map: String?) throws {
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("file", file.name)
            line.member("outcome", text)
            line.member("map", map)
            line.endObject()
            return try Output.line(line)
        }
        if let map {
            Output.remark("\(file.name): \(text)")
            try Output.write(Array(map.utf8))
        } else {
            try Output.line("\(file.name): \(text)".visible)
        }
    }
}
