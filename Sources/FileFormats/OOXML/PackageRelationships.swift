/// Where the parts of an Office document lead from one of them: ECMA-376, part 2, section 9.3.
struct PackageRelationships {
    private struct Target {
        let type: String
        let part: String
    }

    private var targets: [String: Target] = [:]

    /// Of the package itself, where `part` is empty.
    init(of part: String, in archive: ZipArchive, _ limits: InputLimits) throws {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let name = folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
        guard archive.contains(name) else { return }
        var found: [String: Target] = [:]
        try PackagePart.read(name, of: archive, limits) { element, values in
            guard element == "Relationship", values["TargetMode"] != "External", let id = values["Id"],
                let target = values["Target"]
            else { return }
            let type = values["Type"]?.split(separator: "/").last.map(String.init) ?? ""
            found[id] = Target(type: type, part: Self.resolve(target, in: folder))
        }
        targets = found
    }

    /// The part that a relationship leads to; nil where there is none of that id and type.
    func part(_ id: String, type: String) -> String? { targets[id].flatMap { $0.type == type ? $0.part : nil } }

    /// The part of that type, the first by name where there are several.
    func part(ofType type: String) -> String? { targets.values.filter { $0.type == type }.map(\.part).min() }

    private static func resolve(_ target: String, in folder: String) -> String {
        var parts: [Substring] = []
        for part in ((target.hasPrefix("/") ? "" : folder) + target).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
