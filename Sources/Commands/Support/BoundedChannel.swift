import Foundation

/// Hands elements from one thread to another, and holds the first one up while `capacity` of them wait.
///
/// Unchecked, since every access to the state stands under the condition's lock.
final class BoundedChannel<Element: Sendable>: @unchecked Sendable {
    /// The receiver has gone.
    struct Closed: Error {}

    private let condition = NSCondition()
    private let capacity: Int
    private var elements: [Element] = []
    private var isFinished = false
    private var isClosed = false

    init(capacity: Int) { self.capacity = capacity }

    /// - Throws: `Closed` where nobody receives any more.
    func send(_ element: Element) throws {
        condition.lock()
        defer { condition.unlock() }
        while elements.count >= capacity && !isClosed { condition.wait() }
        guard !isClosed else { throw Closed() }
        elements.append(element)
        condition.broadcast()
    }

    /// Nothing more comes.
    func finish() {
        condition.lock()
        isFinished = true
        condition.broadcast()
        condition.unlock()
    }

    /// Nothing more is wanted.
    func close() {
        condition.lock()
        isClosed = true
        elements.removeAll()
        condition.broadcast()
        condition.unlock()
    }

    /// The next element; nil after the last.
    func receive() -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while elements.isEmpty && !isFinished { condition.wait() }
        guard !elements.isEmpty else { return nil }
        let element = elements.removeFirst()
        condition.broadcast()
        return element
    }
}

/// Runs `produce` on a thread of its own while `consume` takes what it sends; errors of either come out here, and so does
/// `CancellationError` where the person stops the program.
func pipelined<Element: Sendable, Value>(
    capacity: Int, produce: @escaping @Sendable (_ send: (Element) throws -> Void) throws -> Void,
    consume: (_ next: () throws -> Element?) throws -> Value
) throws -> Value {
    let channel = BoundedChannel<Result<Element, any Error>>(capacity: capacity)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        do {
            try produce {
                try Interruption.check()
                try channel.send(.success($0))
            }
        } catch {
            // Where the receiver has gone, nobody asks for the error either.
            try? channel.send(.failure(error))
        }
        channel.finish()
        done.signal()
    }
    thread.name = "reader"
    thread.stackSize = 8 << 20
    thread.start()
    defer {
        channel.close()
        done.wait()
    }
    return try consume {
        try Interruption.check()
        return try channel.receive()?.get()
    }
}
