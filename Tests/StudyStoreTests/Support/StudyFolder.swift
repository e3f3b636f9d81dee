import Foundation
import GRDB
import StudyModel

@testable import StudyStore

/// A folder for the files of one test, gone when the test is over; the time is fixed in all of them.
final class StudyFolder {
    let url: URL

    init() throws {
        _ = Self.fixedTime
        url = FileManager.default.temporaryDirectory.appending(path: "ankerpunkt-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }

    /// The names of the files in it, sorted.
    var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }

    func emptyStudy(_ name: String = "studie.anker") throws -> Study {
        try Study.create(path(name), name: "Ostharz", language: "de")
    }

    /// A study with everything in it that `fill` brings, made once for all tests.
    func filledStudy() throws -> Study {
        try Self.filled.get().write(to: url.appending(path: "studie.anker"))
        return try Study.open(path("studie.anker"))
    }

    private static let filled = Result {
        let folder = try StudyFolder()
        let study = try folder.emptyStudy()
        try study.fill()
        try study.close()
        return try folder.bytes("studie.anker")
    }

    /// 2025-06-15T12:00:00Z.
    private static let fixedTime: Void = { setenv("SOURCE_DATE_EPOCH", "1749988800", 1) }()
}

extension Study {
    func rows(_ sql: String, _ arguments: StatementArguments = .init()) throws -> [Row] {
        try read { try Row.fetchAll($0, sql: sql, arguments: arguments) }
    }

    func strings(_ sql: String) throws -> [String] { try read { try String.fetchAll($0, sql: sql) } }

    /// Whether a check finds nothing.
    func isSound() throws -> Bool { try check { bytes, _ in bytes }.filter { $0.kind != .original }.isEmpty }

    func count(_ table: String) throws -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \"\(table)\"") ?? -1 }
    }

    /// Runs SQL of the test's own in a transaction.
    func execute(_ sql: String, _ arguments: StatementArguments = .init()) throws {
        try queue.write { try $0.execute(sql: sql, arguments: arguments) }
    }

    /// How many rows each table has.
    var counts: [String: Int] {
        get throws {
            let tables = try strings(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'fulltext%' AND name NOT LIKE 'sqlite%'")
            return try Dictionary(uniqueKeysWithValues: tables.map { ($0, try count($0)) })
        }
    }

    /// The names of sources whose text holds `words`, found by full text.
    func sources(holding words: String) throws -> [String] {
        try strings(
            """
            SELECT coalesce(s.name, \(AnswerName.sql)) FROM fulltext f JOIN revision r ON r.id = f.rowid
            JOIN source s ON s.id = r.source LEFT JOIN respondent n ON n.id = s.respondent
            LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question
            WHERE fulltext MATCH '\(words)' ORDER BY 1
            """)
    }

    @discardableResult
    func code(
        _ requests: [CodingRequest], recording: BulkRecording = .bulk, creatingCodes: Bool = false, skipping: Bool = false,
        dryRun: Bool = false
    ) throws -> CodingOutcome {
        var next = requests.makeIterator()
        return try code(
            by: "AB", recording: recording, creatingCodes: creatingCodes, skipping: skipping, dryRun: dryRun
        ) { next.next().map { .success($0) } }
    }

    func codings(_ filter: CodingFilter = .init()) throws -> [Coding] {
        var found: [Coding] = []
        try forEachCoding(filter) { found.append($0) }
        return found
    }
}
