import StudyModel

/// The attributes of actors as attributes of nodes: `attr_alter` for `Alter`.
///
/// A name is written in small ASCII letters, digits and `_`, since that is what all programs read. What some actor has several
/// values of is a text for all of them.
struct ActorAttributes {
    /// In the order of the names in the study.
    let columns: [Network.Attribute]
    /// The place in `columns`, by the name in the study.
    private let places: [String: Int]

    init(of actors: [Actor]) {
        var types: [String: Network.ValueType] = [:]
        for held in actors.lazy.flatMap(\.attributes) {
            types[held.name] = held.values.count > 1 ? .string : types[held.name] ?? held.kind.valueType
        }
        var columns: [Network.Attribute] = []
        var places: [String: Int] = [:]
        var taken: Set<String> = []
        for name in types.keys.sorted(by: inNameOrder) {
            let letters = name.foldedKey.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
            let word = "attr_" + String(letters.prefix(50))
            var unique = word
            var number = 2
            while !taken.insert(unique).inserted {
                unique = "\(word)_\(number)"
                number += 1
            }
            places[name] = columns.count
            columns.append(.init(unique, types[name] ?? .string))
        }
        (self.columns, self.places) = (columns, places)
    }

    /// What an actor has, by the names of columns.
    func values(of actor: Actor) -> [String: Network.Value] {
        var values: [String: Network.Value] = [:]
        for held in actor.attributes {
            guard let place = places[held.name] else { continue }
            let column = columns[place]
            values[column.name] = held.networkValue(as: column.type)
        }
        return values
    }
}

extension Attribute.Kind {
    fileprivate var valueType: Network.ValueType {
        switch self {
        case .integer: .integer
        case .decimal: .double
        case .boolean: .boolean
        case .text, .date, .dateTime: .string
        }
    }
}

extension HeldAttribute {
    fileprivate func networkValue(as type: Network.ValueType) -> Network.Value {
        switch (type, values.first) {
        case (.integer, .integer(let number)?): .integer(Int(number))
        case (.boolean, .integer(let number)?): .boolean(number != 0)
        case (.double, .decimal(let number)?): .double(number)
        case (.double, .integer(let number)?): .double(Double(number))
        default: .string(text)
        }
    }
}
