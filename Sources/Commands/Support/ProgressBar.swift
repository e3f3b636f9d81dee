import FileFormats
import Foundation
import Synchronization

/// A line on the terminal that shows how far a long reading is: share, rate and time left.
///
/// It appears after a second, only where standard error is a terminal that can take a line back, and is gone when the
/// reading is done.
final class ProgressBar: Sendable {
    private struct State {
        var isShown = false
        var isFinished = false
        /// Bytes of the files that are done with, and of the one that is being read.
        var done = 0
        var current = 0
        /// What the monitor said when the file was begun.
        var start = 0
        var name = ""
    }

    /// The one on the terminal now, which must step aside for other lines.
    private static let shown = Mutex<ProgressBar?>(nil)

    private let monitor: ReadingMonitor
    private let total: Int
    private let started = ContinuousClock.now
    private let state = Mutex(State())

    /// - Parameter total: How many bytes there are to read.
    init(_ monitor: ReadingMonitor, total: Int) {
        self.monitor = monitor
        self.total = max(1, total)
    }

    /// True where somebody looks at standard error on a terminal that moves its cursor.
    static var isWanted: Bool {
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"].map { $0 != "dumb" } ?? false
    }

    /// Shows the bar while `act` goes on.
    func running<Value>(_ act: () throws -> Value) rethrows -> Value {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + .seconds(1), repeating: .milliseconds(200))
        timer.setEventHandler { self.draw() }
        timer.resume()
        Self.shown.withLock { $0 = self }
        defer {
            timer.cancel()
            state.withLock { state in
                state.isFinished = true
                Self.erase(&state)
            }
            Self.shown.withLock { $0 = nil }
        }
        return try act()
    }

    /// The next file, and how many bytes will be read of it.
    func begin(_ name: String, bytes: Int) {
        state.withLock { state in
            state.done += state.current
            state.current = bytes
            state.start = monitor.bytesRead
            state.name = name
        }
    }

    /// Takes the bar off the terminal while `act` writes there.
    static func aside<Value>(_ act: () throws -> Value) rethrows -> Value {
        guard let bar = shown.withLock({ $0 }) else { return try act() }
        return try bar.state.withLock { state in
            erase(&state)
            return try act()
        }
    }

    private static func erase(_ state: inout State) {
        guard state.isShown else { return }
        try? Output.writeBesideProgress(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
        state.isShown = false
    }

    private func draw() {
        state.withLock { state in
            guard !state.isFinished else { return }
            let read = state.done + min(state.current, monitor.bytesRead - state.start)
            let text = ProgressLine(
                name: state.name, read: read, total: total, elapsed: started.duration(to: .now), width: Self.width)
            try? Output.writeBesideProgress(Array("\r\(text.description)\u{1B}[K".utf8), to: STDERR_FILENO)
            state.isShown = true
        }
    }

    private static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
