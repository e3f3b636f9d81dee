import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

struct BackupTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    private func check(_ name: String) throws -> [Flaw] {
        let study = try Study.open(folder.path(name))
        defer { try? study.close() }
        return try study.check { _, _ in [] }.filter { $0.kind != .original }
    }

    @Test func liesBesideTheStudyAndHoldsWhatItHolds() throws {
        let study = try folder.filledStudy()
        let backup = try study.backup(to: nil)
        #expect(backup == folder.path("studie.anker.backup-2025-06-15"))
        #expect(try study.backup(to: nil) == backup + "-2")
        try study.close()
        #expect(
            try folder.files == ["studie.anker", "studie.anker.backup-2025-06-15", "studie.anker.backup-2025-06-15-2"])
        let permissions = try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        #expect(try check("studie.anker.backup-2025-06-15") == [])
    }

    @Test func neverTakesThePlaceOfAFile() throws {
        let study = try folder.filledStudy()
        try Data("meins".utf8).write(to: folder.url.appending(path: "kopie.anker"))
        let error = StudyError(
            "a file of this name is already there", remedy: "choose another name, or remove that file first")
        #expect(throws: error) { try study.backup(to: folder.path("kopie.anker")) }
        #expect(try folder.bytes("kopie.anker") == Data("meins".utf8))
        try study.close()
    }

    @Test func isOneStateWhileAnotherWrites() async throws {
        let study = try folder.filledStudy()
        let path = folder.path("studie.anker")
        async let other: Void = Task.detached {
            let other = try Study.open(path)
            for number in 0..<20 {
                try other.change("test", by: "CD") { change in
                    for part in 0..<5 { _ = try change.caseRow("Fall \(number)/\(part)") }
                }
            }
            try other.close()
        }.value
        for number in 0..<5 {
            let backup = try study.backup(to: folder.path("kopie-\(number).anker"))
            let copy = try Study.open(backup)
            #expect((try copy.count("case") - 2) % 5 == 0)
            try copy.close()
            #expect(try check("kopie-\(number).anker") == [])
        }
        try await other
        #expect(try study.count("case") == 102)
        try study.close()
        #expect(try check("studie.anker") == [])
    }

    @Test func noCopyIsMadeOfADamagedStudy() throws {
        try folder.filledStudy().close()
        var bytes = try folder.bytes("studie.anker")
        let place = try #require(bytes.range(of: Data("Schule am Wald".utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: folder.url.appending(path: "studie.anker"))
        let study = try Study.open(folder.path("studie.anker"))
        #expect(throws: StudyError.self) { try study.backup(to: nil) }
        try study.close()
        #expect(try folder.files == ["studie.anker"])
    }
}
