import FileFormats
import Foundation
import StudyModel
import Synchronization

/// How often somebody asked to stop; outside of the type, since a signal's handler captures nothing.
private let requests = Atomic<Int>(0)

private func noteSignal(_ number: Int32) {
    guard requests.add(1, ordering: .relaxed).oldValue > 0 else { return }
    signal(number, SIG_DFL)
    raise(number)
}

/// Ctrl-C during a long act: the first one ends it in order, with the study as it was; a second one ends the process.
enum Interruption {
    /// - Throws: `CancellationError` where somebody asked to stop.
    static func check() throws {
        if requests.load(ordering: .relaxed) > 0 { throw CancellationError() }
    }

    /// Runs an act that can be ended: what reads under `monitor` stops, and what passes a channel.
    static func handled<Value>(stopping monitor: ReadingMonitor? = nil, _ act: () throws -> Value) throws -> Value {
        let watch = monitor.map { monitor in
            let source = DispatchSource.makeTimerSource(queue: .global())
            source.schedule(deadline: .now(), repeating: .milliseconds(50))
            source.setEventHandler { if requests.load(ordering: .relaxed) > 0 { monitor.stop() } }
            source.resume()
            return source
        }
        for number in [SIGINT, SIGTERM] { signal(number, noteSignal) }
        defer {
            watch?.cancel()
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        }
        return try act()
    }

    /// What is said in the end, and the exit status that a shell gives to Ctrl-C.
    static let diagnostic = Diagnostic.error(
        at: .init(file: "anker"), "stopped; the study is as it was before",
        remedy: "the same command does the whole of it, whenever you like")
    static let exitStatus: Int32 = 130
}
