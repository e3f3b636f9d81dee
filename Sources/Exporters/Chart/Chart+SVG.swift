import FileFormats
package import StudyModel

extension Chart {
    /// The chart as SVG 1.1: horizontal bars where there is one column, else a field of coloured cells with a scale.
    ///
    /// Every number is printed, in a colour that stands out from its cell, so that the colour is not needed to read it; the colours
    /// are those of cividis, which are told apart with any colour vision and in grey. Long names are wrapped to three lines and then
    /// cut, and stand in full in a `title`. Widths of letters are estimated, since no font is asked; the text is set in the reader's
    /// sans-serif font.
    ///
    /// - Parameter language: of the caption, of what stands for no category, and of the sign before decimals.
    package func svg(in language: Language = .english) -> [UInt8] {
        columns.count == 1 ? bars(language) : heatMap(language)
    }

    private func bars(_ language: Language) -> [UInt8] {
        let labels = rows.map { ChartLabel(language.label($0), width: 300, lines: 3) }
        let labelWidth = (labels.map(\.width).max() ?? 0).rounded(.up)
        let heights = labels.map { max(24, Double($0.lines.count) * 16 + 8) }
        let barWidth = 360.0
        let numbers = Self.printed(values, language)
        let numberWidth = (numbers.joined().map(ChartLabel.width).max() ?? 0) + 8
        let left = 16 + labelWidth + 8
        let caption = ChartLabel(caption(language), width: left + barWidth + numberWidth - 16, lines: 2, size: 15)
        let top = 16 + Double(caption.lines.count) * 20 + 8
        var canvas = ChartCanvas(
            width: left + barWidth + numberWidth + 16, height: top + heights.reduce(0, +) + 16, title: title.text(in: language))
        canvas.text(caption, x: 16, y: 30, step: 20)
        let greatest = max(values.joined().compactMap(\.self).max() ?? 0, 0)
        var y = top
        for (row, label) in labels.enumerated() {
            canvas.text(
                label, x: left - 8, y: y + heights[row] / 2 - Double(label.lines.count - 1) * 8 + 4.5, step: 16, anchor: "end")
            if let value = values[row][0] {
                let length = greatest > 0 ? max(0, value) / greatest * barWidth : 0
                canvas.rectangle(x: left, y: y + 3, width: length, height: heights[row] - 6, fill: Colour.bar)
                canvas.text(numbers[row][0], x: left + length + 6, y: y + heights[row] / 2 + 4.5)
            }
            y += heights[row]
        }
        canvas.line(x: left, from: top, to: y)
        return canvas.end()
    }

