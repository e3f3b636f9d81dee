package import FileFormats
import StudyModel

/// A piece of a `.qdpx` package on its way from what writes it to what packs it.
package enum QDPXPiece: Sendable {
    /// A whole member.
    case member(name: String, [UInt8])
    /// What comes next of `project.qde`.
    case project([UInt8])
    /// What comes next of the side file.
    case side([UInt8])
}

/// Packs a `.qdpx` package piece by piece: texts as they come, `project.qde` and the side file at the end.
package struct QDPXPacker {
    /// Level 2 packs the XML of codings to a seventh of its size and texts to a sixth, 6 both to a bit more than an eighth in three to
    /// five times the time.
    private static let level: Int32 = 2

    private var zip = ZipWriter()
    private let project: ZipMember
    private let side: ZipMember

    package init() throws {
        project = try ZipMember("project.qde", level: Self.level)
        side = try ZipMember(ProjectRows.fileName, level: Self.level)
    }

    package mutating func add(_ piece: QDPXPiece, to sink: ByteSink) throws {
        switch piece {
        case .member(let name, let bytes):
            let member = try ZipMember(name, level: Self.level)
            try member.append(bytes)
            try zip.add(member, to: sink)
        case .project(let bytes): try project.append(bytes)
        case .side(let bytes): try side.append(bytes)
        }
    }

    package mutating func finish(to sink: ByteSink) throws {
        try zip.add(project, to: sink)
        try zip.add(side, to: sink)
        try zip.finish(to: sink)
    }
}
