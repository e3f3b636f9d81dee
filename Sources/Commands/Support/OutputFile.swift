import FileFormats
import Foundation
import Importers
import StudyModel

/// Files that a command writes: whole or not at all.
enum OutputFile {
    private static let remedy = "check the path, its permissions and the room on the disk"

    /// Writes beside the file and moves it there, so that a killed command leaves the old file or the new.
    ///
    /// `-` is standard output. What is no regular file, such as a pipe or `/dev/stdout`, is written to as it stands.
    static func write(_ path: String, _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        if path == "-" {
            return try body { try Output.write(Array($0)) }
        }
        var status = stat()
        guard stat(path, &status) == 0 else { return try replace(path, shownAs: path, body) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw Refusal(at: .init(file: path), "is a directory", remedy: "name a file in it")
        case S_IFREG:
            // A link stays one: what it points at is replaced.
            let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            try replace(target, shownAs: path, body)
        default:
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Refusal(at: .init(file: path), .system(errno), remedy: remedy) }
            defer { close(descriptor) }
            try body { block in try Output.write(Array(block), to: descriptor) }
        }
    }

    static func write(_ path: String, bytes: [UInt8]) throws {
        try write(path) { sink in try bytes.withUnsafeBytes { try sink($0) } }
    }

    private static func replace(
        _ path: String, shownAs name: String, mode: mode_t = 0o666,
        _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        let draft = path + ".new-\(getpid())"
        let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Refusal(at: .init(file: name), .system(errno), remedy: remedy) }
        var isOpen = true
        do {
            try body { block in try Output.write(Array(block), to: descriptor) }
            guard fsync(descriptor) == 0 else { throw Refusal(at: .init(file: name), .system(errno), remedy: remedy) }
            close(descriptor)
            isOpen = false
            guard rename(draft, path) == 0 else { throw Refusal(at: .init(file: name), .system(errno), remedy: remedy) }
        } catch {
            if isOpen { close(descriptor) }
            unlink(draft)
            throw error
        }
    }

    /// Moves a file over another, which is there until the new one is; from one file system to another it is copied.
    ///
    /// - Parameters:
    ///   - path: for the system.
    ///   - name: for messages.
    static func move(_ source: String, to path: String, shownAs name: String) throws {
        if rename(source, path) == 0 { return }
        var status = stat()
        guard errno == EXDEV, stat(source, &status) == 0, let bytes = try? FileByteSource(path: source) else {
            throw Refusal(at: .init(file: name), .system(errno), remedy: remedy)
        }
        try InputFile(path: name).naming {
            try replace(path, shownAs: name, mode: status.st_mode & 0o777) { try bytes.forEachBlock($0) }
        }
        unlink(source)
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Refusal(at: .init(file: path), "cannot be made a folder", remedy: "check the path and its permissions")
        }
    }
}

extension Diagnostic.Message {
    /// The system's own words for an error number.
    static func system(_ code: Int32) -> Self { Self(String(cString: strerror(code)).lowercased()) }
}
