import StudyModel

/// What a command or a line of a file asks for.
protocol Request {
    /// The line it stands on, from 1; nil for a command.
    var line: Int? { get }
}

protocol RequestOutcome {
    init()
    var unplaced: [CodingOutcome.Failure] { get set }
}

/// Writes requests one after the other, and keeps what became of them.
protocol RequestWriter {
    associatedtype Wanted: Request
    associatedtype Outcome: RequestOutcome

    init(_ change: Change) throws
    var change: Change { get }
    var outcome: Outcome { get set }

    /// - Throws: `Unplaced` where the request cannot be met; the others are looked at all the same.
    mutating func write(_ request: Wanted) throws
}

extension Study {
    /// Meets requests as one change: all of them, or none where one cannot be placed.
    ///
    /// - Parameters:
    ///   - input: the hash of the file that they stood in.
    ///   - prepare: tells the writer how to do it.
    func meet<Writer: RequestWriter>(
        _ requests: [Writer.Wanted], with writer: Writer.Type, as verb: String, input: ContentHash?, by coder: String,
        dryRun: Bool, prepare: (inout Writer) -> Void = { _ in }
    ) throws -> Writer.Outcome {
        var outcome = Writer.Outcome()
        do {
            try change(verb, by: coder) { change in
                var writer = try Writer(change)
                prepare(&writer)
                for request in requests {
                    do {
                        try writer.write(request)
                    } catch let reason as Unplaced {
                        writer.outcome.unplaced.append(.init(line: request.line, reason: reason))
                    }
                }
                outcome = writer.outcome
                change = writer.change
                change.input = input
                if dryRun || !outcome.unplaced.isEmpty { throw NothingChanged() }
            }
        } catch is NothingChanged {}
        return outcome
    }
}
