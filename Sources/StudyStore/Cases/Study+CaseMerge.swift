import GRDB
import StudyModel

/// Which values stay where merged cases differ in an attribute.
package enum CaseKeeping: String, Hashable, Sendable, CaseIterable {
    /// Those of the case that is named first.
    case first
    /// Those of the case that stays.
    case into
}

/// What became of cases that were merged into another.
package struct CaseMergeOutcome: Hashable, Sendable {
    package var target = ""
    package var merged: [String] = []
    package var sources = 0
    package var speakers = 0
    package var respondents = 0
    package var actors = 0
    package var memos = 0
    /// Attribute values that the target got, and those that gave way to others.
    package var values = 0
    package var dropped = 0
    /// Attributes in which the cases differ; where there are any and nothing says which values stay, nothing was changed.
    package var conflicts: [Conflict] = []
    /// Surveys that the case has several questionnaires of now.
    package var repeatedSurveys: [String] = []

    package struct Conflict: Hashable, Sendable {
        package var attribute: String
        package var caseName: String
        package var values: [String]
        package var other: String
        package var otherValues: [String]
    }
}

extension Study {
    /// Gives everything of some cases to another one, and takes the cases out.
    ///
    /// - Throws: `StudyError` where a case is not there, or is to be merged into itself.
    package func mergeCases(
        _ names: [String], into target: String, keeping: CaseKeeping? = nil, dryRun: Bool = false, by coder: String
    ) throws -> CaseMergeOutcome {
        var outcome = CaseMergeOutcome()
        do {
            try changeUnlessDry("cases.merge", dryRun: dryRun, by: coder) { change in
                let register = CaseRegister(change.db)
                let into = try register.required(target)
                var merged: [CaseRegister.Found] = []
                for found in try names.map(register.required) where !merged.contains(where: { $0.row == found.row }) {
                    guard found.row != into.row else {
                        throw StudyError(
                            "case '\(found.name)' cannot be merged into itself", remedy: "name another case behind --into")
                    }
                    merged.append(found)
                }
                outcome.target = into.name
                outcome.merged = merged.map(\.name)
                try Self.mergeValues(of: merged, into: into, keeping, &outcome, in: change.db)
                guard outcome.conflicts.isEmpty || keeping != nil else { throw NothingChanged() }
                for found in merged { try Self.merge(found, into: into, &outcome, in: &change) }
                outcome.repeatedSurveys = try String.fetchAll(
                    change.db,
                    sql: """
                        SELECT u.name FROM respondent n JOIN survey u ON u.id = n.survey WHERE n."case" = ?
                        GROUP BY u.id HAVING count(*) > 1 ORDER BY u.name
                        """, arguments: [into.row])
                change.concern(into.id)
                change.count("cases", merged.count)
            }
        } catch is NothingChanged {}
        return outcome
    }

    private static func merge(
        _ found: CaseRegister.Found, into: CaseRegister.Found, _ outcome: inout CaseMergeOutcome, in change: inout Change
    ) throws {
        let db = change.db
        func move(_ table: String) throws -> Int {
            try db.execute(sql: "UPDATE \(table) SET \"case\" = ? WHERE \"case\" = ?", arguments: [into.row, found.row])
            return db.changesCount
        }
        outcome.sources += try move("source")
        outcome.speakers += try move("speaker")
        outcome.respondents += try move("respondent")
        outcome.actors += try move("actor")
        outcome.memos += try Memos.move("case", from: found.row, to: into.row, in: db)
        try db.execute(sql: "DELETE FROM \"case\" WHERE id = ?", arguments: [found.row])
        change.concern(found.id)
    }

    private static func mergeValues(
        of merged: [CaseRegister.Found], into: CaseRegister.Found, _ keeping: CaseKeeping?,
        _ outcome: inout CaseMergeOutcome, in db: Database
    ) throws {
        let attributes = try Row.fetchAll(db, sql: "SELECT id, name, type FROM attribute WHERE subject = 'case' ORDER BY name")
        for row in attributes {
            let (attribute, name): (Int64, String) = (row["id"], row["name"])
            let kind = Attribute.Kind(rawValue: row["type"]) ?? .text
            // In the order in which they win.
            let cases = keeping == .first ? merged + [into] : [into] + merged
            var held: [(found: CaseRegister.Found, values: [DatabaseValue])] = []
            for found in cases {
                let values = try DatabaseValue.fetchAll(
                    db, sql: "SELECT value FROM attributeValue WHERE \"case\" = ? AND attribute = ? ORDER BY instance",
                    arguments: [found.row, attribute])
                if !values.isEmpty { held.append((found, values)) }
            }
            guard let winner = held.first else { continue }
            for other in held.dropFirst() where other.values != winner.values {
                func told(_ values: [DatabaseValue]) -> [String] { values.compactMap { AttributeValue($0)?.text(as: kind) } }
                outcome.conflicts.append(
                    .init(
                        attribute: name, caseName: winner.found.name, values: told(winner.values), other: other.found.name,
                        otherValues: told(other.values)))
                outcome.dropped += other.values.count
            }
            for found in cases {
                guard found.row != into.row || winner.found.row != into.row else { continue }
                try db.execute(
                    sql: "DELETE FROM attributeValue WHERE \"case\" = ? AND attribute = ?", arguments: [found.row, attribute])
            }
            guard winner.found.row != into.row else { continue }
            for (instance, value) in winner.values.enumerated() {
                try db.execute(
                    sql: "INSERT INTO attributeValue(\"case\", attribute, instance, value) VALUES (?, ?, ?, ?)",
                    arguments: [into.row, attribute, instance + 1, value])
            }
            outcome.values += winner.values.count
        }
    }
}
