import Foundation

/// A value that is worked out on a thread of its own, from now on.
///
/// Unchecked, since the result is written once, before the semaphore that every reader waits for.
final class Background<Value: Sendable>: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var result: Result<Value, any Error>?

    init(_ name: String, _ work: @escaping @Sendable () throws -> Value) {
        let thread = Thread {
            self.result = Result { try work() }
            self.done.signal()
        }
        thread.name = name
        thread.start()
    }

    /// Waits until the value is there.
    ///
    /// - Throws: what the work threw.
    func value() throws -> Value {
        done.wait()
        done.signal()
        guard let result else { throw CancellationError() }
        return try result.get()
    }
}
