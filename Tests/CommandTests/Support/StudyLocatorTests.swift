import Foundation
import StudyModel
import Testing

@testable import Commands

struct StudyLocatorTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("a/b"), withIntermediateDirectories: true)
    }

    private func locate(_ named: String? = nil, environment: [String: String] = [:], from name: String = "a/b") throws -> String
    {
        try StudyLocator.locate(named, environment: environment, from: folder.path(name))
    }

    @Test func theOptionCountsBeforeTheEnvironmentAndThatBeforeTheFolder() throws {
        try folder.write("", to: "a/b/here.anker")
        #expect(try locate("x.anker", environment: ["ANKER_STUDY": "y.anker"]) == "x.anker")
        #expect(try locate(environment: ["ANKER_STUDY": "y.anker"]) == "y.anker")
        #expect(try locate(environment: ["ANKER_STUDY": ""]) == folder.path("a/b/here.anker"))
    }

    @Test func theNearestFolderAboveIsTaken() throws {
        try folder.write("", to: "top.anker")
        #expect(try locate() == folder.path("top.anker"))
        try folder.write("", to: "a/middle.anker")
        #expect(try locate() == folder.path("a/middle.anker"))
    }

    @Test func hiddenFilesAndWhatLiesBesideAnOpenStudyDoNotCount() throws {
        for name in [".hidden.anker", "s.anker-wal", "s.anker-shm", "s.anker"] { try folder.write("", to: "a/b/" + name) }
        #expect(try locate() == folder.path("a/b/s.anker"))
    }

    @Test func severalAreNamedAndRefused() throws {
        for name in ["two.anker", "one.anker"] { try folder.write("", to: "a/b/" + name) }
        let refusal = try #require(throws: Refusal.self) { try locate() }
        #expect(
            refusal.diagnostic.description
                == "b: error: holds several studies: one.anker, two.anker\n  name one with --study")
    }
}
