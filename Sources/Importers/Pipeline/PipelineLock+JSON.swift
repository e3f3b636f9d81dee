import FileFormats
package import StudyModel

extension PipelineLock {
    /// Reads a lock as `PipelineLockWriter` writes it; keys that it does not know are passed over.
    ///
    /// - Throws: `Refusal` for what is no lock, or one of a form that came later.
    package init(json file: InputFile) throws {
        let text = try file.readText()
        var reader = JSONReader(Array(text.utf8))
        var lock = PipelineLock(time: 0, coder: "", study: "")
        var version: Double?
        let remedy = "mend it, or remove it and run the pipeline again: what comes out as it is now stays"
        do {
            try reader.forEachMember { reader, key in
                switch key {
                case "lock": version = try reader.number()
                case "coder": lock.coder = try reader.word() ?? ""
                case "study": lock.study = try reader.word() ?? ""
                case "time": lock.time = try reader.number().flatMap { Int(exactly: $0) } ?? 0
                case "journal": lock.journal = try reader.hash()
                case "content": lock.content = try reader.hash()
                case "steps": try reader.forEachElement { reader, _ in lock.steps.append(try Step(&reader)) }
                default: break
                }
            }
            try reader.finish()
        } catch let error as FormatError {
            let diagnostic = Refusal(error, in: file).diagnostic
            throw Refusal(at: diagnostic.place, diagnostic.message, remedy: remedy)
        }
        guard let version else { throw Refusal(at: file.place(), "is no lock of a pipeline", remedy: remedy) }
        guard version == 1 else {
            throw Refusal(at: file.place(), "is of a newer version of this program", remedy: "take the newest version of anker")
        }
        self = lock
    }
}

extension PipelineLock.Step {
    fileprivate init(_ reader: inout JSONReader) throws {
        var step = PipelineLock.Step(name: "", words: [], program: "")
        try reader.forEachMember { reader, key in
            switch key {
            case "name": step.name = try reader.word() ?? ""
            case "words": try reader.forEachElement { reader, _ in step.words.append(try reader.word() ?? "") }
            case "anker": step.program = try reader.word() ?? ""
            case "study": step.study = try reader.hash()
            case "inputs": step.inputs = try reader.files()
            case "outputs": step.outputs = try reader.files()
            default: break
            }
        }
        self = step
    }
}

extension JSONReader {
    fileprivate mutating func word() throws -> String? { try string().map { String(decoding: $0, as: UTF8.self) } }

    fileprivate mutating func hash() throws -> ContentHash? { try word().flatMap { ContentHash(hexadecimal: $0) } }

    fileprivate mutating func files() throws -> [String: ContentHash] {
        var files: [String: ContentHash] = [:]
        try forEachMember { reader, path in files[path] = try reader.hash() }
        return files
    }
}
