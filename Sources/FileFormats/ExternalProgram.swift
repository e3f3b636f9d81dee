import Foundation

/// A program that is installed beside ours and asked for its output.
///
/// It is started without a shell, gets nothing on its standard input and only so much memory, and is ended when it takes too long
/// or says too much; in any case it is waited for, so that nothing of it is left.
package struct ExternalProgram {
    struct Outcome {
        /// The exit status; negative for the signal that ended it.
        var status: Int32
        var output: [UInt8]
        /// The first 4 KiB of its standard error.
        var errors: [UInt8]
    }

    enum Failure: Error, Equatable {
        case cannotStart(Int32)
        case tooSlow
        case tooMuch
    }

    package let path: String

    /// The program of this name in the folders of `PATH`; nil where it is in none.
    package init?(_ name: String) {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let found = folders.split(separator: ":").map { "\($0)/\(name)" }.first { candidate in
            var info = stat()
            return stat(candidate, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(candidate, X_OK) == 0
        }
        guard let found else { return nil }
        path = found
    }

    /// - Parameters:
    ///   - limit: the most bytes that it may put out.
    ///   - seconds: the longest that it may take.
    ///   - memory: the most bytes of address space that it may have, where `prlimit` is installed.
    ///   - check: is called before each wait, and ends the program by what it throws.
    func run(
        _ arguments: [String], limit: Int, seconds: Double, memory: Int, check: () throws -> Void = {}
    ) throws -> Outcome {
        let output = try Pipe()
        let errors = try Pipe()
        let child = try start(limited(arguments, memory: memory), output: output, errors: errors)
        output.closeWriting()
        errors.closeWriting()
        var outcome = Outcome(status: 0, output: [], errors: [])
        do {
            let end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds * 1e9)
            try collect(output, errors, limit: limit, until: end, check, &outcome)
        } catch {
            kill(child, SIGKILL)
            _ = Self.wait(for: child)
            throw error
        }
        outcome.status = Self.wait(for: child)
        try check()
        return outcome
    }

    /// The words by which it is started with so much memory: by `prlimit` of util-linux, which goes over into it. Where that is not
    /// there, nothing limits it.
    private func limited(_ arguments: [String], memory: Int) -> [String] {
        let limiter = ExternalProgram("prlimit").map { [$0.path, "--as=\(memory)"] } ?? []
        return limiter + [path] + arguments
    }

    /// - Parameter words: the path of a program and what it is told.
    private func start(_ words: [String], output: Pipe, errors: Pipe) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
        var environment = ProcessInfo.processInfo.environment
        // Its messages are read, so they are to be in one language.
        environment["LC_ALL"] = "C"
        let program = words.first ?? path
        let words = CStrings(words)
        let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, nil, words.pointers, variables.pointers)
        guard code == 0 else { throw Failure.cannotStart(code) }
        return child
    }

    /// Reads both until both are at their end.
    private func collect(
        _ output: Pipe, _ errors: Pipe, limit: Int, until end: UInt64, _ check: () throws -> Void, _ outcome: inout Outcome
    ) throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        var watched = [output.reading, errors.reading].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while watched.contains(where: { $0.fd >= 0 }) {
            let now = DispatchTime.now().uptimeNanoseconds
            guard now < end else { throw Failure.tooSlow }
            try check()
            let ready = poll(&watched, nfds_t(watched.count), Int32(clamping: (end - now) / 1_000_000 + 1))
            guard ready > 0 else { continue }
            for index in watched.indices where watched[index].fd >= 0 && watched[index].revents != 0 {
                let count = read(watched[index].fd, block.baseAddress, block.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    watched[index].fd = -1
                    continue
                }
                let bytes = UnsafeRawBufferPointer(rebasing: block[..<count])
                if index == 0 {
                    guard outcome.output.count + count <= limit else { throw Failure.tooMuch }
                    outcome.output.append(contentsOf: bytes)
                } else if outcome.errors.count < 4096 {
                    outcome.errors.append(contentsOf: bytes.prefix(4096 - outcome.errors.count))
                }
            }
        }
    }

    private static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : -signal
    }
}

/// Two ends, neither of which other programs get to see.
private final class Pipe {
    let reading: Int32
    private(set) var writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ExternalProgram.Failure.cannotStart(errno) }
        (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    func closeWriting() {
        if writing >= 0 { close(writing) }
        writing = -1
    }

    deinit {
        close(reading)
        closeWriting()
    }
}
