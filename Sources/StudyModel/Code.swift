/// A name for something that passages say, with what it means and when to use it.
package struct Code: Hashable, Sendable {
    package typealias ID = Identifier<Code>

    package var id: ID
    /// Unique in the study, in normal form C.
    package var name: String
    /// The code above it in the tree; nil at the top.
    package var parent: ID?
    /// The place among the codes under the same parent, from 0.
    package var order: Int
    package var labels: LocalizedText
    package var definition: LocalizedText
    package var include: LocalizedText
    package var exclude: LocalizedText
    package var example: LocalizedText
    /// `#rrggbb`, lower case.
    package var colour: String?
    /// False for a family that only holds codes.
    package var isCodable: Bool
    /// The findings it bears on, by name.
    package var findings: [String: Finding.Bearing]

    package init(
        id: ID? = nil, name: String, parent: ID? = nil, order: Int = 0, labels: LocalizedText = .init(),
        definition: LocalizedText = .init(), include: LocalizedText = .init(), exclude: LocalizedText = .init(),
        example: LocalizedText = .init(), colour: String? = nil, isCodable: Bool = true,
        findings: [String: Finding.Bearing] = [:]
    ) {
        self.id = id ?? ID(of: "code", name.normalizedName)
        self.name = name
        self.parent = parent
        self.order = order
        self.labels = labels
        self.definition = definition
        self.include = include
        self.exclude = exclude
        self.example = example
        self.colour = colour
        self.isCodable = isCodable
        self.findings = findings
    }
}

extension Code {
    /// A text of a code.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case label, definition, include, exclude, example
    }

    package subscript(field: Field) -> LocalizedText {
        get {
            switch field {
            case .label: labels
            case .definition: definition
            case .include: include
            case .exclude: exclude
            case .example: example
            }
        }
        set {
            switch field {
            case .label: labels = newValue
            case .definition: definition = newValue
            case .include: include = newValue
            case .exclude: exclude = newValue
            case .example: example = newValue
            }
        }
    }
}
