import Exporters
import Foundation
import StudyModel
import Testing

struct NetworkPictureTests {
    private func network(_ labels: [String], directed: Bool = true) -> Network {
        let classes = (0..<9).map { "actor:\($0)" }
        return Network(
            name: "n", isDirected: directed, nodeAttributes: [.init("label", .string), .init("ap_class", .string)],
            edgeAttributes: [.init("weight", .double), .init("sign", .string), .init("evidence", .string)],
            nodes: labels.enumerated().map { number, label in
                .init(id: "a\(number)", values: ["label": .string(label), "ap_class": .string(classes[number % 9])])
            },
            edges: [
                .init(
                    id: "e1", source: "a0", target: "a1",
                    values: ["weight": .double(2), "sign": .string("negative"), "evidence": .string("interview-01:3")])
            ])
    }

    private func svg(_ network: Network, _ points: [NetworkPicture.Point], sizes: [Double?]? = nil) -> String {
        let picture = NetworkPicture(network, at: points, sizes: sizes ?? points.map { _ in 1 })
        return String(decoding: picture.svg(title: "Wer & wen"), as: UTF8.self)
    }

    @Test func nodesEdgesAndTheirEvidenceAreThere() {
        let text = svg(network(["Dorfcafé", "A & B <c>"]), [.init(x: 0, y: 0), .init(x: 1, y: 0)])
        #expect(text.contains("<title>Wer &amp; wen</title>"))
        #expect(text.contains("<title>Dorfcafé → A &amp; B &lt;c&gt;\ninterview-01:3</title>"))
        #expect(text.contains("stroke-dasharray") && text.contains("<polygon"))
        // Each label once beside its node, once in its title.
        #expect(text.components(separatedBy: ">A &amp; B &lt;c&gt;<").count == 3)
    }

    @Test func aNetworkWithoutDirectionHasNoArrows() {
        let text = svg(network(["a", "b"], directed: false), [.init(x: 0, y: 0), .init(x: 1, y: 0)])
        #expect(text.contains("<title>a – b") && !text.contains("<polygon"))
    }

    @Test func theNinthClassHasAnotherShape() {
        let labels = (0..<9).map { "n\($0)" }
        let points = (0..<9).map { NetworkPicture.Point(x: Double($0 % 3), y: Double($0 / 3)) }
        let text = svg(network(labels), points)
        // Eight circles and a square, and as many in the legend, beside the white ground.
        #expect(text.components(separatedBy: "<circle").count - 1 == 16)
        #expect(text.components(separatedBy: "<rect").count - 1 == 3)
    }

    @Test func labelsThatWouldStandOnOthersAreLeftOut() {
        let labels = (0..<30).map { "Initiative mit langem Namen \($0)" }
        // All in one place: there is room on a few sides only.
        let text = svg(network(labels), labels.map { _ in .init(x: 0, y: 0) })
        let shown = text.components(separatedBy: "paint-order").count - 1
        #expect((1...8).contains(shown))
    }

    @Test func onePlaceAloneIsDrawn() {
        let one = Network(
            name: "n", isDirected: false, nodeAttributes: [], edgeAttributes: [], nodes: [.init(id: "a", values: [:])],
            edges: [])
        #expect(svg(one, [.init(x: 5, y: 5)], sizes: [nil]).contains("<title>a</title>"))
    }
}
