import StudyModel
import Testing

@testable import Analysis

struct ActorAttributesTests {
    private func actor(_ name: String, _ attributes: [HeldAttribute]) -> Actor { Actor(name: name, attributes: attributes) }

    @Test func attributesOfActorsStandInTheirNodes() throws {
        let actors = [
            actor(
                "A",
                [
                    HeldAttribute(name: "Gegründet am", kind: .integer, values: [.integer(2019)]),
                    HeldAttribute(name: "Sparte", kind: .text, values: [.text("Obst"), .text("Brot")]),
                    HeldAttribute(name: "e.V.", kind: .boolean, values: [.integer(1)]),
                ]),
            actor("B", [HeldAttribute(name: "Anteil", kind: .decimal, values: [.decimal(0.5)])]),
        ]
        let network = try Network(actors: actors, ties: [])
        #expect(
            network.nodeAttributes.suffix(4) == [
                .init("attr_anteil", .double), .init("attr_e_v_", .boolean), .init("attr_gegrundet_am", .integer),
                .init("attr_sparte", .string),
            ])
        let values = network.nodes.first { $0.values["label"] == .string("A") }?.values ?? [:]
        #expect(values["attr_gegrundet_am"] == .integer(2019))
        #expect(values["attr_sparte"] == .string("Obst; Brot"))
        #expect(values["attr_e_v_"] == .boolean(true))
        #expect(values["attr_anteil"] == nil)
    }

    @Test func whatSomeActorHasSeveralValuesOfIsATextForAll() {
        let attributes = ActorAttributes(of: [
            actor("A", [HeldAttribute(name: "Zahl", kind: .integer, values: [.integer(1), .integer(2)])]),
            actor("B", [HeldAttribute(name: "Zahl", kind: .integer, values: [.integer(3)])]),
            actor("C", [HeldAttribute(name: "zahl", kind: .integer, values: [.integer(3)])]),
        ])
        #expect(
            attributes.columns == [.init("attr_zahl", .string), .init("attr_zahl_2", .integer)]
                || attributes.columns == [.init("attr_zahl", .integer), .init("attr_zahl_2", .string)])
    }
}
