import FileFormats
import StudyModel

/// The variables of a project with the type under which each value is valid, and the values of a case.
///
/// REFI-QDA says nothing of several values, and other programs keep one of them or fail. A variable of which a case has several is a text,
/// in which they stand with `; ` between; so is one with a value that XML Schema does not take for one of its type, such as a date without a day.
struct REFIVariables {
    private let attributes: [ProjectAttribute]
    private let guids: [String]
    private var kinds: [Attribute.Kind]
    /// Of how many cases values had to be joined.
    private(set) var joined = 0

    init(_ head: ProjectHead) {
        attributes = head.attributes
        guids = attributes.map { $0.id?.description ?? ProjectGUID.variable($0.name) }
        kinds = attributes.map(\.kind)
        for entry in head.cases {
            var last: Int?
            for value in entry.values {
                if value.attribute == last || Self.text(of: value.value, as: kinds[value.attribute]) == nil {
                    kinds[value.attribute] = .text
                }
                last = value.attribute
            }
        }
    }

    func writeVariables(to xml: inout XMLWriter) {
        guard !attributes.isEmpty else { return }
        xml.begin("Variables")
        for (number, attribute) in attributes.enumerated() {
            xml.begin("Variable")
            xml.attribute("guid", plain: guids[number])
            xml.attribute("name", attribute.name)
            xml.attribute("typeOfVariable", plain: kinds[number].variableType)
            xml.end()
        }
        xml.end()
    }

    mutating func write(_ values: [ProjectValue], to xml: inout XMLWriter) {
        var rest = values[...]
        while let first = rest.first {
            let run = rest.prefix { $0.attribute == first.attribute }
            rest = rest.dropFirst(run.count)
            let (kind, own) = (kinds[first.attribute], attributes[first.attribute].kind)
            let texts = run.map { kind == .text ? $0.value.text(as: own) : Self.text(of: $0.value, as: kind) ?? "" }
            if texts.count > 1 { joined += 1 }
            xml.begin("VariableValue")
            xml.reference("VariableRef", guids[first.attribute])
            xml.begin(kind.valueElement)
            xml.text(texts.joined(separator: "; "))
            xml.end()
            xml.end()
        }
    }

    /// The value as XML Schema writes one of that type; nil where it is none.
    static func text(of value: AttributeValue, as kind: Attribute.Kind) -> String? {
        switch (kind, value) {
        case (.text, _): value.text(as: .text)
        case (.integer, .integer(let number)): "\(number)"
        case (.boolean, .integer(let number)) where number == 0 || number == 1: number == 0 ? "false" : "true"
        case (.decimal, .integer(let number)): "\(number)"
        case (.decimal, .decimal(let number)): number.isFinite ? number.plainDecimal : nil
        case (.date, .text(let text)): XMLDate(text)?.isDay == true ? text : nil
        case (.dateTime, .text(let text)): XMLDate(text)?.isDay == false ? text : nil
        default: nil
        }
    }
}

extension Attribute.Kind {
    fileprivate var variableType: String {
        switch self {
        case .text: "Text"
        case .integer: "Integer"
        case .decimal: "Float"
        case .boolean: "Boolean"
        case .date: "Date"
        case .dateTime: "DateTime"
        }
    }

    fileprivate var valueElement: String { variableType + "Value" }
}

extension Double {
    /// Without an exponent, which `xsd:decimal` does not know.
    fileprivate var plainDecimal: String {
        let text = shortest
        guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }),
            let exponent = Int(text[text.index(after: mark)...])
        else { return text }
        let isNegative = text.hasPrefix("-")
        let mantissa = text[..<mark].drop { $0 == "-" }
        let parts = mantissa.split(separator: ".")
        let digits = parts.joined()
        let point = (parts.first?.count ?? 0) + exponent
        let plain =
            point <= 0
            ? "0." + String(repeating: "0", count: -point) + digits
            : point >= digits.count
                ? digits + String(repeating: "0", count: point - digits.count)
                : digits.prefix(point) + "." + digits.dropFirst(point)
        return (isNegative ? "-" : "") + plain
    }
}
