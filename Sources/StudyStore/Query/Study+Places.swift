import GRDB
package import StudyModel

extension Study {
    /// Hands over places with their words, in reading order: by source name, those without a place in the newest text behind
    /// the others, by range.
    ///
    /// - Parameter context: how many scalars are told on either side.
    package func forEachPlace(
        _ requests: [PlaceRequest], context: Int = 0, _ body: (FoundPlace) throws -> Void
    ) throws {
        try read { db in
            let holders = try Self.holders(of: Set(requests.map(\.revision)), in: db)
            let states = try Self.statesOtherThanPlaced(db)
            let ordered = requests.filter { holders[$0.revision] != nil }.sorted { left, right in
                let ranks = (holders[left.revision]?.rank ?? 0, holders[right.revision]?.rank ?? 0)
                return (ranks.0, left.lower, left.upper, left.number) < (ranks.1, right.lower, right.upper, right.number)
            }
            var cursor = try TextCursor(db)
            for request in ordered {
                guard let holder = holders[request.revision] else { continue }
                var place = FoundPlace(
                    number: request.number, citation: Citation(source: holder.name, caseName: holder.caseName), quote: nil,
                    revision: holder.number, state: request.passage.flatMap { states[$0] } ?? .placed)
                if request.upper < .max, let range = TextRange(Int(request.lower), Int(request.upper)) {
                    try cursor.move(to: request.revision)
                    place.citation.turn = cursor.turn(at: range.lowerBound)
                    place.citation.range = range
                    place.quote = cursor.quote(range)
                    let (lower, upper) = (range.lowerBound, range.upperBound)
                    place.before = TextRange(max(0, lower - context), lower).map(cursor.quote) ?? ""
                    place.after = TextRange(upper, upper + context).map(cursor.quote) ?? ""
                }
                try body(place)
            }
        }
    }

    private struct Holder {
        var name: String
        var caseName: String?
        var number: Int
        var isNewest: Bool
        var rank = 0
    }

    private static func holders(of revisions: Set<Int64>, in db: Database) throws -> [Int64: Holder] {
        let statement = try BulkStatement(
            db,
            """
            SELECT coalesce(s.name, \(AnswerName.sql)), coalesce(c.name, pc.name), r.number,
              r.number = (SELECT max(number) FROM revision WHERE source = s.id)
            FROM revision r JOIN source s ON s.id = r.source LEFT JOIN "case" c ON c.id = s."case"
            LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN "case" pc ON pc.id = n."case"
            LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question WHERE r.id = ?
            """)
        var holders: [Int64: Holder] = [:]
        for revision in revisions {
            statement.bind(1, revision)
            if try statement.step() {
                holders[revision] = Holder(
                    name: statement.text(0), caseName: statement.isNull(1) ? nil : statement.text(1),
                    number: Int(statement.integer(2)), isNewest: statement.integer(3) == 1)
            }
            statement.reset()
        }
        let ordered = holders.sorted { left, right in
            guard left.value.name.utf8.elementsEqual(right.value.name.utf8) else {
                return left.value.name.utf8.lexicographicallyPrecedes(right.value.name.utf8)
            }
            if left.value.isNewest != right.value.isNewest { return left.value.isNewest }
            return left.value.number < right.value.number
        }
        for (rank, holder) in ordered.enumerated() { holders[holder.key]?.rank = rank }
        return holders
    }

    private static func statesOtherThanPlaced(_ db: Database) throws -> [Int64: PassageState] {
        var states: [Int64: PassageState] = [:]
        let statement = try BulkStatement(db, "SELECT id, state FROM passage WHERE state <> 'placed'")
        while try statement.step() { states[statement.integer(0)] = PassageState(rawValue: statement.text(1)) }
        return states
    }
}
