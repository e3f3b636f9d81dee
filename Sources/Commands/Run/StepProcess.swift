import Foundation
import StudyModel

/// One command of a pipeline as a process of its own, in the pipeline's folder.
struct StepProcess {
    struct Outcome: Sendable {
        /// As commands end: 0 done, 1 with something left out, 2 not done; above for anything else.
        var status: Int32
        /// What it said of problems; of a command that found something to list, and whose list nobody keeps, that too.
        var problems: String
    }

    /// The whole path of the folder where it runs.
    let folder: String
    /// What it finds in its environment beside what this process has.
    let environment: [String: String]

    /// The program that is running, whatever it is called.
    private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()

    /// Runs `anker` with these words to its end.
    ///
    /// - Parameters:
    ///   - output: the file that gets what it prints; nil where nobody wants it.
    ///   - said: a file for its messages, which is removed again.
    /// - Throws: `CancellationError` where somebody asked to stop; the process is then ended.
    func run(_ words: [String], output: String?, said: String) throws -> Outcome {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let printed = output ?? said + "-printed"
        process.standardOutput = try Self.newFile(printed)
        process.standardError = try Self.newFile(said)
        defer {
            unlink(said)
            if output == nil { unlink(printed) }
        }
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch {
            throw Refusal(
                at: .init(file: "anker"), "the program cannot be started again",
                remedy: "look whether it still lies where it lay")
        }
        do {
            while ended.wait(timeout: .now() + .milliseconds(50)) == .timedOut { try Interruption.check() }
            // Ctrl-C reaches the process as well, and it may be the first to end.
            try Interruption.check()
        } catch {
            if process.isRunning {
                process.terminate()
                ended.wait()
            }
            throw error
        }
        func text(_ path: String) -> String {
            (try? Data(contentsOf: URL(fileURLWithPath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Outcome(status: status, problems: (status != 0 && output == nil ? text(printed) : "") + text(said))
    }

    private static func newFile(_ path: String) throws -> FileHandle {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw Refusal(
                at: .init(file: path), .system(errno), remedy: "check the folder, its permissions and the room on the disk")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
