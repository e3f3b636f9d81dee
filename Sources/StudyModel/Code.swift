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
    /// What was noted on it, in the order in which that was written.
    package var memos: [Memo]

    package init(
        id: ID? = nil, name: String, parent: ID? = nil, order: Int = 0, labels: LocalizedText = .init(),
        definition: LocalizedText = .init(), include: LocalizedText = .init(), exclude: LocalizedText = .init(),
        example: LocalizedText = .init(), colour: String? = nil, isCodable: Bool = true,
        findings: [String: Finding.Bearing] = [:], memos: [Memo] = []
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
        self.memos = memos
    }
}

extension Code {
    package struct Memo: Hashable, Sendable {
        /// Who wrote it; empty where a file does not say, and then it is who takes the file in.
        package var coder: String
        /// When, UTC, ISO 8601; empty where a file does not say, and then it is when it is taken in.
        package var time: String
        package var title: String
        package var text: String

        package init(coder: String = "", time: String = "", title: String = "", text: String) {
            self.coder = coder
            self.time = time
            self.title = title
            self.text = text
        }
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
