import FileFormats
import Foundation
import StudyModel

/// Folders that are one project as a whole: `NAME.qda` of QualCoder, those of qc, and studies as text.
package enum ProjectFolder {
    /// The names of the files by which such a folder is read.
    package static let fileNames: Set<String> = ["data.qda", "settings.yaml", StudyFolder.fileName]

    /// The file by which a folder is read; nil where it is no project.
    package static func file(in folder: String) -> InputFile? {
        for name in fileNames.sorted() {
            let file = InputFile(path: folder.hasSuffix("/") ? folder + name : folder + "/" + name)
            guard let head = try? FileByteSource(path: file.path).readHead(4096),
                case .project? = ImportFormats.recognize(file, head: head)
            else { continue }
            return file
        }
        return nil
    }

    /// Of the files below a folder those that are read by themselves: what belongs to a project is read with it.
    package static func withoutParts(_ paths: [String]) -> [String] {
        let projects = paths.filter { path in
            fileNames.contains(InputFile(path: path).name) && file(in: Self.folder(of: path))?.path == path
        }
        guard !projects.isEmpty else { return paths }
        let folders = projects.map { Self.folder(of: $0) + "/" }
        let files = Set(projects)
        return paths.filter { path in files.contains(path) || !folders.contains { path.hasPrefix($0) } }
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    static func kind(of path: String) -> mode_t {
        var info = stat()
        return stat(path, &info) == 0 ? info.st_mode & S_IFMT : 0
    }

    /// The path of a file or folder below `folder`; nil where there is none, or it leads out of the project.
    static func path(inside folder: String, _ name: String, of project: String) -> String? {
        // A path ends at its first NUL.
        guard !name.hasPrefix("/"), !name.isEmpty, !name.utf8.contains(0), let real = realpath(folder + "/" + name, nil) else {
            return nil
        }
        defer { free(real) }
        let found = String(cString: real)
        guard let root = realpath(project, nil) else { return nil }
        defer { free(root) }
        // Of a pipe, nobody knows whether anything will ever come.
        guard [S_IFREG, S_IFDIR].contains(kind(of: found)) else { return nil }
        return found.hasPrefix(String(cString: root) + "/") ? found : nil
    }
}
