import Analysis
import Exporters
import FileFormats
import StudyModel
import StudyStore

/// Writes a study as a package of REFI-QDA: one thread reads the study and makes XML of it, the other packs.
struct ProjectWriting: Sendable {
    private(set) var counts = REFIProject.Counts()
    private var stored = ProjectLosses()
    private var joinedValues = 0
    private var replacedCharacters = 0
    private var undrawnActors = 0
    private var leftOut: [String: Int] = [:]
    /// The originals that came along beside the texts.
    private var documents: Set<ContentHash> = []

    private enum Step: Sendable {
        case piece(QDPXPiece)
        case done(ProjectWriting)
    }

    static func write(_ study: Study, _ form: ProjectForm, to file: String) throws -> ProjectWriting {
        var writing = ProjectWriting()
        try OutputFile.write(file) { sink in
            func pass(_ block: [UInt8]) throws { try block.withUnsafeBytes { try sink($0) } }
            var packer = try QDPXPacker()
            writing = try pipelined(capacity: 16) { (send: (Step) throws -> Void) in
                try send(.done(read(study, form) { try send(.piece($0)) }))
            } consume: { next in
                var done = ProjectWriting()
                while let step = try next() {
                    switch step {
                    case .piece(let piece): try packer.add(piece, to: pass)
                    case .done(let writing): done = writing
                    }
                }
                return done
            }
            try packer.finish(to: pass)
        }
        return writing
    }

    private static func read(
        _ study: Study, _ form: ProjectForm, _ send: (QDPXPiece) throws -> Void
    ) throws -> ProjectWriting {
        var writing = ProjectWriting()
        try writing.writeProject(study, form, send)
        try study.forEachKeptOriginal { original in
            guard !writing.documents.contains(original.hash) else { return }
            try send(.member(name: ProjectRows.originalsFolder + original.hash.description, try content(of: original)))
        }
        try writeSideFile(study, form, send)
        return writing
    }

    private static func content(of original: OriginalFile) throws -> [UInt8] {
        try Deflate.unpack(original.deflated ?? [], size: original.size)
    }

    private mutating func writeProject(_ study: Study, _ form: ProjectForm, _ send: (QDPXPiece) throws -> Void) throws {
        let language = try study.title().language
        var head = ProjectHead(format: "qdpx", name: "")
        var project = REFIProject(head, ProjectBeside(created: "", codebook: Codebook()), language: language)
        var points: [Actor.ID: REFIPoint] = [:]
        stored = try study.forEachProjectPart(form) { beside in
            (points, undrawnActors) = ActorPositions.points(of: beside)
            project = REFIProject(head, beside, language: language)
            joinedValues = project.begin()
        } _: { part in
            switch part {
            case .head(let given): head = given
            case .source(let source):
                let members = project.add(source)
                try send(.member(name: members.text, Array(source.transcript.text.utf8)))
                if let name = members.document, let original = source.original {
                    documents.insert(original.hash)
                    try send(.member(name: name, try Self.content(of: original)))
                }
            case .memo(let memo):
                let name = project.add(memo)
                try send(.member(name: name, Array(memo.text.utf8)))
            case .original, .rows: break
            case .tail(let tail): leftOut = tail.leftOut
            }
            try project.flush(into: { try send(.project($0)) })
        }
        try project.finish(at: points) { try send(.member(name: $0, Array($1.utf8))) }
        try project.flush(into: { try send(.project($0)) }, from: 0)
        (counts, replacedCharacters) = (project.counts, project.replacedCharacters)
    }

    private static func writeSideFile(_ study: Study, _ form: ProjectForm, _ send: (QDPXPiece) throws -> Void) throws {
        var side = SideFileWriter()
        for table in PortableTables(.beside(form.answers)).tables {
            var isOpen = false
            try study.forEachRow(of: table) { row in
                if !isOpen { side.begin(table.header) }
                isOpen = true
                side.write(row)
                try side.flush(into: { try send(.side($0)) })
            }
        }
        try side.flush(into: { try send(.side($0)) }, from: 0)
    }

    /// What the project does not show, with what was found on the way.
    var losses: ProjectLosses {
        var losses = stored
        losses.setBeside("several values of an attribute, written as one text", joinedValues)
        for (what, count) in leftOut.sorted(by: { $0.key < $1.key }) { losses.setBeside(what, count) }
        losses.drop("actor in a picture of more than \(ActorPositions.most)", undrawnActors)
        losses.drop("character that XML forbids", replacedCharacters)
        return losses
    }
}

/// Where the actors stand in the picture of their network, as 'network draw' lays it out.
private enum ActorPositions {
    /// More would be a black cloud, and take minutes.
    static let most = 2000
    /// Pixels between two actors that are tied.
    private static let scale = 120.0

    /// - Returns: the points of the actors with a tie, and how many are left out since they are too many.
    static func points(of beside: ProjectBeside) -> (points: [Actor.ID: REFIPoint], undrawn: Int) {
        let ties = beside.ties.map(\.tie)
        let tied = Set(ties.flatMap { [$0.from, $0.to] })
        let actors = beside.actors.map(\.actor.id).filter { tied.contains($0) }
        guard !actors.isEmpty, actors.count <= most else { return ([:], actors.count) }
        let places = Dictionary(uniqueKeysWithValues: zip(actors, actors.indices))
        let edges = ties.compactMap { tie -> Graph.Edge? in
            guard let from = places[tie.from], let to = places[tie.to] else { return nil }
            return Graph.Edge(from, to)
        }
        let layout = NetworkLayout(Graph(count: actors.count, isDirected: false, edges: edges), seed: 1).points
        let (left, top) = (layout.map(\.x).min() ?? 0, layout.map(\.y).min() ?? 0)
        let points = layout.map {
            REFIPoint(x: Int((($0.x - left) * scale).rounded()), y: Int((($0.y - top) * scale).rounded()))
        }
        return (Dictionary(uniqueKeysWithValues: zip(actors, points)), 0)
    }
}
