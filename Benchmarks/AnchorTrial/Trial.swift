import Analysis
import Dispatch
import EditScripts
import FileFormats
import Foundation
import StudyModel

/// Many edit scripts, each put to all rules; on all cores.
///
/// Unchecked, since what the threads share is changed under a lock.
final class Trial: @unchecked Sendable {
    private let scripts: Int
    private let firstSeed: Int
    private let turns: ClosedRange<Int>
    private let lock = NSLock()
    private(set) var ours = Tally()
    private(set) var lines = Tally()
    private(set) var first = Tally()
    private(set) var passages = 0
    private(set) var slowest = 0.0
    private(set) var seconds = 0.0
    /// What went wrong, by seed and range.
    private(set) var failures: [String] = []

    init(scripts: Int, firstSeed: Int, turns: ClosedRange<Int>) {
        self.scripts = scripts
        self.turns = turns
        self.firstSeed = firstSeed
    }

    func run() {
        DispatchQueue.concurrentPerform(iterations: scripts) { index in
            judge(EditScript(seed: UInt64(firstSeed + index), turns: turns), seed: firstSeed + index)
        }
        failures.sort()
    }

    private func judge(_ script: EditScript, seed: Int) {
        let start = Date()
        // As an import takes a file in: line ends made one, byte order mark off.
        var bytes = script.file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let text = String(decoding: TextNormalization(bytes).utf8, as: UTF8.self)
        let outcomes = Anchoring.outcomes(of: script.passages.map(\.range), from: script.old, to: text)
        let seconds = Date().timeIntervalSince(start)
        let byLine = Rule.Lines(script)
        let byWords = Rule.FirstOccurrence(script)
        var (ours, lines, first) = (Tally(), Tally(), Tally())
        var failed: [String] = []
        for (passage, outcome) in zip(script.passages, outcomes) {
            let verdict = Verdict(passage, place: outcome.place(from: passage.range), in: script)
            ours.add(verdict, of: passage)
            if verdict == .wrong || verdict == .inexact {
                failed.append(
                    "\(verdict) seed \(seed) \(passage.range): \(outcome), words at \(passage.hull?.description ?? "none")")
            }
            lines.add(Verdict(passage, place: byLine.place(of: passage.range), in: script, exactly: false), of: passage)
            first.add(Verdict(passage, place: byWords.place(of: passage.range), in: script), of: passage)
        }
        lock.withLock {
            self.ours.add(ours)
            self.lines.add(lines)
            self.first.add(first)
            passages += script.passages.count
            slowest = max(slowest, seconds)
            self.seconds += seconds
            failures += failed
        }
    }
}
