import FileFormats
package import StudyModel

/// A folder that holds a whole study as text, as `anker export jsonl` writes it: JSON Lines, one file a table, and texts in files.
///
/// It is read by its `study.json`, which names the files. Nothing is lost but the journal, which was not written. A line that is wrong is
/// told, and the study is then not taken in.
package struct StudyFolderFormat: ProjectFormat {
    package let name = "jsonl"
    /// As many rows as go to the writer at once, and bytes of texts.
    private static let (mostRows, mostBytes) = (500, 4 << 20)

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard file.name == StudyFolder.fileName else { return false }
        let text = String(decoding: head, as: UTF8.self)
        return text.contains("\"format\"") && text.contains("\"\(StudyFolder.format)\"")
    }

    package func companions(of file: InputFile) -> [InputFile] {
        let place = StudyFolderPlace(of: file)
        let files = (try? StudyFolder(reading: file).files) ?? []
        return files.compactMap { place.path(of: $0) }.map { InputFile(path: $0) }
    }

    package func read(_ file: InputFile, options: ImportOptions, part: (ProjectPart) throws -> Void) throws {
        let folder = try StudyFolder(reading: file)
        let place = StudyFolderPlace(of: file)
        try part(.head(ProjectHead(format: name, program: "Ankerpunkt", name: folder.name)))
        var title = ProjectRows(
            .whole, table: ProjectRows.studyTable, columns: ["name", "language"],
            rows: [[.text(folder.name), .text(folder.language)]])
        title.lines = [1]
        try part(.rows(title))
        let listed = Set(folder.files)
        var problems = place.tables.map { ProjectRows.file(of: $0) }.filter { !listed.contains($0) }.map(Diagnostic.unlisted)
        var tail = ProjectTail()
        for path in folder.files {
            guard let table = StudyFolder.table(in: path) else {
                if !StudyFolder.isOwn(path) { problems.append(.strange(path, file)) }
                continue
            }
            guard let found = place.path(of: path) else {
                problems.append(.missing(path, file))
                continue
            }
            try read(table, at: found, in: place, options, &tail, &problems) { try part(.rows($0)) }
        }
        for path in folder.files where path.hasPrefix(ProjectRows.originalsFolder) && StudyFolder.isOwn(path) {
            guard let original = try place.original(path) else {
                problems.append(.missing(path, file))
                continue
            }
            try part(.original(original))
        }
        guard problems.isEmpty else { throw Refusals(firstOf: problems) }
        tail.found["textSources"] = tail.found["sources"]
        try part(.tail(tail))
    }

    private func read(
        _ table: String, at path: String, in place: StudyFolderPlace, _ options: ImportOptions, _ tail: inout ProjectTail,
        _ problems: inout [Diagnostic], _ body: (ProjectRows) throws -> Void
    ) throws {
        var reader = StudyRowReader(table)
        let found = ["sources": "sources", "codings": "codings", "memos": "memos"][table]
        var (count, bytes) = (0, 0)
        try LineReader(path: path, limits: options.limits).forEachBatch { lines in
            count += lines.count
            for line in lines {
                reader.read(line)
                if table == "revisions", reader.rows.lines.last == line.number {
                    bytes += reader.fillText(from: place)
                    if bytes >= Self.mostBytes {
                        bytes = 0
                        try body(reader.take())
                    }
                }
            }
            if let found { tail.found[found, default: 0] += reader.rows.rows.count }
            try body(reader.take())
        }
        if count == 0 { problems.append(.emptied(ProjectRows.file(of: table))) }
        problems += reader.problems
    }
}

extension Diagnostic {
    fileprivate static func strange(_ path: String, _ file: InputFile) -> Diagnostic {
        .error(
            at: file.place(), "names a file '\(String(path.prefix(80)))' that no export writes",
            remedy: "export the study again")
    }
    fileprivate static func unlisted(_ table: String) -> Diagnostic {
        .error(
            at: .init(file: table), "is not among the tables of \(StudyFolder.fileName)",
            remedy: "put it into the files of \(StudyFolder.fileName) again, or take it out of the folder")
    }
    /// A table without rows has no file.
    fileprivate static func emptied(_ table: String) -> Diagnostic {
        .error(
            at: .init(file: table), "is empty",
            remedy: "put its lines back, or take the file out of \(StudyFolder.fileName) and out of the folder")
    }
    fileprivate static func missing(_ path: String, _ file: InputFile) -> Diagnostic {
        .error(
            at: file.place(), "names a file '\(path)' that is not in the folder",
            remedy: "put it back, or export the study again")
    }
}
