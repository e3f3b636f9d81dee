import FileFormats
import Foundation
import Importers
import StudyModel

extension Target {
    /// A registered format: recognizing it, and inspecting it, reading it or reading it by the map that it guesses.
    convenience init(_ match: ImportFormats.Match) {
        self.init(
            match.name,
            takes: { file, bytes in ImportFormats.recognize(file, head: Array(bytes.prefix(4096)))?.name == match.name },
            read: { files in
                switch match {
                case .transcript(let format): try Self.read(files, as: format)
                case .survey(let format): try Self.read(files, as: format)
                case .project(let format): try Self.read(files, as: format)
                }
            })
    }

    /// Small enough that a thousand bytes, in which one cell may stand for very many, are read in a few milliseconds: a million
    /// of them are to be tried, and what takes too long shows with so many cells as well.
    private static var limits: InputLimits {
        var limits = InputLimits()
        limits.cells = 10_000
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
        let heads = try files.map { try head(of: $0) }
        let own = Swift.zip(files, heads).filter { format.recognizes($0, head: $1) }.map(\.0)
        // With `--as`, a file is read also where it is not recognized.
        let joined = own.isEmpty ? files : try format.join(own, others: files.filter { !own.contains($0) }, limits: limits)
        // One of three ways for an input, so that more are read in the same time; its length says which.
        let way = heads.reduce(0) { $0 + $1.count } % 4
        for file in joined {
            if way == 0 {
                try format.inspect(file, options: options, rows: true) { _ in }
                continue
            }
            options.map = way == 1 ? try format.guessedMap(file, options: options) : nil
            var sink = StorableSink()
            try format.read(file, options: options, into: &sink)
        }
    }

    /// Every second input may leave out what has no place.
    private static func read(_ files: [InputFile], as format: any ProjectFormat) throws {
        var options = ImportOptions()
        options.limits = limits
        for file in files {
            let head = try head(of: file)
            _ = format.recognizes(file, head: head)
            options.skipsUnplaced = head.count % 2 == 0
            var inspection = ProjectInspection(lists: true)
            var storable = StorableProject()
            try format.read(file, options: options) { part in
                storable.check(part)
                try inspection.inspect(part) { _ in }
            }
        }
    }

    private static func head(of file: InputFile) throws -> [UInt8] {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
        defer { block.deallocate() }
        let count = try FileByteSource(path: file.path).read(into: block)
        return Array(block[..<count])
    }
}
