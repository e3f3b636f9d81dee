import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct StudyContentTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    private func content() throws -> ContentHash {
        let study = try Study.open(folder.path("studie.anker"))
        defer { try? study.close() }
        return try study.contentHash()
    }

    private func byHand(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: folder.path("studie.anker"), configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test func twoStudiesThatWereMadeOfTheSameHaveTheSame() throws {
        try folder.filledStudy().close()
        let first = try content()
        let other = try StudyFolder()
        let study = try other.emptyStudy()
        try study.fill()
        #expect(try study.contentHash() == first)
        try byHand("VACUUM")
        try byHand("UPDATE original SET deflated = zeroblob(length(deflated))")
        #expect(try content() == first)
    }

    /// By hand, since no journal shall tell of it.
    @Test func aRowOfAnyTableCounts() throws {
        let study = try folder.filledStudy()
        let whole = try study.contentHash()
        let tables = try study.strings(
            """
            SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'fulltext%'
            AND name NOT LIKE 'page%'
            """
        ).filter { try study.count($0) > 0 }
        try study.close()
        #expect(tables.count > 25)
        let bytes = try folder.bytes("studie.anker")
        for table in tables where !["study", "event", "coder"].contains(table) {
            try bytes.write(to: folder.url.appending(path: "studie.anker"))
            let key = try DatabaseQueue(path: folder.path("studie.anker")).read {
                try $0.primaryKey(table).columns.first ?? "id"
            }
            try byHand("DELETE FROM \"\(table)\" WHERE \"\(key)\" = (SELECT max(\"\(key)\") FROM \"\(table)\")")
            #expect(try content() != whole, "\(table)")
        }
    }

    @Test func aValueThatTheJournalDoesNotTellCounts() throws {
        try folder.filledStudy().close()
        let first = try content()
        try byHand("UPDATE question SET name = name || 'x' WHERE id = (SELECT min(id) FROM question)")
        let second = try content()
        try byHand("UPDATE speaker SET name = name || 'x'")
        #expect(Set([first, second, try content()]).count == 3)
    }
}
