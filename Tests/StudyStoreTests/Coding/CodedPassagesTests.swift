import Foundation
import StudyModel
import Testing

@testable import StudyStore

struct CodedPassagesTests {
    private let folder: StudyFolder

    init() throws { folder = try StudyFolder() }

    @Test func anotherConnectionReadsTheSameCodings() throws {
        let study = try folder.filledStudy()
        let (here, there) = try study.read { db in
            let elsewhere = ReadingElsewhere(path: study.path, state: try Study.journalHead(db)) { try CodedPassages($0) }
            return (try CodedPassages(db).points(at: PassageRows(db), places: [:]), elsewhere.result())
        }
        let passages = try study.read { try PassageRows($0) }
        #expect(!here.isEmpty)
        #expect(try #require(there).points(at: passages, places: [:]) == here)
    }

    @Test func aStudyThatAnotherCommandChangedMeanwhileIsNotMixedIn() throws {
        let study = try folder.filledStudy()
        let before = try study.read { try Study.journalHead($0) }
        #expect(try study.add([Actor(name: "Verein")], by: "AB").added == 1)
        let read = ReadingElsewhere(path: study.path, state: before) { try CodedPassages($0) }.result()
        #expect(read.map { _ in true } == nil)
    }
}
