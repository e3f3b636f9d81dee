import ArgumentParser
import Importers
import StudyModel

/// Which passage of a source is meant.
struct PlaceOptionGroup: ParsableArguments {
    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("The words that are meant.", valueName: "words"))
    var quote: String?

    @Option(name: .long, help: ArgumentHelp("Their range, such as 120..<180.", valueName: "range"))
    var at: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The turn or turns that are meant, such as 14 or 14-16; with --quote, the turn it stands in.", valueName: "turns"))
    var turn: String?

    @Option(name: .long, help: ArgumentHelp("Which occurrence of the quote, from 1.", valueName: "number"))
    var occurrence: Int?

    var isEmpty: Bool { quote == nil && at == nil && turn == nil && occurrence == nil }

    func target() throws -> CodingRequest.Target {
        let turns = try turn.map { text in
            guard let turns = TurnRange.parse(text) else {
                throw ValidationError("--turn is a number such as 14, or two such as 14-16")
            }
            return turns
        }
        if let at {
            guard quote == nil, turns == nil, occurrence == nil else {
                throw ValidationError("--at says all; it goes with no --quote, --turn or --occurrence")
            }
            guard let range = TextRange(parsing: at) else { throw ValidationError("--at is a range such as '120..<180'") }
            return .range(range)
        }
        if let occurrence, occurrence < 1 { throw ValidationError("--occurrence counts from 1") }
        if let quote {
            guard quote.contains(where: { !$0.isWhitespace }) else { throw ValidationError("the quote is empty") }
            if let turns, turns.lowerBound < turns.upperBound { throw ValidationError("with --quote, --turn is one turn") }
            return .quote(quote, turn: turns?.lowerBound, occurrence: occurrence)
        }
        guard let turns else { throw ValidationError("no passage is named\nname one with --quote, --at or --turn") }
        guard occurrence == nil else { throw ValidationError("--occurrence goes with --quote") }
        return .turns(turns)
    }
}
