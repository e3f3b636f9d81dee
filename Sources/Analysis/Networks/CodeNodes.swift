import StudyModel

/// Codes as nodes of networks.
extension Code {
    static let nodeAttributes: [Network.Attribute] = [
        .init("label", .string), .init("ap_mode", .string), .init("ap_class", .string), .init("path", .string),
        .init("parent", .string), .init("depth", .integer), .init("colour", .string), .init("n_codings", .integer),
        .init("n_passages", .integer), .init("n_sources", .integer), .init("n_cases", .integer), .init("n_coders", .integer),
        .init("findings", .string), .init("findings_against", .string),
    ]

    var nodeID: String { "c\(id.shortDigits)" }

    /// The names of the findings it bears on in one way, sorted; nil where there are none.
    fileprivate func findings(_ bearing: Finding.Bearing) -> Network.Value? {
        let names = findings.filter { $0.value == bearing }.keys.sorted(by: inNameOrder)
        return names.isEmpty ? nil : .string(names.joined(separator: "; "))
    }
}

extension CodeIndex {
    /// The colour is that of the nearest code above where the code has none; the class is that of its family.
    func nodeValues(of index: Int, counts: Frequencies.Counts) -> [String: Network.Value] {
        let code = codes[index]
        let above = ancestors(of: index).map { codes[$0] }
        let path = above.reversed().map(\.name) + [code.name]
        var values: [String: Network.Value] = [
            "label": .string(code.name), "ap_mode": .string("code"),
            "ap_class": .string("code:\(codes[family(of: index)].name)"), "path": .string(path.joined(separator: " > ")),
            "depth": .integer(above.count), "n_codings": .integer(counts.codings), "n_passages": .integer(counts.passages),
            "n_sources": .integer(counts.sources), "n_cases": .integer(counts.cases), "n_coders": .integer(counts.coders),
        ]
        values["parent"] = above.first.map { .string($0.name) }
        values["colour"] = ([code] + above).lazy.compactMap(\.colour).first.map(Network.Value.string)
        values["findings"] = code.findings(.supporting)
        values["findings_against"] = code.findings(.contradicting)
        return values
    }
}
