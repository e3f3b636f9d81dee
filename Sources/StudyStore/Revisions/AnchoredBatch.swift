import Foundation
import StudyModel

/// The passages of some updated sources as they are re-anchored, on all cores, while something else is done.
final class AnchoredBatch: Sendable {
    let updates: [PendingUpdate]
    private let work = DispatchGroup()
    /// Each index is written by one thread, and read when all are done.
    private nonisolated(unsafe) let results: UnsafeMutableBufferPointer<[[AnchorOutcome]]>

    init(_ updates: [PendingUpdate], _ anchor: @escaping Anchor) {
        self.updates = updates
        results = .allocate(capacity: updates.count)
        results.initialize(repeating: [])
        DispatchQueue.global().async(group: work) { [self] in
            DispatchQueue.concurrentPerform(iterations: updates.count) { index in
                let update = updates[index]
                guard !update.isKnown else { return }
                results[index] = update.groups.map { anchor($0.passages.map(\.range), $0.text, update.intake.transcript.text) }
            }
        }
    }

    deinit {
        results.deinitialize()
        results.deallocate()
    }

    /// For each update and each of its groups what becomes of the passages; waits until all is worked out.
    func outcomes() -> [[[AnchorOutcome]]] {
        work.wait()
        return Array(results)
    }
}
