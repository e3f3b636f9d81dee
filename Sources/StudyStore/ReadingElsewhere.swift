import Foundation
import GRDB

extension Study {
    /// Fewer rows are read sooner than another connection is opened.
    private static let worthAnotherReader = 50_000

    /// Begins to read on the other core, over a connection of its own.
    ///
    /// - Parameter rows: about how many rows will be read.
    /// - Returns: nil where that is not worth it.
    func readingElsewhere<Value: Sendable>(
        sameAs db: Database, rows: Int, _ body: @escaping @Sendable (Database) throws -> Value
    ) throws -> ReadingElsewhere<Value>? {
        guard rows >= Self.worthAnotherReader else { return nil }
        return ReadingElsewhere(path: path, state: try Self.journalHead(db), body)
    }

    /// The hash of the last row of the journal: two connections that read the same one see the same study.
    static func journalHead(_ db: Database) throws -> Data? {
        try Data.fetchOne(db, sql: "SELECT hash FROM event ORDER BY id DESC LIMIT 1")
    }
}

/// What is being read by another thread. It goes when that one has closed its connection, so that no file is left beside the
/// study when the process ends.
final class ReadingElsewhere<Value: Sendable> {
    private let reading = Reading()

    /// - Parameter state: what `journalHead` said to the connection that asks.
    init(path: String, state: Data?, _ body: @escaping @Sendable (Database) throws -> Value) {
        let thread = Thread { [reading] in
            reading.run(path, state, body)
            reading.closed.signal()
        }
        thread.name = "reader"
        thread.start()
    }

    deinit { reading.closed.wait() }

    /// The value; nil where another command changed the study meanwhile.
    func result() -> Value? {
        reading.done.wait()
        return reading.outcome
    }

    /// Unchecked, since `outcome` is written before `done` is signalled and read after it was waited for.
    private final class Reading: @unchecked Sendable {
        let done = DispatchSemaphore(value: 0)
        let closed = DispatchSemaphore(value: 0)
        private(set) var outcome: Value?

        func run(_ path: String, _ state: Data?, _ body: (Database) throws -> Value) {
            // Whatever fails here is read again by the connection that asked, which then tells why.
            let study = try? Study.open(path)
            outcome = try? study?.read { db in try Study.journalHead(db) == state ? body(db) : nil }
            // To close takes a while, in which the value is worked with already.
            withExtendedLifetime(study) { _ = done.signal() }
        }
    }
}
