import GRDB
import StudyModel

/// What went with a case that was taken out.
package struct CaseRemoval: Hashable, Sendable {
    package var name: String
    /// What belonged to it and belongs to no case now.
    package var released = 0
    /// Attribute values and memos that went with it.
    package var values = 0
    package var memos = 0
}

extension Study {
    /// Takes cases out.
    ///
    /// - Parameter releasing: lets go of what belongs to them; attribute values, and memos on them, go with them. Else a case on
    ///   which anything rests is refused.
    /// - Throws: `StudyError` where a case is not there, or where questionnaires belong to it, which need one.
    package func removeCases(
        _ names: [String], releasing: Bool = false, dryRun: Bool = false, by coder: String
    ) throws -> [CaseRemoval] {
        var removed: [CaseRemoval] = []
        try changeUnlessDry("cases.remove", dryRun: dryRun, by: coder) { change in
            let (db, register) = (change.db, CaseRegister(change.db))
            for found in try names.map(register.required) {
                guard try register.find(found.name) != nil else { continue }  // named twice
                if let told = try register.told(of: found.row, [.respondent]) {
                    throw StudyError.holds(found.name, told, remedy: "merge it into another case; a questionnaire needs one")
                }
                if !releasing, let told = try register.told(of: found.row) {
                    throw StudyError.holds(
                        found.name, told,
                        remedy: "pass --release to let go of them; its attribute values and memos go with it")
                }
                var removal = CaseRemoval(name: found.name)
                for table in ["source", "speaker", "actor"] {
                    try db.execute(sql: "UPDATE \(table) SET \"case\" = NULL WHERE \"case\" = ?", arguments: [found.row])
                    removal.released += db.changesCount
                }
                try db.execute(sql: "DELETE FROM attributeValue WHERE \"case\" = ?", arguments: [found.row])
                removal.values = db.changesCount
                removal.memos = try Memos.delete(where: "\"case\" = ?", [found.row], in: db)
                try db.execute(sql: "DELETE FROM \"case\" WHERE id = ?", arguments: [found.row])
                change.concern(found.id)
                change.count("cases")
                change.count("values", removal.values)
                change.count("memos", removal.memos)
                removed.append(removal)
            }
        }
        return removed
    }
}

extension StudyError {
    fileprivate static func holds(_ name: String, _ what: String, remedy: String) -> StudyError {
        StudyError("case '\(name)' has \(what)", remedy: remedy)
    }
}
