package import StudyModel

/// What is to become of one code; what is nil or not named stays as it is.
package struct CodeEdit: Hashable, Sendable {
    /// An empty text goes.
    package var texts: [Code.Field: String] = [:]
    /// The language of `texts`; nil is the codebook's first.
    package var language: String?
    /// `#rrggbb`; an empty one goes.
    package var colour: String?
    package var isCodable: Bool?
    package var findings: [String: FindingEdit] = [:]
    /// A note on the code, which is added to those it has.
    package var memo: String?

    package enum FindingEdit: Hashable, Sendable {
        case bears(Finding.Bearing)
        case none
    }

    package init() {}

    package var isEmpty: Bool { self == CodeEdit() }
}

/// Where in the tree a code is to stand.
package struct CodePlacement: Hashable, Sendable {
    package enum Parent: Hashable, Sendable {
        /// The one it has, or that of the code it is put beside.
        case unsaid
        case top
        case under(String)
    }

    package enum Place: Hashable, Sendable {
        case first, last
        case before(String)
        case after(String)
    }

    package var parent: Parent
    package var place: Place

    package init(parent: Parent = .unsaid, place: Place = .last) {
        self.parent = parent
        self.place = place
    }
}
