/// The codes of a study as a tree, the findings they bear on, and the kinds of actors and ties.
package struct Codebook: Hashable, Sendable {
    package var name: String
    /// The languages of its texts, the first one leading.
    package var languages: [String]
    package var findings: [Finding]
    package var actorKinds: [ActorKind]
    package var tieKinds: [TieKind]
    /// In tree order: each code is followed by the codes under it.
    package private(set) var codes: [Code]

    package init(
        name: String = "", languages: [String] = [], findings: [Finding] = [], actorKinds: [ActorKind] = [],
        tieKinds: [TieKind] = [], codes: [Code] = []
    ) {
        self.name = name
        self.languages = languages
        self.findings = findings
        self.actorKinds = actorKinds
        self.tieKinds = tieKinds
        self.codes = Self.inTreeOrder(codes)
    }

    package func code(named name: String) -> Code? {
        let name = name.normalizedName
        return codes.first { $0.name == name }
    }

    /// The names from the top of the tree down to the code itself.
    package func path(of code: Code) -> [String] {
        var path = [code.name]
        var parent = code.parent
        while let id = parent, let above = codes.first(where: { $0.id == id }), path.count <= codes.count {
            path.insert(above.name, at: 0)
            parent = above.parent
        }
        return path
    }

    package func children(of parent: Code.ID?) -> [Code] {
        codes.filter { $0.parent == parent }
    }

    /// The same without what coders noted on the codes.
    package var withoutMemos: Codebook {
        var book = self
        for index in book.codes.indices { book.codes[index].memos = [] }
        return book
    }

    /// A code whose parent is unknown stands at the top, and codes whose parents run in a circle stand at the end, so that
    /// none is left out.
    private static func inTreeOrder(_ codes: [Code]) -> [Code] {
        let known = Set(codes.map(\.id))
        let byParent = Dictionary(grouping: codes) { code in code.parent.flatMap { known.contains($0) ? $0 : nil } }
        var result: [Code] = []
        var open = Array((byParent[nil] ?? []).sorted(by: inSiblingOrder).reversed())
        while let code = open.popLast() {
            result.append(code)
            open += (byParent[code.id] ?? []).sorted(by: inSiblingOrder).reversed()
        }
        guard result.count < codes.count else { return result }
        let placed = Set(result.map(\.id))
        return result + codes.filter { !placed.contains($0.id) }.sorted(by: inSiblingOrder)
    }

    private static func inSiblingOrder(_ left: Code, _ right: Code) -> Bool {
        left.order != right.order ? left.order < right.order : inNameOrder(left.name, right.name)
    }
}
