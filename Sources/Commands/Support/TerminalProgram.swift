import FileFormats
import Foundation

/// A program that somebody works with at the terminal: an editor, or a pager.
///
/// It is started in the group of processes that the terminal listens to; Foundation's `Process` puts a program into a group of
/// its own, which the terminal stops as soon as it reads. What is typed, Ctrl-C too, is meant for it as long as it runs.
enum TerminalProgram {
    /// Runs a command and waits for its end.
    ///
    /// - Parameters:
    ///   - command: as a shell reads it; `$1` and so on are the arguments.
    ///   - input: what it gets on its standard input; nil leaves it ours. It may end before it has read all of it.
    /// - Returns: the exit status as a shell tells it, 127 where there is no such program; nil where no shell can be started.
    static func run(_ command: String, _ arguments: [String] = [], input: [UInt8]? = nil) -> Int32? {
        var ends: [Int32] = [-1, -1]
        if input != nil {
            guard pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        let signals = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
        defer { for (number, handler) in signals { signal(number, handler) } }
        guard let child = start(["/bin/sh", "-c", command, "sh"] + arguments, input: ends[0]) else {
            for end in ends where end >= 0 { close(end) }
            return nil
        }
        if let input {
            close(ends[0])
            // A pager that is closed early has read enough.
            try? Output.writeBesideProgress(input, to: ends[1])
            close(ends[1])
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let number = status & 0x7F
        return number == 0 ? (status >> 8) & 0xFF : 128 + number
    }

    private static func start(_ words: [String], input: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if input >= 0 { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        // What we ignore a program would ignore too.
        var ignored = sigset_t()
        sigemptyset(&ignored)
        for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&ignored, number) }
        posix_spawnattr_setsigdefault(&attributes, &ignored)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let (words, variables) = (
            CStrings(words), CStrings(ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" })
        )
        var child: pid_t = 0
        let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, words.pointers, variables.pointers)
        return code == 0 ? child : nil
    }
}
