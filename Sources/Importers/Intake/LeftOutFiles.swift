package import StudyModel
import Synchronization

/// Files of a survey that could not be read and were left out, where that is wanted; told from any thread.
package final class LeftOutFiles: Sendable {
    private let refusals = Mutex<[Refusal]>([])

    package init() {}

    func add(_ refusal: Refusal) { refusals.withLock { $0.append(refusal) } }

    /// Those that were added since the last time.
    package func takeAll() -> [Refusal] {
        refusals.withLock { list in
            defer { list = [] }
            return list
        }
    }
}
