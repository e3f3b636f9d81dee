import Foundation
import Importers

/// Puts the files of one input where the readers can open them, which ask for a path.
///
/// The folder lies in `TMPDIR`; `run.sh` names one in memory.
final class InputFolder {
    private let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appending(path: "anker-fuzz-\(getpid())").path
        mkdir(path, 0o700)
    }

    func remove() { rmdir(path) }

    /// Files whose names no file can have are left out.
    func with<T>(_ input: FuzzInput, _ body: ([InputFile]) throws -> T) rethrows -> T {
        var paths: [String] = []
        defer { for path in paths { unlink(path) } }
        for file in input.files {
            let path = path + "/" + file.name.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "_")
            let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { continue }
            paths.append(path)
            let written = file.bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            close(descriptor)
            require(written == file.bytes.count, "no room for the files of an input")
        }
        return try body(paths.map { InputFile(path: $0) })
    }
}
