import StudyModel

/// Codes of a project that name the code above them by a key, put into the order that a head asks for.
struct CodeForest {
    /// What a table says of one code.
    struct Node {
        var key: String
        var parent: String?
        var code: ProjectCode
    }

    /// Each behind the one above it, those under one in the order in which they came.
    private(set) var codes: [ProjectCode] = []
    /// The place of each in `codes`, by its key.
    private(set) var places: [String: Int] = [:]
    /// How many stood under themselves, and stand at the top.
    private(set) var circular = 0

    /// A node whose parent is not there stands at the top, and of two with one key the first counts.
    init(_ nodes: [Node]) {
        var known: Set<String> = []
        let nodes = nodes.filter { known.insert($0.key).inserted }
        var below: [String: [Int]] = [:]
        var tops: [Int] = []
        for (index, node) in nodes.enumerated() {
            if let parent = node.parent, known.contains(parent), parent != node.key {
                below[parent, default: []].append(index)
            } else {
                if node.parent == node.key { circular += 1 }
                tops.append(index)
            }
        }
        func add(from top: Int) {
            var open: [(node: Int, parent: Int?)] = [(top, nil)]
            while let (index, parent) = open.popLast() {
                let node = nodes[index]
                guard places[node.key] == nil else { continue }
                places[node.key] = codes.count
                var code = node.code
                code.parent = parent
                codes.append(code)
                open += (below[node.key] ?? []).reversed().map { ($0, places[node.key]) }
            }
        }
        for top in tops { add(from: top) }
        // What is left runs in circles: each is cut where it is met first.
        for (index, node) in nodes.enumerated() where places[node.key] == nil {
            circular += 1
            add(from: index)
        }
    }

    /// The place of a code by its number in the table of codes, see `CodeTable`.
    func place(ofCode number: Int?) -> Int? { number.flatMap { places[CodeTable.Kind.code.key($0)] } }
}
