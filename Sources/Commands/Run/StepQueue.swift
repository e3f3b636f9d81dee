import Foundation
import StudyModel

/// Steps that are done side by side, as many as there are cores, each behind those whose files it reads.
final class StepQueue<Result: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    // All below is touched with the condition locked.
    private var waiting: [PipelineStep]
    private var running: Set<String> = []
    private var failed: Set<String> = []
    private var error: (any Error)?
    private let before: [String: Set<String>]

    /// - Parameters:
    ///   - steps: in an order in which each is behind those that it waits for.
    ///   - files: by step, the others whose files it reads.
    init(_ steps: [PipelineStep], files: [String: [String]]) {
        waiting = steps
        before = files.mapValues(Set.init)
    }

    /// Does all of them. `work` is done side by side; what it returns is handed to `finish` one at a time, which says whether the step
    /// is done. A step whose files come from one that is not is handed to `skip`.
    ///
    /// - Throws: the first error of any of the three, when whatever was running has ended.
    func run(
        _ work: @Sendable (PipelineStep) throws -> Result, finish: @Sendable (PipelineStep, Result) throws -> Bool,
        skip: @Sendable (PipelineStep) throws -> Void
    ) throws {
        let workers = max(1, min(waiting.count, ProcessInfo.processInfo.activeProcessorCount))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while let step = next(skip) {
                let result = Swift.Result { try work(step) }
                condition.lock()
                do { if try !finish(step, result.get()) { failed.insert(step.name) } } catch {
                    self.error = self.error ?? error
                }
                running.remove(step.name)
                condition.broadcast()
                condition.unlock()
            }
        }
        if let error { throw error }
    }

    /// The next step that waits for none; nil where there is none left.
    private func next(_ skip: (PipelineStep) throws -> Void) -> PipelineStep? {
        condition.lock()
        defer { condition.unlock() }
        while error == nil, !waiting.isEmpty {
            if let place = waiting.firstIndex(where: { !failed.isDisjoint(with: before[$0.name] ?? []) }) {
                let step = waiting.remove(at: place)
                failed.insert(step.name)
                do { try skip(step) } catch { self.error = error }
                continue
            }
            let open = running.union(waiting.map(\.name))
            if let place = waiting.firstIndex(where: { open.subtracting([$0.name]).isDisjoint(with: before[$0.name] ?? []) }) {
                let step = waiting.remove(at: place)
                running.insert(step.name)
                return step
            }
            if running.isEmpty { return waiting.removeFirst() }
            condition.wait()
        }
        return nil
    }
}
