import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

/// A study as a crate: the codebook, tables without words, and what else is wanted.
enum StudyCrate {
    /// The tables of a study in which no respondent's words stand.
    private static let tables = ["codes", "sources"]
    private static let studyFolder = "study/"

    static func write(
        _ study: Study, _ about: CrateOptions, with content: Set<CrateContent>, to draft: FolderDraft
    ) throws -> ResearchCrate {
        let title = try study.title()
        var crate = about.crate(title: title.name, study: title.name)
        crate.language = title.language
        // Memos are for whoever codes, and can hold what somebody said.
        let codebook = try content.isEmpty ? study.codebook().withoutMemos : study.codebook()
        try draft.write("codebook.yaml", codebook.content(.yaml, at: .init(file: "codebook.yaml")).bytes)
        // The format has no place for a codebook without a code.
        if !codebook.codes.isEmpty {
            try draft.write("codebook.qdc", codebook.content(.qdc, at: .init(file: "codebook.qdc")).bytes)
        }
        try writeTables(of: study, title.name, in: Language(rawValue: title.language) ?? .english, to: draft)
        if !content.isEmpty {
            _ = try StudyFolderWriting.write(
                study, into: draft, below: studyFolder, withOriginals: content.contains(.originals))
        }
        let originals = try study.originals()
        try fill(&crate, from: draft, originals)
        return crate
    }

    private static func fill(_ crate: inout ResearchCrate, from draft: FolderDraft, _ originals: [OriginalFile]) throws {
        let place = studyFolder + ProjectRows.originalsFolder
        let names = Dictionary(originals.map { (place + $0.hash.description, $0.name) }) { first, _ in first }
        crate.files = try draft.files.sorted().map { path in
            let (hash, size) = try draft.content(of: path)
            return .init(name: names[path] ?? path, path: path, hash: hash, size: size)
        }
        let written = crate.files.count
        let contained = Set(draft.files)
        let known = originals.filter { !contained.contains(place + $0.hash.description) }
        crate.files += known.map { .init(name: $0.name, hash: $0.hash, size: $0.size) }
        crate.steps = [
            .init(
                name: "export crate", command: "anker export crate", program: AnkerCommand.programVersion, study: .reads,
                inputs: Array(written..<crate.files.count), outputs: Array(0..<written))
        ]
    }

    private static func writeTables(
        of study: Study, _ title: String, in language: Language, to draft: FolderDraft
    ) throws {
        var package = DataPackageWriter(name: PackageName.from(title), title: title)
        func write(_ table: DataTable, rows: (_ row: ([DataTable.Cell]) throws -> Void) throws -> Void) throws {
            var table = table
            table.foreignKeys.removeAll { !tables.contains($0.table) }
            try draft.begin("\(table.name).csv")
            try package.write(table, to: { try draft.append($0) }, rows: rows)
        }
        for table in Study.tables where tables.contains(table.header.name) {
            try write(table.header) { row in try study.forEachRow(of: table, row) }
        }
        var codings = CodingTable.header
        guard let quote = codings.columns.firstIndex(where: { $0.name == "quote" }) else { return }
        codings.columns.remove(at: quote)
        try write(codings) { row in
            try study.forEachCoding { coding in
                var cells = CodingTable.row(coding, in: language)
                cells.remove(at: quote)
                try row(cells)
            }
        }
        try draft.write("datapackage.json", package.descriptor())
    }
}
