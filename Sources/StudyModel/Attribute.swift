/// Something known of cases or of actors, with the type that all its values have.
package struct Attribute: Hashable, Sendable {
    package typealias ID = Identifier<Attribute>

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case text, integer, decimal, boolean, date, dateTime
    }

    /// A value, and how many cases have it.
    package struct Count: Hashable, Sendable {
        package var value: AttributeValue
        package var cases: Int

        package init(value: AttributeValue, cases: Int) {
            self.value = value
            self.cases = cases
        }
    }

    package var name: String
    package var kind: Kind
    /// How many cases have a value.
    package var cases: Int
    /// The most frequent first.
    package var values: [Count]
    /// How many values a case has at the most.
    package var instances: Int

    package init(name: String, kind: Kind, cases: Int = 0, values: [Count] = [], instances: Int = 0) {
        self.name = name
        self.kind = kind
        self.cases = cases
        self.values = values
        self.instances = instances
    }
}

/// All that one case or actor has for an attribute.
package struct HeldAttribute: Hashable, Sendable {
    package var name: String
    package var kind: Attribute.Kind
    /// In the order in which they were set; never empty.
    package var values: [AttributeValue]

    package init(name: String, kind: Attribute.Kind, values: [AttributeValue]) {
        self.name = name
        self.kind = kind
        self.values = values
    }

    /// As they are written, one after the other.
    package var text: String { values.map { $0.text(as: kind) }.joined(separator: "; ") }
}

/// What a case or an actor has for an attribute.
package enum AttributeValue: Hashable, Sendable {
    /// Also 1 and 0 for true and false.
    case integer(Int64)
    case decimal(Double)
    /// Also a date as `2025-03-01`.
    case text(String)

    /// As it is written and read.
    package func text(as kind: Attribute.Kind) -> String {
        switch self {
        case .integer(let number) where kind == .boolean: number == 0 ? "false" : "true"
        case .integer(let number): "\(number)"
        case .decimal(let number): number.shortest
        case .text(let text): text
        }
    }

    /// As a cell of a table.
    package func cell(as kind: Attribute.Kind) -> DataTable.Cell {
        switch self {
        case .integer(let number) where kind == .boolean: .boolean(number != 0)
        case .integer(let number): Int(exactly: number).map { .integer($0) } ?? .text("\(number)")
        case .decimal(let number): .number(number)
        case .text(let text): .text(text)
        }
    }

    /// Numbers by size, before texts in the order of names.
    package static func inOrder(_ left: Self, _ right: Self) -> Bool {
        switch (left.number, right.number) {
        case (let left?, let right?): return left < right
        case (_?, nil): return true
        case (nil, _?): return false
        case (nil, nil):
            guard case .text(let left) = left, case .text(let right) = right else { return false }
            return inNameOrder(left, right)
        }
    }

    private var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .decimal(let number): number
        case .text: nil
        }
    }
}
