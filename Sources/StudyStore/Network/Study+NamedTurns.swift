import GRDB
package import StudyModel

/// A turn in the newest text of a source, and who has it.
package struct NamedTurn: Hashable, Sendable {
    package var citation: Citation
    /// Nil where nobody is named.
    package var speaker: Transcript.Speaker?
    /// The case that the speaker is.
    package var speakerCase: String?
}

extension Study {
    /// The turns of sources, by the names of these and in order.
    ///
    /// - Parameter sources: names; all sources with turns where there are none.
    /// - Throws: `StudyError` for a source that is not in the study.
    package func namedTurns(of sources: [String] = []) throws -> [NamedTurn] {
        try read { db in
            let wanted = Set(sources.map(\.normalizedName))
            let names = try String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL")
            if let unknown = sources.first(where: { !names.contains($0.normalizedName) }) {
                throw StudyError.noSource(unknown, near: unknown.nearest(among: names))
            }
            let turn = try BulkStatement(
                db,
                """
                SELECT s.name, c.name, t.number, k.name, k.role, kc.name
                FROM source s JOIN revision r ON r.source = s.id AND r.number = (SELECT max(number) FROM revision WHERE source = s.id)
                JOIN speakerTurn t ON t.revision = r.id LEFT JOIN "case" c ON c.id = s."case"
                LEFT JOIN speaker k ON k.id = t.speaker LEFT JOIN "case" kc ON kc.id = k."case"
                WHERE s.name IS NOT NULL ORDER BY s.name, t.number
                """)
            var turns: [NamedTurn] = []
            while try turn.step() {
                let source = turn.text(0)
                guard wanted.isEmpty || wanted.contains(source) else { continue }
                let citation = Citation(
                    source: source, caseName: turn.isNull(1) ? nil : turn.text(1), turn: Int(turn.integer(2)))
                let speaker =
                    turn.isNull(3)
                    ? nil
                    : Transcript.Speaker(
                        name: turn.text(3), role: Transcript.Speaker.Role(rawValue: turn.text(4)) ?? .other)
                turns.append(
                    NamedTurn(citation: citation, speaker: speaker, speakerCase: turn.isNull(5) ? nil : turn.text(5)))
            }
            return turns
        }
    }
}
