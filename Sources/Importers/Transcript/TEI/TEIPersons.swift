import FileFormats

/// The persons that a TEI document describes: what they are called, and what their part is.
struct TEIPersons {
    private struct Person {
        var ids: [String] = []
        /// A short form of the name.
        var short: String?
        var role: String?
        var name: [UInt8] = []
        var abbreviation: [UInt8] = []
    }

    /// What the document says about a person's part, by name.
    private(set) var roles: [(name: String, role: String, id: String)] = []
    /// What each person is called, by the first of the ids.
    private var people: [String: String] = [:]
    /// The first of the ids of a person, by any of them.
    private var first: [String: String] = [:]
    private var open: Person?
    /// Open elements from the name on; 0 outside of it.
    private var depth = 0
    private var isAbbreviation = false

    /// The persons of one name, who are called by their ids from here on.
    mutating func tellApart() -> Namesakes {
        let namesakes = Namesakes(people)
        roles = roles.map { (namesakes.names[$0.id] ?? $0.name, $0.role, $0.id) }
        people = namesakes.names
        return namesakes
    }

    /// Whom `who` points at: `#id`, an id, several of them, or a name as it stands.
    func name(of who: String) -> String {
        let parts = who.split(whereSeparator: \.isWhitespace)
        let known = parts.compactMap { called(TEITimeline.name(of: String($0))) }
        if known.count == parts.count, !known.isEmpty { return known.joined(separator: ", ") }
        let whole = TEITimeline.name(of: who).withSpacesFolded
        return called(whole) ?? whole
    }

    private func called(_ id: String) -> String? { first[id].flatMap { people[$0] } }

    mutating func start(_ element: String, _ attributes: borrowing XMLAttributes) {
        if depth > 0 {
            depth += 1
            isAbbreviation = isAbbreviation || element == "abbr"
            // The parts of a name stand apart, however the file is laid out.
            if !isAbbreviation { open?.name.append(0x20) }
            return
        }
        switch element {
        case "person", "personGrp":
            open = Person(
                ids: [attributes.string(xml: "id")].compactMap { $0 }, short: attributes.string(named: "n"),
                role: attributes.string(named: "role"))
        // The first name counts.
        case "persName", "name": if let open, open.name.isEmpty, open.abbreviation.isEmpty { depth = 1 }
        case "alt": if let code = attributes.string(named: "type") { open?.ids.append(code) }
        default: break
        }
    }

    mutating func end(_ element: String) {
        if depth > 0 {
            depth -= 1
            if element == "abbr" { isAbbreviation = false }
        } else if element == "person" || element == "personGrp" {
            close()
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        guard depth > 0 else { return }
        if isAbbreviation { open?.abbreviation.append(contentsOf: bytes) } else { open?.name.append(contentsOf: bytes) }
    }

    private mutating func close() {
        guard let person = open else { return }
        open = nil
        let written = [person.name, person.abbreviation].map { String(decoding: $0, as: UTF8.self).withSpacesFolded }
        guard let name = (written + [person.short ?? ""] + person.ids).first(where: { !$0.isEmpty }) else { return }
        let ids = person.ids + [person.short].compactMap { $0 }
        if let id = ids.first {
            if people[id] == nil { people[id] = name }
            for other in ids where first[other] == nil { first[other] = id }
        }
        if let role = person.role { roles.append((name, role, ids.first ?? "")) }
    }
}
