import FileFormats
import Foundation
import Importers
import StudyModel

extension Target {
    /// A registered format: recognizing, reading, reading again by the map that it guesses, and inspecting.
    convenience init(_ match: ImportFormats.Match) {
        self.init(
            match.name,
            takes: { file, bytes in ImportFormats.recognize(file, head: Array(bytes.prefix(4096)))?.name == match.name },
            read: { files in
                switch match {
                case .transcript(let format): try Self.read(files, as: format)
                case .survey(let format): try Self.read(files, as: format)
                }
            })
    }

    /// Small enough that a file of a few thousand bytes cannot ask for minutes of work that the limits allow.
    private static var limits: InputLimits {
        var limits = InputLimits()
        limits.cells = 100_000
        limits.repeatedRows = 1_000
        return limits
    }

    private static func read(_ files: [InputFile], as format: any TranscriptFormat) throws {
        var options = ImportOptions()
        options.limits = limits
        for file in files {
            _ = format.recognizes(file, head: try head(of: file))
            let transcript = try format.read(file, options: options)
            Storable.check(transcript)
            try TranscriptInspection().inspect(transcript, turns: true) { _ in }
        }
    }

    private static func read(_ files: [InputFile], as format: any SurveyFormat) throws {
        var options = ImportOptions()
        options.limits = limits
        let own = try files.filter { format.recognizes($0, head: try head(of: $0)) }
        // With `--as`, a file is read also where it is not recognized.
        let joined = try own.isEmpty ? files : format.join(own, others: files.filter { !own.contains($0) })
        for file in joined {
            try format.inspect(file, options: options, rows: true) { _ in }
            var sink = StorableSink()
            try format.read(file, options: options, into: &sink)
            options.map = try format.guessedMap(file, options: options)
            sink = StorableSink()
            try format.read(file, options: options, into: &sink)
            options.map = nil
        }
    }

    private static func head(of file: InputFile) throws -> [UInt8] {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
        defer { block.deallocate() }
        let count = try FileByteSource(path: file.path).read(into: block)
        return Array(block[..<count])
    }
}
