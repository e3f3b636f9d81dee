import GRDB
import StudyModel

/// Texts in which the old and the new surroundings of passages are read.
struct Notes {
    let name: String
    /// The number of the revision in which the passages stand.
    let number: Int
    private let old: IndexedText
    private let new: IndexedText
    private var finder: QuoteFinder?

    /// So many places of the same words are named at the most.
    private static let limit = 5

    init(name: String, number: Int, old: String, new: IndexedText) {
        self.name = name
        self.number = number
        self.old = IndexedText(Array(old.utf8))
        self.new = new
    }

    func place(_ passage: StoredPassage) -> Surroundings { Surroundings(passage.range, in: old) }

    /// The places that come into question for a passage without one: those that the edit leaves, and where its words stand.
    mutating func candidates(for passage: StoredPassage, _ outcome: AnchorOutcome) -> [Surroundings] {
        var ranges: [TextRange] = []
        switch outcome {
        case .ambiguous(let places): ranges = places
        case .lost(let place): ranges = [place].compactMap { $0 }
        case .unchanged: ranges = [passage.range]
        case .moved(let place), .changed(let place, _): ranges = [place]
        }
        var finder = self.finder ?? QuoteFinder(String(decoding: new.bytes, as: UTF8.self))
        let quote = String(decoding: old[passage.range], as: UTF8.self)
        let places = quote.contains { !$0.isWhitespace } ? finder.places(of: quote).ranges : []
        self.finder = finder
        for place in places.prefix(Self.limit) where !ranges.contains(place) { ranges.append(place) }
        return ranges.sorted().filter { $0.upperBound <= new.length }.map { Surroundings($0, in: new) }
    }
}

/// Reads what rests on a passage.
struct PassageNoter {
    private let codings: BulkStatement
    private let ties: BulkStatement
    private let mentions: BulkStatement

    init(_ db: Database) throws {
        codings = try BulkStatement(
            db,
            """
            SELECT k.uuid, d.name, o.name FROM coding k JOIN code d ON d.id = k.code JOIN coder o ON o.id = k.coder
            WHERE k.passage = ? ORDER BY d.name, o.name
            """)
        ties = try BulkStatement(db, "SELECT count(DISTINCT tie) FROM evidence WHERE passage = ?")
        mentions = try BulkStatement(db, "SELECT count(DISTINCT actor) FROM mention WHERE passage = ? AND isRejected = 0")
    }

    func note(
        _ passage: StoredPassage, _ state: PassageState, _ place: Surroundings, _ candidates: [Surroundings],
        _ similarity: Double?, _ notes: Notes
    ) throws -> NotedPassage {
        var uses: [NotedPassage.Use] = []
        codings.bind(1, passage.id)
        while try codings.step() {
            guard let id = Coding.ID(bytes: codings.bytes(0)) else { continue }
            uses.append(.init(id: id, code: codings.text(1), coder: codings.text(2)))
        }
        ties.bind(1, passage.id)
        mentions.bind(1, passage.id)
        return NotedPassage(
            number: passage.id, source: notes.name, state: state, revision: notes.number, place: place, candidates: candidates,
            similarity: similarity, codings: uses, ties: Int(try ties.firstInteger() ?? 0),
            mentions: Int(try mentions.firstInteger() ?? 0))
    }
}
