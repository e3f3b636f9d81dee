import StudyModel

/// The names and ids of the codes of one file: each is given once.
struct CodeNames {
    private var lines: [String: Int] = [:]
    private var ids: Set<Code.ID> = []

    /// The line in which the name was given first, or nil, and then it is given now.
    mutating func take(_ name: String, line: Int) -> Int? {
        if let first = lines[name] { return first }
        lines[name] = line
        return nil
    }

    /// The id, or where another code of the file has it or there is none, the one that follows from the name.
    mutating func take(_ id: Code.ID?, for name: String) -> Code.ID {
        if let id, ids.insert(id).inserted { return id }
        var id = Code.ID(of: "code", name)
        var number = 1
        while !ids.insert(id).inserted {
            number += 1
            id = Code.ID(of: "code", name, "\(number)")
        }
        return id
    }
}

extension String {
    /// `#rrggbb`, lower case, of `#RRGGBB` or `#RGB`; nil where it is neither.
    var colour: String? {
        let text = lowercased()
        guard text.hasPrefix("#"), text.dropFirst().allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        switch text.utf8.count {
        case 7: return text
        case 4: return "#" + text.dropFirst().map { "\($0)\($0)" }.joined()
        default: return nil
        }
    }
}
