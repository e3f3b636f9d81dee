import StudyModel
import Testing

@testable import Importers

struct CodeForestTests {
    private static func forest(_ nodes: [(String, String?)]) -> CodeForest {
        CodeForest(nodes.map { .init(key: $0, parent: $1, code: ProjectCode(name: $0.uppercased())) })
    }

    @Test func putsEachCodeBehindTheOneAbove() {
        let forest = Self.forest([("b", "a"), ("c", nil), ("a", nil), ("d", "b"), ("e", "a")])
        #expect(forest.codes.map(\.name) == ["C", "A", "B", "D", "E"])
        #expect(forest.codes.map(\.parent) == [nil, nil, 1, 2, 1])
        #expect(forest.places == ["c": 0, "a": 1, "b": 2, "d": 3, "e": 4])
        #expect(forest.circular == 0)
    }

    @Test func keepsCodesWhoseParentIsMissingOrBelowThem() {
        let forest = Self.forest([("a", "weg"), ("b", "b"), ("c", "d"), ("d", "e"), ("e", "c")])
        #expect(forest.codes.map(\.name) == ["A", "B", "C", "E", "D"])
        #expect(forest.codes.map(\.parent) == [nil, nil, nil, 2, 3])
        #expect(forest.circular == 2)
    }

    @Test func takesTheFirstOfTwoWithOneKey() {
        #expect(Self.forest([("a", nil), ("a", nil)]).codes.count == 1)
    }
}

struct ProjectTimeTests {
    @Test(arguments: [
        ("2025-03-01 14:05:09", "2025-03-01T14:05:09Z"), ("2025-03-01 14:05:09.123456", "2025-03-01T14:05:09Z"),
        ("2025-03-01T23:30:00+02:00", "2025-03-01T21:30:00Z"), ("2025-03-01 23:30:00-0130", nil),
        ("2025-12-31 23:30:00-01:30", "2026-01-01T01:00:00Z"), ("2025-03-01", "2025-03-01T00:00:00Z"),
        ("Sat Mar  1 14:05:09 2025", "2025-03-01T14:05:09Z"), ("2025-03-01 Z", nil), ("", nil), ("gestern", nil),
        ("2025-13-01 10:00:00", nil), ("2025-03-01 25:00:00", nil),
        ("2025-03-01 10:00:00+00:999999999999999999", nil), ("2025-03-01 10:00:00+01:-5", nil),
    ])
    func readsTimesAsTheProgramsWriteThem(text: String, time: String?) {
        #expect(text.projectTime == time)
    }
}
