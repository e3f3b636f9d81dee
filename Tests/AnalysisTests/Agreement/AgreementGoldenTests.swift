import Foundation
import StudyModel
import Testing

@testable import Analysis

/// Values of the literature and of other programs; `Golden/golden.py` says which, and how they were computed.
struct AgreementGoldenTests {
    struct Golden: Decodable {
        var nominal: [Nominal]
        var continua: [Continuum]
    }

    struct Nominal: Decodable, CustomTestStringConvertible, Sendable {
        var name: String
        var units: [[Int?]]
        var values: [String: Double]
        var testDescription: String { name }
    }

    struct Continuum: Decodable, CustomTestStringConvertible, Sendable {
        var name: String
        var length: Int
        var spans: [Span]
        var values: [String: Double]
        var testDescription: String { name }
    }

    struct Span: Decodable, Sendable {
        var coder: String
        var label: String
        var lower: Int32
        var upper: Int32

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            coder = try list.decode(String.self)
            label = try list.decode(String.self)
            lower = try list.decode(Int32.self)
            upper = try list.decode(Int32.self)
        }
    }

    static let golden: Golden? = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/golden.json")
        return (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(Golden.self, from: $0) }
    }()

    private func tally(_ units: [[Int?]]) throws -> CoincidenceTally {
        var coincidences = Coincidences(.units, variables: 1)
        for unit in units {
            let given = unit.compactMap(\.self)
            guard given.count > 1 else { continue }
            let block = coincidences.open(units: 1, judges: given.count)
            coincidences.add(given, units: 1, block: block, variable: 0)
        }
        return try #require(coincidences.tallies().first)
    }

    @Test(arguments: golden?.nominal ?? [])
    func computesWhatOtherProgramsCompute(example: Nominal) throws {
        let tally = try tally(example.units)
        let computed = [
            "alpha": tally.alpha?.coefficient, "fleiss": tally.fleissKappa?.coefficient, "kappa": tally.cohenKappa?.coefficient,
            "ac1": tally.firstOrderCoefficient?.coefficient, "percent": tally.percent,
        ]
        for (name, value) in example.values {
            let own = try #require(computed[name] ?? nil, "\(name)")
            #expect(abs(own - value) < 1e-9, "\(name)")
        }
    }

    @Test func computesWhatTheLiteraturePrints() throws {
        let examples = try Dictionary(#require(Self.golden).nominal.map { ($0.name, $0.units) }) { first, _ in first }
        #expect(try rounded(tally(#require(examples["canonical"])).alpha) == 0.743)
        #expect(try rounded(tally(#require(examples["fleiss"])).fleissKappa) == 0.210)
        #expect(try rounded(tally(#require(examples["grants"])).cohenKappa) == 0.4)
    }

    private func rounded(_ disagreement: Disagreement?) -> Double? {
        disagreement?.coefficient.map { ($0 * 1000).rounded() / 1000 }
    }

    @Test(arguments: golden?.continua ?? [])
    func computesWhatOtherProgramsComputeForUnitsOnAContinuum(example: Continuum) throws {
        var material = AgreementMaterial()
        material.coders = Set(example.spans.map(\.coder)).sorted()
        let labels = Set(example.spans.map(\.label)).sorted()
        let codes = labels.enumerated().map { Code(name: $1, order: $0) }
        material.sources = [.init(name: "text", length: example.length, judges: (1 << UInt64(material.coders.count)) - 1)]
        for (row, code) in codes.enumerated() { material.codeRows[code.id] = Int32(row) }
        for span in example.spans {
            let coder = try #require(material.coders.firstIndex(of: span.coder))
            let code = try #require(labels.firstIndex(of: span.label))
            material.points.append(
                CodingPoint(source: 0, lower: span.lower, upper: span.upper, code: Int32(code), coder: Int32(coder)))
        }
        let agreement = Agreement(
            material, codes: CodeIndex(Codebook(codes: codes), rows: material.codeRows),
            design: AgreementDesign(codes: Array(labels.indices)))
        let together = try #require(agreement.rows.last)
        let u = try #require(example.values["u"])
        #expect(abs(try #require(together[.alphaU].value) - u) < 1e-9)
        if let cu = example.values["cu"] {
            #expect(abs(try #require(together[.cuAlpha].value) - cu) < 1e-9)
        } else {
            #expect(together[.cuAlpha].value == nil)
            #expect(abs(try #require(agreement.rows[0][.alphaU].value) - u) < 1e-9)
        }
    }
}
