import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

/// What is left of a study that was damaged at random. More damages are tried by
/// `ANKER_SALVAGES=200 swift test --filter SalvageTests`.
struct SalvageTests {
    private let folder: StudyFolder
    private let whole: Data
    private static let page = 8192
    private static let number = ProcessInfo.processInfo.environment["ANKER_SALVAGES"].flatMap { Int($0) } ?? 20

    init() throws {
        folder = try StudyFolder()
        try Self.large.get().write(to: folder.url.appending(path: "studie.anker"))
        whole = try folder.bytes("studie.anker")
    }

    /// One whose tables are so large that their pages stand in trees, and from which something was deleted.
    private static let large = Result {
        let folder = try StudyFolder()
        let study = try folder.filledStudy()
        var survey = Sample.survey
        survey.name = "Große Befragung"
        var batch = AnswerBatch()
        for number in 1...700 {
            batch.beginRespondent(name: "R\(number)", caseName: "Fall \(number)", row: number + 1)
            batch.answer(0, integer: Int64(1900 + number % 100))
            batch.answer(1, integer: Int64(number % 3))
            batch.answer(2, text: "Antwort \(number): der Platz gehört allen, und das seit Jahren.".utf8)
            batch.answer(5, decimal: 0.25 * Double(number))
        }
        try study.takeInSurvey(survey, [batch], content: "the large survey's bytes")
        try study.code(
            (1...700).map {
                Sample.quote(
                    "gehört allen", in: "Große Befragung/R\($0)/Was ändert sich?", codes: [$0 % 2 == 0 ? "Resonanz" : "Rückzug"]
                )
            })
        let words = (0..<9000).map { "Wort\($0 % 977)" }.joined(separator: " ")
        _ = try study.takeIn(by: "AB") { try $0.add(Sample.transcript("lang", [("B", words), ("I", "Und?")])) }
        try study.code([Sample.quote("Und?", in: "lang")], recording: .single)
        _ = try study.removeCodes(["Öffentlicher Raum"], codings: .delete, by: "CD")
        // What stands in for packed content in the samples is no content at all.
        try study.change("sample", by: "AB") { try $0.db.execute(sql: "UPDATE original SET deflated = NULL") }
        try study.close()
        return try folder.bytes("studie.anker")
    }

    private func inflate(_ bytes: [UInt8], _ size: Int) throws -> [UInt8] {
        throw StudyError.failed("not kept")
    }

    private func salvage(_ damaged: Data, _ name: String = "neu.anker") throws -> Salvage {
        let path = folder.path("schaden.anker")
        try damaged.write(to: URL(fileURLWithPath: path))
        let result = Result { try Study.salvage(path, to: folder.path(name), by: "EF", inflate: inflate) }
        #expect(try folder.bytes("schaden.anker") == damaged)
        #expect(try folder.files.filter { $0.contains(".damaged-") || $0.contains(".new-") }.isEmpty)
        return try result.get()
    }

    /// The rows of each table as text, as SQLite reads them.
    private func rows(_ name: String) throws -> [String: Set<String>] {
        let study = try Study.open(folder.path(name))
        defer { try? study.close() }
        return try study.read { db in
            try Dictionary(
                uniqueKeysWithValues: ChangeSession.tables.map { table in
                    let rows = try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { row in
                        // The event may be the salvage.
                        row.filter { $0.0 != "event" }.map { "\($0.0) \($0.1)" }.joined(separator: "|")
                    }
                    return (table, Set(rows))
                })
        }
    }

    @Test func allComesOverOfAStudyThatIsWhole() throws {
        let salvage = try salvage(whole)
        #expect(salvage.left.isEmpty && salvage.mended.isEmpty)
        try expectEqualStudies()
    }

    @Test func aMemoOutlivesThePassageThatItIsOnAndThatItsLinkLeadsTo() throws {
        let study = try Study.open(folder.path("studie.anker"))
        _ = try study.addMemo("bleibt; siehe [[lang:1]]", on: .passage(source: "lang", .turns(2...2)), by: "AB")
        try study.close()
        var damaged = try folder.bytes("studie.anker")
        // So that the text is not the one that was read.
        while let words = damaged.range(of: Data("Wort500 Wort501 Wort502".utf8)) {
            damaged.replaceSubrange(words, with: Data("Wort999 Wort999 Wort999".utf8))
        }
        #expect(try salvage(damaged).left.contains { $0.place == "lang, revision 1" })
        let new = try Study.open(folder.path("neu.anker"))
        let memo = try #require(new.memos(.init(subject: .study)).first)
        #expect(memo.text == "bleibt; siehe [[lang:1]]")
        #expect(memo.links.map(\.end) == [.gone])
        #expect(try new.isSound())
        try new.close()
    }

    private func expectEqualStudies() throws {
        let (old, new) = (try Study.open(folder.path("studie.anker")), try Study.open(folder.path("neu.anker")))
        #expect(try new.digests() == old.digests())
        #expect(try new.undo(by: "AB").verb == "sample")
        try old.close()
        try new.close()
    }

