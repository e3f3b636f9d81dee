import Foundation
import StudyModel
import Testing

struct IdentifierTests {
    /// Python: `uuid5(uuid5(NAMESPACE_DNS, 'ankerpunkt.study'), 'code\0Öffentlicher Raum')`, and so on.
    @Test func isTheVersion5UuidOfKindAndParts() {
        #expect("\(Code.ID(of: "code", "Öffentlicher Raum"))" == "5fed1bdd-07de-5cb2-bf39-8e4aa9d171c8")
        #expect("\(Case.ID(of: "case", "Öffentlicher Raum"))" == "c7c8e80a-1cda-5c4b-8229-37207f56679c")
    }

    @Test func setsPartsApart() {
        #expect("\(Code.ID(of: "code", "a", "bc"))" == "1852020b-c68e-503d-b9b6-51236fcc958e")
        #expect("\(Code.ID(of: "code", "ab", "c"))" == "ba75725c-e89b-575e-aae7-73c2968f6bfa")
        #expect(Code.ID(of: "code", parts: ["a", "bc"]) == Code.ID(of: "code", "a", "bc"))
    }

    @Test func isTheSameInEitherNormalForm() {
        #expect(Code(name: "O\u{308}ffentlicher Raum").id == Code(name: "Öffentlicher Raum").id)
        #expect(Actor(name: " Dorfcafe\u{301}").id == Actor(name: "Dorfcafé").id)
    }

    @Test func readsBackItsBytes() {
        let id = Code.ID(of: "code", "Resonanz")
        #expect(id.bytes.count == 16)
        #expect(Code.ID(bytes: id.bytes) == id)
        #expect(Code.ID(bytes: id.bytes.dropLast()) == nil)
        #expect(Code.ID(bytes: id.bytes + [0]) == nil)
    }

    @Test func shortDigitsAreTheFirstTwelveOfTheUuid() throws {
        let id = Code.ID(try #require(UUID(uuidString: "0A01FF00-1b2c-4d5e-8f00-112233445566")))
        #expect(id.shortDigits == "0a01ff001b2c")
        #expect(id.description == "0a01ff00-1b2c-4d5e-8f00-112233445566")
    }

    @Test func sortsAsItIsWritten() {
        let ids = (0..<50).map { Code.ID(of: "code", "\($0)") }
        #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
    }

    @Test func anUndirectedTieIsTheSameFromBothEnds() {
        let ends = (Actor(name: "Dorfcafé").id, Actor(name: "Gemeinde").id)
        func tie(_ from: Actor.ID, _ to: Actor.ID, directed: Bool) -> Tie {
            Tie(from: from, to: to, kind: "Zusammenarbeit", isDirected: directed, coder: "AB", evidence: [])
        }
        #expect(tie(ends.0, ends.1, directed: false).id == tie(ends.1, ends.0, directed: false).id)
        #expect(tie(ends.0, ends.1, directed: true).id != tie(ends.1, ends.0, directed: true).id)
    }
}
