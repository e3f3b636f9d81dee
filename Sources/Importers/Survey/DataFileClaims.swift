/// Finds the data file of each definition among the files of one import.
///
/// Taken is, in this order, the file that the definition names, one with the definition's own name but for the extension,
/// and, where one definition and one file that can be nothing else are left, that file. Of several the one in the same
/// folder comes first.
struct DataFileClaims {
    private var files: [InputFile]
    private var free: [InputFile]

    /// - Parameters:
    ///   - definitions: in the order in which they were named.
    ///   - others: the rest of the import.
    ///   - names: the file names that a definition gives, without folders.
    static func join(
        _ definitions: [InputFile], others: [InputFile], names: (InputFile) -> [String]
    ) -> [InputFile] {
        var claims = DataFileClaims(files: definitions, free: others.filter { extensions.contains($0.dataExtension) })
        let named = definitions.map { file in Set(names(file).map { $0.lowercased() }) }
        for index in definitions.indices where !named[index].isEmpty {
            claims.claim(index) {
                named[index].contains($0.name.lowercased()) || named[index].contains($0.unpackedName.lowercased())
            }
        }
        for (index, definition) in definitions.enumerated() {
            claims.claim(index) { $0.dataStem.lowercased() == definition.stem.lowercased() }
        }
        let rest = claims.files.indices.filter { claims.files[$0].companions.isEmpty }
        let unmistakable = claims.free.filter { $0.dataExtension != "txt" }
        if rest.count == 1, unmistakable.count == 1 { claims.claim(rest[0]) { $0 == unmistakable[0] } }
        return claims.files
    }

    private static let extensions: Set<String> = ["asc", "dat", "data", "fix", "fixed", "csv", "tsv", "tab", "txt"]

    private mutating func claim(_ index: Int, where fits: (InputFile) -> Bool) {
        guard files[index].companions.isEmpty else { return }
        let folder = files[index].folder
        guard let found = free.firstIndex(where: { $0.folder == folder && fits($0) }) ?? free.firstIndex(where: fits) else {
            return
        }
        files[index].companions = [free.remove(at: found)]
    }
}

extension InputFile {
    /// The path up to the last part.
    var folder: String { String(path.dropLast(name.count)) }
    /// The name without `.gz`.
    var unpackedName: String { pathExtension == "gz" ? stem : name }
    /// The name without `.gz` and without what stands behind the last point then.
    var dataStem: String { InputFile(path: unpackedName).stem }
    var dataExtension: String { InputFile(path: unpackedName).pathExtension }
}
