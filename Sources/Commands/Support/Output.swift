import ArgumentParser
import FileFormats
import Foundation
import StudyModel

/// What a command says: results on standard output, diagnostics on standard error.
enum Output {
    /// Nobody reads standard output any more.
    struct Closed: Error {}

    /// Writes bytes to standard output at once.
    static func write(_ bytes: some Collection<UInt8>) throws {
        try write(Array(bytes), to: STDOUT_FILENO)
    }

    static func line(_ text: String) throws { try write(Array((text + "\n").utf8)) }

    /// Everything of a `JSONWriter` as one line.
    static func line(_ json: borrowing JSONWriter) throws {
        var bytes = json.bytes
        bytes.append(UInt8(ascii: "\n"))
        try write(bytes)
    }

    static func report(_ diagnostic: Diagnostic) {
        try? write(Array((diagnostic.description + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes all of `bytes`; a progress bar on the terminal steps aside.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        try ProgressBar.aside { try writeBesideProgress(bytes, to: descriptor) }
    }

    static func writeBesideProgress(_ bytes: [UInt8], to descriptor: Int32) throws {
        try bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count, let base = buffer.baseAddress {
                let count = Foundation.write(descriptor, base + written, buffer.count - written)
                if count < 0 {
                    if errno == EINTR { continue }
                    if errno == EPIPE { throw Closed() }
                    throw Refusal(at: .init(file: "output"), .system(errno), remedy: "make room for it, or write elsewhere")
                }
                written += count
            }
        }
    }
}

/// Lines gathered into large writes.
struct BufferedOutput {
    private var bytes: [UInt8] = []

    mutating func line(_ json: borrowing JSONWriter) throws {
        bytes.append(contentsOf: json.bytes)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > 1 << 16 { try flush() }
    }

    mutating func line(_ text: String) throws {
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > 1 << 16 { try flush() }
    }

    mutating func flush() throws {
        try Output.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}

extension ExitCode {
    /// Done, but something was left out and listed.
    static let leftOut = ExitCode(1)
    /// Not done, and nothing was changed.
    static let notDone = ExitCode(2)
}
