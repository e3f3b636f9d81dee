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

    /// Hands over suggestions in reading order, until `body` says that it has enough.
    ///
    /// All names of the register are looked for, since a longer one that belongs to somebody else takes its place from a shorter
    /// one; only then those of others are left out.
    ///
    /// - Returns: how many places are mentions already.
    func forEach(in study: Study, context: Int, _ body: (MentionSuggestion) throws -> Bool) throws -> Int {
        let register = try study.actors()
        let wanted = try actors.isEmpty ? nil : Set(study.actorIDs(of: actors))
        let finder = MentionFinder(register)
        var known: [String: Set<Place>] = [:]
        for mention in try study.mentions() where mention.state.hasPlace {
            guard let range = mention.citation.range else { continue }
            known[mention.citation.source, default: []].insert(Place(actor: mention.actor, range: range))
        }
        var knownCount = 0
        try study.forEachText(in: scope.scope(in: study), holding: nil) { text in
            let places = text.text.bytes.withUnsafeBufferPointer { bytes in
                text.units.flatMap { unit in finder.mentions(in: bytes[unit.range]).map { (unit, $0) } }
            }
            for (unit, place) in places where text.isInScope(place.range) {
                guard let range = text.range(place.range) else { continue }
                let meant = place.actors.map { register[$0] }
                if let wanted, !meant.contains(where: { wanted.contains($0.id) }) { continue }
                if let here = known[text.source], meant.contains(where: { here.contains(Place(actor: $0.id, range: range)) }) {
                    knownCount += 1
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
        return knownCount
    }

    private struct Place: Hashable {
        var actor: Actor.ID
        var range: TextRange
    }
}
