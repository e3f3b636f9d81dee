import FileFormats
import Foundation
import StudyModel
import Testing

@testable import Exporters

struct ChartSVGTests {
    private final class TextCounter: XMLEventHandler {
        var texts = 0
        func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) { texts += name.local == "text" ? 1 : 0 }
        func endElement(_ name: XMLName) {}
        func characters(_ bytes: UnsafeRawBufferPointer) {}
    }

    private let long =
        "Selbstverwaltungsorganisationsstrukturveränderungsprozess im ländlichen Raum & darüber hinaus, auch <anderswo>"

    private func svg(_ chart: Chart) -> String { String(decoding: chart.svg(), as: UTF8.self) }

    private func bars(_ values: [Double?], names: [String]? = nil) -> Chart {
        Chart(
            title: "T", rows: names ?? values.indices.map { "row \($0)" }, columns: ["n"], values: values.map { [$0] },
            unit: "codings")
    }

    @Test func aBarIsAsLongAsItsNumber() {
        let text = svg(bars([10, 5, 0, nil]))
        #expect(text.contains(#"width="360.0" height="18.0""#))
        #expect(text.contains(#"width="180.0" height="18.0""#))
        #expect(text.contains(">10</text>") && text.contains(">5</text>") && text.contains(">0</text>"))
    }

    @Test func isValidXMLWhateverTheNamesAre() throws {
        let chart = Chart(
            title: "a < b & c", rows: [long, "\u{1}\u{202E}x"], columns: [long, "\"q\""], values: [[1, nil], [2.5, -3]],
            unit: "n")
        let counter = TextCounter()
        try XMLReader(handler: counter).read(MemoryByteSource(chart.svg()))
        // The caption, two rows, two columns, three numbers and the ends of the scale at least.
        #expect(counter.texts >= 10)
    }

    @Test func longNamesAreWrappedAndThenCutWithTheWholeInATitle() {
        let label = ChartLabel(long, width: 120, lines: 3)
        #expect(label.lines.count == 3)
        #expect(label.lines.allSatisfy { ChartLabel.width($0) <= 120 })
        #expect(label.lines[2].hasSuffix("…"))
        #expect(label.full == long)
        #expect(ChartLabel("kurz", width: 120, lines: 3).full == nil)
    }

    @Test func theSameChartIsTheSameBytes() {
        let chart = bars([1, 2, 3])
        #expect(chart.svg() == chart.svg())
    }

    /// WCAG 2.1 wants 4.5 for text; at the grey in the middle neither black nor white has much more.
    @Test func textStandsOutFromEveryColour() {
        func luminance(_ colour: Colour) -> Double {
            func linear(_ part: Double) -> Double {
                let share = part / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
        }
        var previous = Double.infinity
        for step in 0...100 {
            let colour = Colour.of(Double(step) / 100)
            let own = luminance(colour)
            #expect(own <= previous, "more is darker, so that grey paper tells it too")
            previous = own
            let contrast = colour.isDark ? 1.05 / (own + 0.05) : (own + 0.05) / 0.05
            #expect(contrast >= 4.5)
        }
    }

    @Test func aFieldHasACellForEachNumberAndNamesThatDoNotMeet() {
        let chart = Chart(
            title: "T", rows: [long, "b"], columns: ["x", "y", "z"], values: [[1, 2, 3], [4, 5, nil]], unit: "n")
        let text = svg(chart)
        #expect(text.components(separatedBy: "stroke=\"#ffffff\"").count - 1 == 6)
        #expect(text.contains("<title>T</title>"))
    }
}
