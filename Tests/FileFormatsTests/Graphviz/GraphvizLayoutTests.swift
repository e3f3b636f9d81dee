import Testing

@testable import FileFormats

struct GraphvizLayoutTests {
    /// As Graphviz 2.43 writes `graph { 0 -- 1 }`.
    private static let plain = """
        graph 1 0.75 1.5
        node 0 0.375 1.25 0.4 0.4 "" solid circle black lightgrey
        node 1 0.375 0.25 0.4 0.4 "" solid circle black lightgrey
        edge 0 1 4 0.375 0.99579 0.375 0.8865 0.375 0.75 0.375 0.62 solid black
        stop

        """

    @Test func readsPlaces() throws {
        let points = try #require(GraphvizLayout.points(in: Array(Self.plain.utf8), count: 2))
        #expect(points.map(\.x) == [0.375, 0.375])
        // The first stands above the second.
        #expect(points.map(\.y) == [-1.25, -0.25])
    }

    @Test(arguments: [(plain, 3), ("node 0 nan 1 0.4\n", 1), ("node 7 1 1 0.4\n", 1), ("", 1)])
    func anAnswerThatIsNotWholeIsNone(plain: String, count: Int) {
        #expect(GraphvizLayout.points(in: Array(plain.utf8), count: count) == nil)
    }

    @Test(.enabled(if: ExternalProgram("neato") != nil), arguments: GraphvizLayout.Engine.allCases)
    func eachProgramSetsNodesApart(engine: GraphvizLayout.Engine) throws {
        let edges: [GraphvizLayout.Edge] = (1..<12).map { .init(source: $0 / 2, target: $0, weight: Double($0)) }
        let points = try GraphvizLayout(nodes: 12, edges: edges, isDirected: engine == .dot, by: engine).points
        for one in points.indices {
            for other in points.indices where other < one {
                let (x, y) = (points[one].x - points[other].x, points[one].y - points[other].y)
                #expect((x * x + y * y).squareRoot() > 0.35, "\(engine): \(one) stands on \(other)")
            }
        }
        let again = try GraphvizLayout(nodes: 12, edges: edges, isDirected: engine == .dot, by: engine).points
        #expect(points.map(\.x) == again.map(\.x) && points.map(\.y) == again.map(\.y))
    }

    @Test(.enabled(if: ExternalProgram("dot") != nil)) func dotSetsTheEndOfAnArrowBelowItsStart() throws {
        let points = try GraphvizLayout(
            nodes: 3, edges: [.init(source: 2, target: 0, weight: 1), .init(source: 0, target: 1, weight: 1)],
            isDirected: true, by: .dot
        ).points
        #expect(points[2].y < points[0].y && points[0].y < points[1].y)
    }
}
