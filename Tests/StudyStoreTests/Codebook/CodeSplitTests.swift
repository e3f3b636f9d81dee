import StudyModel
import Testing

@testable import StudyStore

struct CodeSplitTests {
    private let folder: StudyFolder
    private let study: Study

    init() throws {
        folder = try StudyFolder()
        study = try folder.filledStudy()
    }

    /// `Rückzug` has one coding by CD and one by AB.
    @Test func codingsOfACoderGoToACodeThatIsMadeBehindIt() throws {
        let outcome = try study.splitCode("Rückzug", .coders(["CD"], to: "Abschied"), by: "AB")
        #expect(outcome.parts == [.init(code: "Abschied", isNew: true, codings: CodingMoves(moved: 1))])
        #expect(outcome.kept == 1)
        let codebook = try study.codebook()
        #expect(codebook.codes.map(\.name) == ["Resonanz", "Raum", "Öffentlicher Raum", "Rückzug", "Abschied"])
        #expect(codebook.code(named: "Abschied")?.findings == ["F1": .contradicting])
        #expect(try study.codings().filter { $0.code == "Abschied" }.map(\.coder) == ["CD"])
    }

    @Test func everyCoderGetsACode() throws {
        let before = Set(try study.codings().map(\.id))
        let outcome = try study.splitCode("Rückzug", .eachCoder, by: "AB")
        #expect(outcome.parts.map(\.code) == ["Rückzug (AB)", "Rückzug (CD)"])
        #expect(outcome.kept == 0)
        #expect(
            try study.codebook().codes.map(\.name) == [
                "Resonanz", "Raum", "Öffentlicher Raum", "Rückzug", "Rückzug (AB)", "Rückzug (CD)",
            ])
        #expect(Set(try study.codings().map(\.id)) == before)
    }

    @Test func aCoderWithoutCodingsIsTold() throws {
        #expect(
            throws: StudyError("code 'Rückzug' has no codings by 'EF'", remedy: "it has codings by: 'AB', 'CD'")
        ) { try study.splitCode("Rückzug", .coders(["EF"], to: "Abschied"), by: "AB") }
        #expect(throws: StudyError.self) { try study.splitCode("Öffentlicher Raum", .eachCoder, by: "AB") }
    }

    @Test func listedCodingsGoWhereTheirLineSays() throws {
        let own = try study.codings(CodingFilter(code: "Resonanz"))
        #expect(own.count == 3)
        let list = [
            CodeSplit.Listed(coding: own[0].id, code: "Echo", line: 1),
            CodeSplit.Listed(coding: own[1].id, code: "Resonanz", line: 2),
            CodeSplit.Listed(coding: own[2].id, code: "Raum/Rückzug", line: 3),
        ]
        let outcome = try study.splitCode("Resonanz", .listed(list), at: .init(parent: .under("Raum"), place: .first), by: "AB")
        #expect(outcome.parts.map(\.code) == ["Echo", "Rückzug"])
        #expect(outcome.parts.map(\.isNew) == [true, false])
        #expect(outcome.kept == 1)
        #expect(try study.codebook().codes.map(\.name) == ["Resonanz", "Raum", "Echo", "Öffentlicher Raum", "Rückzug"])
    }

    @Test func alineThatNamesNoCodingOfTheCodeIsEnoughToChangeNothing() throws {
        let own = try study.codings(CodingFilter(code: "Resonanz"))
        let other = try #require(try study.codings(CodingFilter(code: "Rückzug")).first)
        let none = Coding.ID(of: "coding", "none")
        let counts = try study.counts
        let list = [own[0].id, other.id, none, own[0].id].enumerated().map {
            CodeSplit.Listed(coding: $1, code: "Echo", line: $0 + 1)
        }
        let outcome = try study.splitCode("Resonanz", .listed(list), by: "AB")
        #expect(
            outcome.refused.map(\.message.text) == [
                "coding '\(other.id)' is of code 'Rückzug', not of 'Resonanz'", "no coding '\(none)'",
                "coding '\(own[0].id)' stands already in line 1",
            ])
        #expect(try study.counts == counts)
    }

    @Test func codingsGoToNoCodeThatOnlyHoldsCodes() throws {
        #expect(throws: StudyError.self) { try study.splitCode("Rückzug", .coders(["CD"], to: "Raum"), by: "AB") }
        #expect(throws: StudyError.self) { try study.splitCode("Rückzug", .coders(["CD"], to: "Rückzug"), by: "AB") }
    }
}
