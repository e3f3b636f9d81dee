package import Foundation

/// Somebody who coded in a project.
package struct ProjectCoder: Hashable, Sendable {
    /// The coder's own id, where the file gives one.
    package var uuid: UUID?
    package var name: String

    package init(uuid: UUID? = nil, name: String) {
        self.uuid = uuid
        self.name = name
    }
}

/// A code of a project. Other programs let a name stand twice, as long as the codes above differ.
package struct ProjectCode: Hashable, Sendable {
    package var id: Code.ID?
    package var name: String
    /// The place of the code above in the head's `codes`, which is before its own; nil at the top.
    package var parent: Int?
    /// `#rrggbb`, lower case.
    package var colour: String?
    package var isCodable = true
    package var definition: String?
    package var memos: [ProjectMemo] = []
    package var memoKeys: [String] = []

    package init(id: Code.ID? = nil, name: String, parent: Int? = nil, colour: String? = nil, isCodable: Bool = true) {
        self.id = id
        self.name = name
        self.parent = parent
        self.colour = colour
        self.isCodable = isCodable
    }
}

/// Something that a project knows of its cases or texts.
package struct ProjectAttribute: Hashable, Sendable {
    package var id: Attribute.ID?
    package var name: String
    package var kind: Attribute.Kind

    package init(id: Attribute.ID? = nil, name: String, kind: Attribute.Kind) {
        self.id = id
        self.name = name
        self.kind = kind
    }
}

/// A value of one attribute; what is empty is none.
package struct ProjectValue: Hashable, Sendable {
    /// A place in the head's `attributes`.
    package var attribute: Int
    /// Of the attribute's kind.
    package var value: AttributeValue

    package init(attribute: Int, value: AttributeValue) {
        self.attribute = attribute
        self.value = value
    }
}

/// A person, group or place that texts belong to.
package struct ProjectCase: Hashable, Sendable {
    package var id: Case.ID?
    package var name: String
    package var values: [ProjectValue] = []
    /// The keys of the sources that belong to it. A source that several cases name belongs to the first.
    package var sources: [String] = []
    package var memos: [ProjectMemo] = []
    package var memoKeys: [String] = []

    /// What a case is called, where it is counted, to which its source does not belong, since it has one.
    package static let furtherOfSource = "second case of a source"

    package init(id: Case.ID? = nil, name: String) {
        self.id = id
        self.name = name
    }
}
