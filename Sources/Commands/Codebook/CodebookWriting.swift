import Exporters
import FileFormats
import Importers
import StudyModel

extension Codebook {
    /// Writes a file that is read again, says so, and tells what its format has no place for.
    func write(to file: String, as format: CodebookFormat, _ options: StudyOptions) throws {
        let place = CodebookFileContent.place(of: file)
        let content = try content(format, at: place)
        var notes: [Diagnostic] = []
        if !content.losses.isEmpty {
            notes.append(.note(at: place, .losses(content.losses), remedy: "YAML holds all of it"))
        }
        try content.write(to: file, of: self, notes, options)
    }

    /// - Throws: `Refusal` at `place` where the format takes no such codebook.
    func content(_ format: CodebookFormat, at place: Diagnostic.Place) throws -> CodebookFileContent {
        switch format {
        case .yaml: return CodebookFileContent(bytes: Array(CodebookYAML.text(of: self).utf8))
        case .csv: return CodebookCSV.content(of: self)
        case .qdc:
            do {
                return try CodebookQDC.content(of: self)
            } catch let error as CodebookError {
                throw Refusal(at: place, Diagnostic.Message(error.problem), remedy: error.remedy)
            }
        }
    }
}

extension CodebookDocument {
    /// Writes it, says so, and tells what of the codebook is not in it.
    func write(to file: String, as format: CodebookFileFormat.DocumentFormat, _ options: StudyOptions) throws {
        let place = CodebookFileContent.place(of: file)
        var content = CodebookFileContent(bytes: bytes(format))
        var notes: [Diagnostic] = []
        if leftOut > 0 {
            content.losses = [CodebookLoss(what: "text in a further language", count: leftOut)]
            notes.append(.note(at: place, .leftOut(content.losses), remedy: "they stand in it without --one-language"))
        }
        if format == .latex {
            let signs = String(decoding: content.bytes, as: UTF8.self).matches(of: /\\foreign\{/).count
            if signs > 0 { notes.append(.note(at: place, .foreignSigns(signs), remedy: "set it with lualatex")) }
        }
        try content.write(to: file, of: codebook, notes, options)
    }

    private func bytes(_ format: CodebookFileFormat.DocumentFormat) -> [UInt8] {
        switch format {
        case .html: report.html()
        case .markdown: Array(report.markdown().utf8)
        case .latex: Array(report.latex().utf8)
        }
    }
}

extension CodebookFileContent {
    fileprivate static func place(of file: String) -> Diagnostic.Place {
        .init(file: file == "-" ? "codebook" : InputFile(path: file).name)
    }

    /// With --json what is not in it stands beside what was written.
    fileprivate func write(
        to file: String, of codebook: Codebook, _ notes: [Diagnostic], _ options: StudyOptions
    ) throws {
        try OutputFile.write(file, bytes: bytes)
        notes.forEach(options.report)
        guard options.json, file != "-" else { return try options.sayWritten(file, [("code", codebook.codes.count)]) }
        var line = JSONWriter()
        line.beginObject()
        line.member("wrote", file)
        line.member("codes", codebook.codes.count)
        if !losses.isEmpty {
            line.key("dropped")
            line.beginObject()
            for loss in losses { line.member(loss.what, loss.count) }
            line.endObject()
        }
        line.endObject()
        try Output.line(line)
    }
}

extension Diagnostic.Message {
    fileprivate static func losses(_ losses: [CodebookLoss]) -> Self {
        "there is no place in it for \(listed(losses))"
    }

    fileprivate static func leftOut(_ losses: [CodebookLoss]) -> Self { "left out: \(listed(losses))" }

    fileprivate static func foreignSigns(_ count: Int) -> Self {
        "pdflatex has no letters for \(count.counted("run")) of signs, and names them by their numbers"
    }

    private static func listed(_ losses: [CodebookLoss]) -> String {
        losses.map { "\($0.what): \($0.count)" }.joined(separator: ", ")
    }
}
