import Foundation

/// Stops the program where it works on one input for too long. Time in which a busy machine lets it wait does not count,
/// which it would for libFuzzer.
enum ProcessorTime {
    /// - Parameter seconds: 0 for no limit.
    static func limit(to seconds: Int) {
        _ = isWatched
        var timer = itimerval()
        timer.it_value.tv_sec = seconds
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    private static let isWatched: Void = {
        signal(SIGPROF) { _ in
            let message: StaticString = "SUMMARY: a run of more than 5 seconds\n"
            write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
            abort()
        }
    }()
}