    @Test func allComesOverWhereOnlySingleBitsHaveFlipped() throws {
        var damaged = whole
        var numbers = SeededNumbers(seed: 5)
        for page in stride(from: 2, to: whole.count / Self.page, by: 7) {
            damaged[page * Self.page + Int.random(in: 0..<Self.page, using: &numbers)] ^= 8
        }
        let salvage = try salvage(damaged)
        #expect(!salvage.mended.isEmpty)
        #expect(salvage.left.isEmpty)
        try expectEqualStudies()
    }

    /// Pages of zeros, a file that ends too early, and bits that flipped in pages which lead to others: what is there is as
    /// it was, and the new study is sound.
    @Test(arguments: 0..<number)
    func whatIsSalvagedIsAsItWasAndSound(seed: Int) throws {
        var numbers = SeededNumbers(seed: seed + 1)
        var damaged = whole
        let pages = whole.count / Self.page
        func destroy(_ page: Int) {
            damaged.replaceSubrange(page * Self.page..<(page + 1) * Self.page, with: Data(count: Self.page))
        }
        let interior = (0..<pages).filter { [2, 5].contains(whole[$0 * Self.page + ($0 == 0 ? 100 : 0)]) }
        switch seed % 4 {
        case 0:
            for _ in 0..<Int.random(in: 1...6, using: &numbers) { destroy(Int.random(in: 0..<pages, using: &numbers)) }
        case 1: damaged = damaged.prefix(Int.random(in: whole.count / 3..<whole.count, using: &numbers))
        case 2:
            for page in interior.shuffled(using: &numbers).prefix(Int.random(in: 1...4, using: &numbers)) {
                for _ in 0..<Int.random(in: 2...40, using: &numbers) {
                    damaged[page * Self.page + Int.random(in: 0..<Self.page, using: &numbers)] ^=
                        1 << UInt8.random(in: 0..<8, using: &numbers)
                }
            }
        default: for page in interior.shuffled(using: &numbers).prefix(Int.random(in: 1...5, using: &numbers)) { destroy(page) }
        }
        let salvage = try salvage(damaged)
        let (before, after) = (try rows("studie.anker"), try rows("neu.anker"))
        let study = try Study.open(folder.path("neu.anker"))
        #expect(try study.check(inflate: inflate).isEmpty, "seed \(seed)")
        try study.isWhole()
        // Of what was not changed on purpose every row is one that was there.
        let changing = Set(salvage.left.compactMap { $0.place.hasPrefix("rows of ") ? String($0.place.dropFirst(8)) : nil })
        for table in ["response", "coding", "codeText", "cue", "case", "respondent"] where !changing.contains(table) {
            #expect(after[table] == before[table], "seed \(seed), \(table)")
        }
        if !changing.contains("revision") {
            // A text that is not the one that was read is named by its source.
            let gone = salvage.left.filter { $0.kind == .text && $0.place.contains(", revision ") }.count
            #expect(after["revision"]?.isSubset(of: before["revision"] ?? []) == true, "seed \(seed)")
            #expect(after["revision"]?.count == (before["revision"]?.count).map { $0 - gone }, "seed \(seed)")
        }
        for table in ["response", "coding", "codeText", "questionText", "earlierPlace", "evidence", "cue", "valueLabel"] {
            #expect(after[table]?.isSubset(of: before[table] ?? []) == true, "seed \(seed), \(table)")
        }
        // A study that was salvaged can be worked on and undone from there on.
        _ = try study.add([Actor(name: "Neuer Verein")], by: "AB")
        _ = try study.undo(by: "AB")
        if !salvage.left.isEmpty { #expect(throws: StudyError.self) { try study.undo(by: "AB") } }
        try study.close()
    }

    @Test func aPageOfATreeThatIsGoneDoesNotTakeTheRowsBelowIt() throws {
        let study = try Study.open(folder.path("studie.anker"))
        let root = try #require(
            try study.strings("SELECT rootpage FROM sqlite_schema WHERE name = 'response'").first.flatMap { Int($0) })
        try study.close()
        var damaged = whole
        damaged.replaceSubrange((root - 1) * Self.page..<root * Self.page, with: Data(count: Self.page))
        let salvage = try salvage(damaged)
        #expect(salvage.left.contains { $0.place == "rows of response" && $0.problem == "a page of them cannot be read" })
        // The root of such a tree holds some rows itself.
        let (before, after) = (try rows("studie.anker")["response"] ?? [], try rows("neu.anker")["response"] ?? [])
        #expect(after.isSubset(of: before) && after.count > before.count - 10)
    }

    @Test func takesThePlaceOfNoFileAndRefusesWhatIsNoStudy() throws {
        try Data("x".utf8).write(to: folder.url.appending(path: "neu.anker"))
        #expect(throws: StudyError.exists) { try salvage(whole) }
        #expect(try folder.bytes("neu.anker") == Data("x".utf8))
        for content in [
            Data(count: 80_000), Data("Kein Studium.".utf8), Data((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        ] {
            #expect(throws: StudyError.self) { try salvage(content, "keins.anker") }
        }
        #expect(try !folder.files.contains { $0.hasPrefix("keins") })
    }
}
