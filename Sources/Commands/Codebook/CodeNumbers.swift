import StudyModel

/// The codes of a codebook numbered by their places in its tree: 1, 1.1, 1.2, 2.
struct CodeNumbers {
    private var places: [Code.ID: [Int]] = [:]

    init(_ codebook: Codebook) {
        var counts: [Code.ID?: Int] = [:]
        for code in codebook.codes {
            // A code whose parent is unknown, or comes behind it, stands at the top.
            let parent = code.parent.flatMap { places[$0] == nil ? nil : $0 }
            counts[parent, default: 0] += 1
            places[code.id] = (parent.flatMap { places[$0] } ?? []) + [counts[parent] ?? 1]
        }
    }

    func number(of code: Code) -> String { (places[code.id] ?? []).map(String.init).joined(separator: ".") }

    /// How many codes stand above it.
    func depth(of code: Code) -> Int { max(0, (places[code.id]?.count ?? 1) - 1) }

    /// What leads to the code in a document; the same in each version of the codebook.
    static func anchor(of code: Code) -> String { "code-\(code.id)" }
}
