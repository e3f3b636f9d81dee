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
    private(set) var roles: [(name: String, role: String)] = []
    private var names: [String: String] = [:]
    private var open: Person?
    /// Open elements from the name on; 0 outside of it.
    private var depth = 0
    private var isAbbreviation = false

    /// Whom `who` points at: `#id`, an id, several of them, or a name as it stands.
    func name(of who: String) -> String {
        let parts = who.split(whereSeparator: \.isWhitespace)
        let known = parts.compactMap { names[TEITimeline.name(of: String($0))] }
        if known.count == parts.count, !known.isEmpty { return known.joined(separator: ", ") }
        let whole = TEITimeline.name(of: who).withSpacesFolded
        return names[whole] ?? whole
    }

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
        for id in person.ids + [person.short].compactMap({ $0 }) where names[id] == nil { names[id] = name }
        if let role = person.role { roles.append((name, role)) }
    }
}
