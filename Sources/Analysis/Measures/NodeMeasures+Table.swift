package import StudyModel

extension NodeMeasures {
    /// A row a node: its id, label and class, and what was asked for.
    ///
    /// - Parameter by: the measure by which rows are chosen and sorted; by default the first.
    package func table(_ measures: [NodeMeasure], by: NodeMeasure? = nil, choice: RowChoice = RowChoice()) -> DataTable {
        let columns = columns(measures)
        let values = (by ?? measures.first).flatMap { columns[$0] } ?? network.nodes.map { _ in nil }
        let classes = network.groups(by: "ap_class")
        let rows = choice.rows(values.map { $0?.number }) { [network.nodes[$0].label] }
        return DataTable(
            name: "measures", title: "Measures of the nodes of the network \(network.name)",
            columns: [
                .init("node", .string, "its id in the network"), .init("label", .string, "its name"),
                .init("class", .string, "of what sort it is"),
            ] + measures.map { .init($0.rawValue, $0.columnType, $0.meaning) },
            rows: rows.map { row in
                let node = network.nodes[row]
                return [.text(node.id), .text(node.label), .optional(classes[row])]
                    + measures.map { columns[$0]?[row].map(DataTable.Cell.init) ?? .empty }
            })
    }

    /// A network with measures as attributes of its nodes, their names with `ap_` before them, so that none of Gephi's own
    /// statistics takes their place.
    ///
    /// - Parameter network: with the same nodes as the one that is measured.
    package func adding(_ measures: [NodeMeasure], to network: Network) -> Network {
        let columns = columns(measures)
        var nodes = network.nodes
        for index in nodes.indices {
            for measure in measures {
                guard let value = columns[measure]?[index] else { continue }
                nodes[index].values["ap_" + measure.rawValue] = value
            }
        }
        return Network(
            name: network.name, isDirected: network.isDirected, graphValues: network.graphValues,
            nodeAttributes: network.nodeAttributes + measures.map { .init("ap_" + $0.rawValue, $0.type) },
            edgeAttributes: network.edgeAttributes, nodes: nodes, edges: network.edges)
    }
}

extension NodeMeasure {
    fileprivate var columnType: DataTable.ColumnType {
        switch type {
        case .boolean: .boolean
        case .integer: .integer
        case .double: .number
        case .string: .string
        }
    }
}

extension Network.Node {
    package var label: String {
        guard case .string(let text) = values["label"] else { return id }
        return text
    }
}

extension Network.Value {
    /// A yes counts as 1; nil for a text.
    package var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .double(let number): number
        case .boolean(let value): value ? 1 : 0
        case .string: nil
        }
    }
}

extension DataTable.Cell {
    fileprivate init(_ value: Network.Value) {
        switch value {
        case .boolean(let value): self = .boolean(value)
        case .integer(let number): self = .integer(number)
        case .double(let number): self = .number(number)
        case .string(let text): self = .text(text)
        }
    }
}
