extension JSONSchema {
    /// A way through schemas before they are used: all their places, what they refer to, and what cannot be used in them.
    struct Walk {
        let files: [String: JSONValue]
        private(set) var places: [String] = []
        private(set) var targets: [String: JSONValue] = [:]
        private(set) var patterns: [String: Regex<AnyRegexOutput>] = [:]

        init(files: [String: JSONValue]) { self.files = files }

        mutating func walk(_ schema: JSONValue, at place: String) throws {
            guard let members = schema.members else {
                guard case .boolean = schema else { throw Flaw(place: place, what: "is no schema") }
                return
            }
            // A file of definitions alone says nothing of a value.
            let isSilent = members.allSatisfy { ["$schema", "$defs", "title", "description"].contains($0.name) }
            if !isSilent || members.isEmpty { places.append(place) }
            for member in members { try walk(member, at: place) }
        }

        private mutating func walk(_ keyword: JSONValue.Member, at place: String) throws {
            guard keywords.contains(keyword.name) else {
                throw Flaw(place: place, what: "keyword '\(keyword.name)' is not known")
            }
            let inner = "\(place)/\(keyword.name)"
            switch keyword.name {
            case "properties", "$defs":
                for member in keyword.value.members ?? [] { try walk(member.value, at: "\(inner)/\(member.name.pointerToken)") }
            case "oneOf", "anyOf":
                for (index, part) in (keyword.value.elements ?? []).enumerated() { try walk(part, at: "\(inner)/\(index)") }
            case "items", "additionalProperties", "propertyNames": try walk(keyword.value, at: inner)
            case "$ref":
                let target = Self.target(of: keyword.value.text ?? "", from: place)
                guard let schema = schema(at: target) else {
                    throw Flaw(place: place, what: "refers to '\(target)', which is not there")
                }
                targets[target] = schema
            case "pattern":
                guard let form = keyword.value.text, let pattern = try? Regex(form) else {
                    throw Flaw(place: place, what: "has no pattern")
                }
                patterns[form] = pattern
            default: break
            }
        }

        /// The place that a reference leads to.
        static func target(of reference: String, from place: String) -> String {
            reference.hasPrefix("#") ? String(place.prefix { $0 != "#" }) + reference : reference
        }

        private func schema(at place: String) -> JSONValue? {
            let parts = place.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, var schema = files[parts[0]] else { return nil }
            for token in parts[1].split(separator: "/") {
                let name = token.replacing("~1", with: "/").replacing("~0", with: "~")
                let element = Int(name).flatMap { index in schema.elements?.dropFirst(index).first }
                guard let next = schema[String(name)] ?? element else { return nil }
                schema = next
            }
            return schema
        }
    }
}