    private func heatMap(_ language: Language) -> [UInt8] {
        let numbers = Self.printed(values, language)
        let widest = numbers.joined().map(ChartLabel.width).max() ?? 0
        let cell = (max(36, widest + 12)).rounded(.up)
        let labels = rows.map { ChartLabel(language.label($0), width: 260, lines: 3) }
        let heads = columns.map {
            ChartLabel(columnsAreWords ? language.word($0) : language.label($0), width: 180, lines: max(1, Int(cell / 16)))
        }
        let heights = labels.map { max(28, Double($0.lines.count) * 16 + 8) }
        let left = (16 + (labels.map(\.width).max() ?? 0) + 8).rounded(.up)
        let headHeight = ((heads.map(\.width).max() ?? 0) + 8).rounded(.up)
        let scaleWidth = 200.0
        let width = max(left + cell * Double(columns.count) + 16, left + scaleWidth + 80)
        let caption = ChartLabel(caption(language), width: width - 32, lines: 2, size: 15)
        let top = 16 + Double(caption.lines.count) * 20 + 8 + headHeight
        let fieldHeight = heights.reduce(0, +)
        var canvas = ChartCanvas(width: width, height: top + fieldHeight + 52, title: title.text(in: language))
        canvas.text(caption, x: 16, y: 30, step: 20)
        for (column, head) in heads.enumerated() {
            let centre = left + (Double(column) + 0.5) * cell
            canvas.upright(head, x: centre - Double(head.lines.count - 1) * 8 + 4.5, y: top - 6, step: 16)
        }
        let shown = values.joined().compactMap(\.self)
        let (least, most) = (min(shown.min() ?? 0, 0), shown.max() ?? 0)
        var y = top
        for (row, label) in labels.enumerated() {
            canvas.text(
                label, x: left - 8, y: y + heights[row] / 2 - Double(label.lines.count - 1) * 8 + 4.5, step: 16, anchor: "end")
            for (column, value) in values[row].enumerated() {
                let x = left + Double(column) * cell
                guard let value else {
                    canvas.rectangle(x: x, y: y, width: cell, height: heights[row], fill: Colour.none, isSetOff: true)
                    continue
                }
                let colour = Colour.of(most > least ? (value - least) / (most - least) : 0)
                canvas.rectangle(x: x, y: y, width: cell, height: heights[row], fill: colour, isSetOff: true)
                canvas.text(
                    numbers[row][column], x: x + cell / 2, y: y + heights[row] / 2 + 4.5, anchor: "middle",
                    fill: colour.isDark ? "#ffffff" : "#000000")
            }
            y += heights[row]
        }
        for step in 0..<20 {
            canvas.rectangle(
                x: left + Double(step) * scaleWidth / 20, y: y + 16, width: scaleWidth / 20 + 0.5, height: 12,
                fill: Colour.of((Double(step) + 0.5) / 20))
        }
        let ends = Self.printed([[least, most]], language)[0]
        canvas.text(ends[0], x: left, y: y + 43)
        canvas.text(ends[1], x: left + scaleWidth, y: y + 43, anchor: "end")
        return canvas.end()
    }

    private func caption(_ language: Language) -> String { "\(title.text(in: language)) (\(unit.text(in: language)))" }

    /// As in a table: as many decimals as all need, at most two.
    private static func printed(_ values: [[Double?]], _ language: Language) -> [[String]] {
        let all = values.joined().compactMap { $0.map { ($0 * 100).rounded(.toNearestOrEven) } }
        let decimals =
            all.allSatisfy { $0.truncatingRemainder(dividingBy: 100) == 0 }
            ? 0 : all.contains { abs($0) >= 1000 } ? 1 : 2
        return values.map { $0.map { $0.map { $0.fixed(decimals).replacing(".", with: String(language.decimalSign)) } ?? "" } }
    }
}

/// A colour of red, green and blue.
struct Colour: Hashable {
    var red: Double
    var green: Double
    var blue: Double

    static let bar = of(0.72)
    /// Where there is no number.
    static let none = Colour(red: 238, green: 238, blue: 238)

    /// Light for little and dark for much, so that paper without anything stays nearly white: cividis backwards (Nuñez, Anderton and
    /// Renslow 2018, PLOS ONE 13, e0199239), between points that were read off it.
    static func of(_ share: Double) -> Colour {
        let points: [(Double, Double, Double)] = [
            (255, 245, 200), (253, 231, 55), (209, 186, 88), (166, 157, 117), (124, 123, 120), (87, 92, 109), (42, 63, 109),
            (0, 34, 78),
        ]
        let place = max(0, min(1, share)) * Double(points.count - 1)
        let index = min(points.count - 2, Int(place))
        let (low, high, part) = (points[index], points[index + 1], place - Double(index))
        return Colour(
            red: low.0 + (high.0 - low.0) * part, green: low.1 + (high.1 - low.1) * part, blue: low.2 + (high.2 - low.2) * part)
    }

    var hex: String {
        "#"
            + [red, green, blue].map { part in
                let number = Int(part.rounded())
                return (number < 16 ? "0" : "") + String(number, radix: 16)
            }.joined()
    }

    /// Whether white stands out from it more than black does (relative luminance of WCAG 2.1).
    var isDark: Bool {
        func linear(_ part: Double) -> Double {
            let share = part / 255
            // (x + 0.055) / 1.055 to the power of 2.4, near enough by a square and a bit.
            return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
        }
        func power(_ x: Double) -> Double { x * x * x.squareRoot().squareRoot() * x.squareRoot().squareRoot().squareRoot() }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) < 0.179
    }
}
