import Analysis
import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

/// A place in a text where an actor is called by name, and no mention stands yet.
struct MentionSuggestion {
    /// Several where they share the name.
    var actors: [Actor]
    var source: String
    var caseName: String?
    var turn: Int?
    var speaker: String?
    var range: TextRange
    var quote: String
    var before: String
    var after: String

    var citation: Citation { Citation(source: source, caseName: caseName, turn: turn, range: range) }
}

/// Which names are looked for, and where.
struct MentionSearchOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Only these actors.", valueName: "actor"), completion: .names(of: .actor))
    var actors: [String] = []

    @OptionGroup var scope: SearchScopeOptions

    /// Places that are left out of suggestions.
    struct LeftOut {
        var mentions = 0
        var rejected = 0
    }

    /// Hands over suggestions in reading order, until `body` says that it has enough.
    ///
    /// All names of the register are looked for, since a longer one that belongs to somebody else takes its place from a shorter
    /// one; only then those of others are left out.
    ///
    /// - Parameter rejected: hands over what was rejected, in place of what nobody has looked at.
    func forEach(
        in study: Study, context: Int, rejected: Bool = false, _ body: (MentionSuggestion) throws -> Bool
    ) throws -> LeftOut {
        let register = try study.actors()
        let wanted = try actors.isEmpty ? nil : Set(study.actorIDs(of: actors))
        let finder = MentionFinder(register)
        let known = try places(in: study, .init())
        var filter = MentionFilter()
        filter.isRejected = true
        let refused = try places(in: study, filter)
        var leftOut = LeftOut()
        try study.forEachText(in: scope.scope(in: study), holding: nil) { text in
            let places = text.text.bytes.withUnsafeBufferPointer { bytes in
                text.units.flatMap { unit in finder.mentions(in: bytes[unit.range]).map { (unit, $0) } }
            }
            for (unit, place) in places where text.isInScope(place.range) {
                guard let range = text.range(place.range) else { continue }
                var meant = place.actors.map { register[$0] }
                if let wanted, !meant.contains(where: { wanted.contains($0.id) }) { continue }
                func stands(_ actor: Actor, _ places: [String: Set<Place>]) -> Bool {
                    places[text.source]?.contains(Place(actor: actor.id, range: range)) ?? false
                }
                if meant.contains(where: { stands($0, known) }) {
                    leftOut.mentions += 1
                    continue
                }
                meant.removeAll { stands($0, refused) != rejected }
                if meant.isEmpty {
                    leftOut.rejected += 1
                    continue
                }
                let around = text.around(place.range, in: unit.range, context: context)
                let suggestion = MentionSuggestion(
                    actors: meant, source: text.source, caseName: text.caseName, turn: unit.turn, speaker: unit.speaker,
                    range: range, quote: text.words(at: place.range), before: around.before, after: around.after)
                guard try body(suggestion) else { return false }
            }
            return true
        }
        return leftOut
    }

    /// Where somebody has said already whether actors are meant, by source.
    private func places(in study: Study, _ filter: MentionFilter) throws -> [String: Set<Place>] {
        var places: [String: Set<Place>] = [:]
        for mention in try study.mentions(filter) where mention.state.hasPlace {
            guard let range = mention.citation.range else { continue }
            places[mention.citation.source, default: []].insert(Place(actor: mention.actor, range: range))
        }
        return places
    }

    private struct Place: Hashable {
        var actor: Actor.ID
        var range: TextRange
    }
}
