import Foundation

/// The results of `body` for every index, worked out on all cores.
package func concurrently<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    let results = UnsafeMutableBufferPointer<Result?>.allocate(capacity: count)
    results.initialize(repeating: nil)
    defer {
        results.deinitialize()
        results.deallocate()
    }
    // Each index is written by one thread, and read when all are done.
    nonisolated(unsafe) let shared = results
    DispatchQueue.concurrentPerform(iterations: count) { shared[$0] = body($0) }
    return results.compactMap { $0 }
}
