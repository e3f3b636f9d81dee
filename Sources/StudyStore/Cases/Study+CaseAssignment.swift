import GRDB
import StudyModel

/// What a source or speaker belongs to.
package struct CaseAssignment: Hashable, Sendable {
    package var source: String
    package var speaker: String?
    /// The case before; nil for none.
    package var before: String?
    package var after: String?

    package var isChange: Bool { before != after }
}

extension Study {
    /// Lets sources, or one speaker of each of them, belong to a case or to none.
    ///
    /// - Parameters:
    ///   - caseName: nil for none.
    ///   - adding: makes a case that is not there.
    /// - Throws: `StudyError` where the case, a source or the speaker is not there, and for an open answer, which belongs to the
    ///   case of its questionnaire.
    package func assign(
        _ sources: [String], speaker: String? = nil, to caseName: String?, adding: Bool = false, dryRun: Bool = false,
        by coder: String
    ) throws -> [CaseAssignment] {
        var assignments: [CaseAssignment] = []
        let verb = caseName == nil ? "cases.unassign" : "cases.assign"
        try changeUnlessDry(verb, dryRun: dryRun, by: coder) { change in
            let register = CaseRegister(change.db)
            var target: CaseRegister.Found?
            if let caseName {
                if adding, try register.find(caseName) == nil {
                    try register.checkFree(caseName.normalizedName)
                    _ = try change.caseRow(caseName)
                }
                target = try register.required(caseName)
            }
            for name in sources {
                let holder = try Self.holder(source: name, speaker: speaker, in: change.db)
                let before = try String.fetchOne(
                    change.db, sql: "SELECT c.name FROM \(holder.table) h JOIN \"case\" c ON c.id = h.\"case\" WHERE h.id = ?",
                    arguments: [holder.row])
                let assignment = CaseAssignment(
                    source: holder.source, speaker: holder.speaker, before: before, after: target?.name)
                assignments.append(assignment)
                guard assignment.isChange else { continue }
                try change.db.execute(
                    sql: "UPDATE \(holder.table) SET \"case\" = ? WHERE id = ?", arguments: [target?.row, holder.row])
                change.concern(holder.id)
                change.count(holder.table + "s")
            }
            if let target { change.concern(target.id) }
        }
        return assignments
    }

    private struct Holder {
        var table: String
        var row: Int64
        var id: Source.ID
        var source: String
        var speaker: String?
    }

    private static func holder(source name: String, speaker: String?, in db: Database) throws -> Holder {
        let found = try Row.fetchOne(
            db, sql: "SELECT id, uuid, name FROM source WHERE name = ?", arguments: [name.normalizedName])
        guard let found else {
            if let answer = try AnswerName.find(name, in: db) {
                throw StudyError(
                    "'\(answer.name)' is an open answer, which belongs to the case of its questionnaire",
                    remedy: "merge that case with another, or name an interview")
            }
            let names = try String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL")
            throw StudyError.noSource(name, near: name.nearest(among: names))
        }
        let id = try Source.ID(row: found["uuid"])
        guard let speaker else { return Holder(table: "source", row: found["id"], id: id, source: found["name"]) }
        let speakers = try Row.fetchAll(
            db, sql: "SELECT id, name FROM speaker WHERE source = ? ORDER BY name", arguments: [found["id"] as Int64])
        let key = speaker.normalizedName
        guard let row = speakers.first(where: { $0["name"] == key }) else {
            let names: [String] = speakers.map { $0["name"] }
            throw StudyError(
                "no speaker '\(speaker)' in '\(found["name"] as String)'",
                remedy: names.isEmpty ? "the source names none" : speaker.suggestion(among: names, "there are"))
        }
        return Holder(table: "speaker", row: row["id"], id: id, source: found["name"], speaker: key)
    }
}
