import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct RebuildTests {
    /// The content of every table, rows in the order of their keys, and the schema.
    private func dump(_ study: Study) throws -> [String: [String]] {
        let tables = try study.strings("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'fulltext'")
        return try Dictionary(
            uniqueKeysWithValues: (tables + ["sqlite_schema"]).map { table in
                (table, try study.rows("SELECT * FROM \"\(table)\" ORDER BY 1, 2").map(\.description))
            })
    }

    @Test func theSameInputsGiveTheSameStudyInAnotherFolder() throws {
        let folders = [try StudyFolder(), try StudyFolder()]
        let dumps = try folders.map { folder in
            let study = try folder.emptyStudy()
            try study.fill()
            try study.close()
            return try dump(Study.open(folder.path("studie.anker")))
        }
        #expect(dumps[0].count > 40)
        for (table, rows) in dumps[0] { #expect(rows == dumps[1][table], "\(table)") }
        #expect(dumps[0].keys == dumps[1].keys)
    }

    @Test func theTimeIsTakenFromTheEnvironment() throws {
        // The folder of a test fixes it: 1749988800 seconds after 1970 is noon of 15 June 2025.
        _ = try StudyFolder()
        #expect(CurrentTime.stamp == "2025-06-15T12:00:00Z")
    }
}
