import FileFormats
import Foundation
import StudyModel

/// Lines that are held back until all of them are known to be good; what does not fit in memory waits in a nameless file.
struct HeldOutput {
    private var bytes: [UInt8] = []
    private var file: FileHandle?
    private let limit: Int

    /// - Parameter limit: how many bytes are kept in memory.
    init(limit: Int = 8 << 20) { self.limit = limit }

    mutating func line(_ json: borrowing JSONWriter) throws {
        bytes.append(contentsOf: json.bytes)
        bytes.append(UInt8(ascii: "\n"))
        guard bytes.count > limit else { return }
        let file = try file ?? Self.namelessFile()
        self.file = file
        try Output.write(bytes, to: file.fileDescriptor)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func release(to descriptor: Int32 = STDOUT_FILENO) throws {
        if let file {
            try file.seek(toOffset: 0)
            while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
                try Output.write(Array(block), to: descriptor)
            }
        }
        try Output.write(bytes, to: descriptor)
    }

    /// Unlinked at once, so that it goes with the process; readable for its owner only.
    private static func namelessFile() throws -> FileHandle {
        var template = Array((NSTemporaryDirectory() + "anker-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw Refusal(
                at: .init(file: NSTemporaryDirectory()), .system(errno), remedy: "free some space for temporary files")
        }
        unlink(template)
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
