import FileFormats

/// The columns of an XML table, and which of them a value of a record belongs to.
///
/// Most are a path. Where a leaf that repeats is named by an attribute, `<field name="alter">34</field>` as MySQL writes it, each
/// name is a column of its own.
struct XMLRowsColumns {
    struct Column: Hashable {
        let node: Int
        let name: String
        /// What the attribute says, where that names the column.
        let key: String?
    }

    struct Value {
        /// Which of the columns it is in.
        let column: Int
        let instance: Int
        let range: Range<Int>
    }

    private(set) var columns: [Column] = []
    private let columnOfNode: [Int: Int]
    private var columnOfKey: [Int: [String: Int]] = [:]
    /// By an attribute that names leaves, their element.
    private let leaves: [Int: Int]

    /// - Parameter keys: what the attributes of leaves say, by element, in the order in which they come first.
    init(_ tree: XMLPathTree, record: Int, keys: [Int: [String]]) {
        var leaves: [Int: Int] = [:]
        for element in keys.keys {
            if let attribute = tree.namingAttribute(of: element, inRecord: record) { leaves[attribute] = element }
        }
        self.leaves = leaves
        let paths = tree.columns(of: record)
        var taken = Set(paths.filter { keys[$0.node] == nil && leaves[$0.node] == nil }.map(\.name))
        for (node, path) in paths where leaves[node] == nil {
            guard let keys = keys[node] else {
                columns.append(Column(node: node, name: path, key: nil))
                continue
            }
            let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            for key in keys {
                let name = taken.insert(parent + key).inserted ? parent + key : "\(path)/\(key)"
                columnOfKey[node, default: [:]][key] = columns.count
                columns.append(Column(node: node, name: name, key: key))
            }
        }
        columnOfNode = Dictionary(
            columns.enumerated().filter { $1.key == nil }.map { ($1.node, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The elements whose leaves are named by an attribute that each of them has.
    static func named(_ tree: XMLPathTree, record: Int, counts: (Int) -> Int) -> [(element: Int, attribute: Int)] {
        tree.columns(of: record).compactMap { column in
            guard let attribute = tree.namingAttribute(of: column.node, inRecord: record),
                counts(attribute) == tree.nodes[column.node].count
            else { return nil }
            return (column.node, attribute)
        }
    }

    /// The values of a record, each in its column.
    func values(of record: XMLRecord) -> [Value] {
        var key: String?
        var counts: [Int: Int] = [:]
        return record.values.compactMap { value in
            if leaves[value.node] != nil {
                key = String(decoding: record.bytes[value.range], as: UTF8.self)
                return nil
            }
            guard let columns = columnOfKey[value.node] else {
                return columnOfNode[value.node].map { Value(column: $0, instance: value.instance, range: value.range) }
            }
            guard let column = key.flatMap({ columns[$0] }) else { return nil }
            key = nil
            counts[column, default: 0] += 1
            return Value(column: column, instance: counts[column] ?? 1, range: value.range)
        }
    }
}
