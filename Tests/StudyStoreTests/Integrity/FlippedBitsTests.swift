import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

/// A study in which one bit has flipped, 300 times.
struct FlippedBitsTests {
    private let folder: StudyFolder
    private let whole: Data

    init() throws {
        folder = try StudyFolder()
        try folder.filledStudy().close()
        whole = try folder.bytes("studie.anker")
    }

    /// A generator that gives the same numbers in every run (SplitMix64).
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    /// What a study says, as SQLite reads it; nil where it cannot.
    private func content(of path: String) -> [String]? {
        var configuration = Configuration()
        configuration.readonly = true
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return nil }
        defer { try? queue.close() }
        return try? queue.read { db in
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
            return try names.filter { !$0.hasPrefix("page") }.flatMap { name in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(name)\"").map { "\(name) \($0)" }
            }
        }
    }

    private func flaws(_ path: String) throws -> [Flaw] {
        let study = try Study.open(path, bearingDamage: true)
        defer { try? study.close() }
        return try study.check { _, _ in throw StudyError.failed("not kept") }.filter { $0.kind != .original }
    }

    @Test func everyOneThatChangesContentIsFound() throws {
        let path = folder.path("gekippt.anker")
        let before = content(of: folder.path("studie.anker"))
        var numbers = Numbers(state: 300)
        var (changed, refused, unseen) = (0, 0, 0)
        for _ in 0..<300 {
            // Most of a small study is room that is not used yet.
            var place = 0
            repeat { place = Int.random(in: 0..<whole.count, using: &numbers) } while whole[place] == 0
            let mask = UInt8(1) << UInt8.random(in: 0..<8, using: &numbers)
            var bytes = whole
            bytes[place] ^= mask
            try bytes.write(to: URL(fileURLWithPath: path))
            let isChanged = content(of: path) != before
            changed += isChanged ? 1 : 0
            do {
                let found = try flaws(path)
                unseen += found.isEmpty ? 1 : 0
                #expect(!isChanged || !found.isEmpty, "byte \(place), bit \(mask)")
            } catch is StudyError {
                refused += 1
            }
            #expect(try folder.bytes("gekippt.anker") == bytes, "byte \(place), bit \(mask): the check changed the file")
        }
        #expect(changed > 60)
        #expect(unseen < 60)
    }
}
