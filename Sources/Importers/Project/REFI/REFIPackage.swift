import FileFormats
import Foundation
import StudyModel

/// Where a project file and the texts that it names lie: in a package (`.qdpx`), or beside a project file that stands alone.
///
/// Nothing but members of the package's folder `sources` is read, or of a project file alone the regular files beside it and in
/// such a folder; never what a path leads to elsewhere.
struct REFIPackage {
    private enum Place {
        case archive(ZipArchive)
        case folder(String)
    }

    private let place: Place
    private let path: String
    private let limits: InputLimits
    /// The member that holds the project; nil for a project file alone.
    let projectMember: String?
    /// The members by their names in lower case.
    private var members: [String: [String]] = [:]

    init(path: String, limits: InputLimits) throws {
        self.path = path
        self.limits = limits
        let head = try FileByteSource(path: path, limits: limits).readHead(4)
        guard head.starts(with: [0x50, 0x4B]) else {
            place = .folder(path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))
            projectMember = nil
            return
        }
        let archive = try ZipArchive(path: path, limits: limits)
        place = .archive(archive)
        for name in archive.names {
            guard !Self.leadsOutside(name) else { throw FormatError.hostileMember(name) }
            members[name.lowercased(), default: []].append(name)
        }
        let projects = archive.names.filter { name in
            name.lowercased().hasSuffix(".qde") && !(name.split(separator: "/").last ?? "").hasPrefix(".")
        }
        guard let project = projects.first else { throw FormatError.noProject }
        guard projects.count == 1 else { throw FormatError.severalProjects(projects) }
        projectMember = project
    }

    /// True for a name that would be written outside of the folder that an archive is unpacked to.
    private static func leadsOutside(_ name: String) -> Bool {
        name.hasPrefix("/") || name.contains("\\") || name.dropFirst().first == ":"
            || name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
    }

    func project() throws -> any ByteSource {
        switch place {
        case .archive: try open(projectMember ?? "")
        case .folder: try FileByteSource(path: path, limits: limits)
        }
    }

    /// The member that holds what REFI-QDA has no place for; nil where there is none.
    var sideFile: String? { members[ProjectRows.fileName]?.first }

    /// The members that texts were read from, sorted.
    var originals: [String] {
        guard case .archive(let archive) = place else { return [] }
        return archive.names.filter { $0.hasPrefix(ProjectRows.originalsFolder) && !$0.hasSuffix("/") }.sorted()
    }

    func content(of member: String) throws -> [UInt8] { try open(member).readAll(limit: limits.transcriptBytes) }

    func open(_ member: String) throws -> any ByteSource {
        guard case .archive(let archive) = place else { throw FormatError.noProject }
        guard !archive.isSymbolicLink(member) else { throw FormatError.isLink(member) }
        return try archive.open(member)
    }

    /// The name of the file that a path means: `internal://NAME`, or as some programs write it, the name alone.
    ///
    /// - Throws: `FormatError` for one that leads elsewhere.
    static func name(in path: String) throws -> String {
        var name = Substring(path)
        if name.lowercased().hasPrefix("internal://") { name = name.dropFirst("internal://".count) }
        while name.hasPrefix("/"), path.lowercased().hasPrefix("internal:") { name = name.dropFirst() }
        guard !name.isEmpty, !name.contains("/"), !name.contains("\\"), !name.contains(":"), name != "..", name != "." else {
            throw FormatError.leadsElsewhere(path)
        }
        return String(name)
    }

    /// The bytes of the text that a path names; nil where it is not there.
    ///
    /// - Throws: `FormatError` for a path that leads elsewhere, a link, or a name that means two files.
    func text(at path: String) throws -> [UInt8]? {
        let name = try Self.name(in: path)
        switch place {
        case .archive(let archive):
            let found = ["sources/" + name, name].compactMap { members[$0.lowercased()] }.first ?? []
            guard let member = found.first else { return nil }
            guard found.count == 1 else { throw FormatError.twins(found) }
            guard !archive.isSymbolicLink(member) else { throw FormatError.isLink(member) }
            return try archive.read(member, limit: limits.transcriptBytes)
        case .folder(let folder):
            for candidate in ["sources/", "Sources/", ""].map({ (folder.isEmpty ? "" : folder + "/") + $0 + name }) {
                var info = stat()
                guard lstat(candidate, &info) == 0 else { continue }
                guard info.st_mode & S_IFMT == S_IFREG else { throw FormatError.isLink(name) }
                return try FileByteSource(path: candidate, limits: limits)
                    .readAll(limit: limits.transcriptBytes, raisedBy: \.transcriptBytes)
            }
            return nil
        }
    }
}

extension FormatError {
    fileprivate static func hostileMember(_ name: String) -> FormatError {
        FormatError(
            "holds a member '\(name)', whose name leads out of the archive",
            remedy: "export the project again; if it comes like that from somebody else, do not unpack it")
    }
    fileprivate static let noProject = FormatError(
        "holds no project file (.qde)", remedy: "check that it is a package of REFI-QDA, and export the project again")
    fileprivate static func severalProjects(_ names: [String]) -> FormatError {
        FormatError(
            "holds \(names.count) project files (.qde), so that it is not clear which one is meant: "
                + names.prefix(3).map { "'\($0)'" }.joined(separator: ", "), remedy: "export the project again")
    }
    fileprivate static func leadsElsewhere(_ path: String) -> FormatError {
        FormatError(
            "the path '\(path.prefix(200))' leads to a file outside of the project, which is not read",
            remedy: "export the project with its texts inside")
    }
    fileprivate static func twins(_ names: [String]) -> FormatError {
        FormatError(
            "holds \(names.prefix(3).map { "'\($0)'" }.joined(separator: " and ")), so that it is not clear which one is meant",
            remedy: "export the project again")
    }
    fileprivate static func isLink(_ name: String) -> FormatError {
        FormatError("'\(name)' is no file but a link, which is not followed", remedy: "put the file itself there")
    }
}
