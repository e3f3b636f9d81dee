import Exporters
import FileFormats
import StudyModel
import StudyStore

/// Writes a study as a folder of text: one thread reads it and makes lines of it, the other writes files.
struct StudyFolderWriting: Sendable {
    private(set) var tables = 0
    private(set) var texts = 0
    private(set) var originals = 0
    private(set) var codings = 0
    /// Files of an earlier export that are gone.
    private(set) var removed = 0
    private(set) var dropped: [ProjectLosses.Kind] = []

    private enum Step: Sendable {
        case pieces([StudyFolderWriter.Piece])
        case done(StudyFolderWriting, head: [UInt8])
    }

    static func write(_ study: Study, to folder: String, withOriginals: Bool) throws -> StudyFolderWriting {
        let draft = try FolderDraft(folder, .study)
        var written = try write(study, into: draft, withOriginals: withOriginals)
        written.removed = try draft.finish()
        return written
    }

    /// - Parameter place: The folder in the draft, with its `/`; empty for the draft itself.
    static func write(
        _ study: Study, into draft: FolderDraft, below place: String = "", withOriginals: Bool
    ) throws -> StudyFolderWriting {
        try pipelined(capacity: 16) { (send: (Step) throws -> Void) in
            let (writing, head) = try read(study, withOriginals: withOriginals) { try send(.pieces($0)) }
            try send(.done(writing, head: head))
        } consume: { next in
            var done = StudyFolderWriting()
            while let step = try next() {
                switch step {
                case .pieces(let pieces): for piece in pieces { try draft.add(piece, below: place) }
                case .done(let writing, let head):
                    try draft.write(place + StudyFolder.fileName, head)
                    done = writing
                }
            }
            return done
        }
    }

    private static func read(
        _ study: Study, withOriginals: Bool, _ send: ([StudyFolderWriter.Piece]) throws -> Void
    ) throws -> (StudyFolderWriting, head: [UInt8]) {
        var writing = StudyFolderWriting()
        let title = try study.title()
        var writer = StudyFolderWriter(name: title.name, language: title.language)
        func pass() throws {
            let pieces = writer.take()
            if !pieces.isEmpty { try send(pieces) }
        }
        for table in PortableTables(.whole).tables where table.header.name != ProjectRows.studyTable {
            writer.begin(table.header)
            try study.forEachRow(of: table) { row in
                try writer.add(row)
                try pass()
            }
            try writer.end()
            try pass()
        }
        var kept = 0
        try study.forEachKeptOriginal { original in
            kept += 1
            guard withOriginals else { return }
            writer.add(original.hash, try Deflate.unpack(original.deflated ?? [], size: original.size))
            try pass()
        }
        (writing.tables, writing.texts) = (writer.files.tables.count, writer.files.texts.count)
        (writing.originals, writing.codings) = (withOriginals ? kept : 0, writer.counts["codings"] ?? 0)
        var losses = ProjectLosses()
        losses.drop("event of the journal", try study.eventCount())
        losses.drop("file that a text was read from", withOriginals ? 0 : kept)
        writing.dropped = losses.dropped
        return (writing, writer.head)
    }
}

extension FolderDraft {
    fileprivate func add(_ piece: StudyFolderWriter.Piece, below place: String) throws {
        switch piece {
        case .table(let file): try begin(place + file)
        case .bytes(let bytes): try append(bytes)
        case .file(let file, let bytes): try write(place + file, bytes)
        }
    }
}
