import Foundation
import StudyModel

/// Files that a command writes: whole or not at all.
enum OutputFile {
    /// Writes beside the file and moves it there, so that a killed command leaves the old file or the new.
    ///
    /// `-` is standard output.
    static func write(_ path: String, _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        if path == "-" {
            return try body { try Output.write(Array($0)) }
        }
        let draft = path + ".new-\(getpid())"
        let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw Refusal(at: .init(file: path), .system(errno), remedy: "check the path and its permissions")
        }
        var isOpen = true
        do {
            try body { block in try Output.write(Array(block), to: descriptor) }
            guard fsync(descriptor) == 0 else { throw Refusal(at: .init(file: path), .system(errno)) }
            close(descriptor)
            isOpen = false
            guard rename(draft, path) == 0 else { throw Refusal(at: .init(file: path), .system(errno)) }
        } catch {
            if isOpen { close(descriptor) }
            unlink(draft)
            throw error
        }
    }

    static func write(_ path: String, bytes: [UInt8]) throws {
        try write(path) { sink in try bytes.withUnsafeBytes { try sink($0) } }
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
    static func system(_ code: Int32) -> Self { Self(String(cString: strerror(code)).lowercased()) }
}
