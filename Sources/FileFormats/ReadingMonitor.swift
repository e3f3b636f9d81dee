import Synchronization

/// Is told how much of the files has been read, from any thread, and can have the reading stopped.
package final class ReadingMonitor: Sendable {
    private let bytes = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)

    package init() {}

    /// Bytes of files read since the monitor was made; of an archive's member the packed bytes, as far as it is unpacked.
    package var bytesRead: Int { bytes.load(ordering: .relaxed) }

    /// Makes every source that reports here throw `CancellationError` from now on.
    package func stop() { isStopped.store(true, ordering: .relaxed) }

    /// - Throws: `CancellationError` once `stop` has been called.
    package func check() throws {
        if isStopped.load(ordering: .relaxed) { throw CancellationError() }
    }

    func took(_ count: Int) throws {
        try check()
        bytes.add(count, ordering: .relaxed)
    }
}

extension ReadingMonitor: Hashable {
    package static func == (one: ReadingMonitor, other: ReadingMonitor) -> Bool { one === other }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
