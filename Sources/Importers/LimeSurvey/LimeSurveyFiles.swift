import FileFormats
import Foundation
import StudyModel

/// Where the questionnaire and the responses of a LimeSurvey survey lie.
struct LimeSurveyFiles {
    /// A file of its own, or a member of an archive.
    struct Part {
        fileprivate let source: Source
        fileprivate enum Source {
            case file(InputFile, InputLimits)
            case member(ZipArchive, String)
        }

        /// Opens the part and hands it over; what `body` throws about a format names the part.
        func reading<Result>(in file: InputFile, _ body: (any ByteSource) throws -> Result) throws -> Result {
            switch source {
            case .file(let part, let limits):
                do {
                    return try body(FileByteSource(path: part.path, limits: limits))
                } catch let error as FormatError {
                    throw Refusal(error, in: part)
                }
            case .member(let archive, let name):
                do {
                    return try body(archive.open(name))
                } catch let error as FormatError {
                    throw Refusal(error.inMember(name), in: file)
                }
            }
        }
    }

    private(set) var structure: Part?
    private(set) var responses: Part?
    /// The responses, where they are an export of separated values.
    private(set) var export: SampledTable?
    /// What was left out or found elsewhere.
    private(set) var notes: [Diagnostic] = []

    init(_ file: InputFile, options: ImportOptions) throws {
        let limits = options.limits
        switch Self.kind(of: file) {
        case "lsa":
            do {
                try openArchive(file, limits: limits)
            } catch let error as FormatError {
                throw Refusal(error, in: file)
            }
        case "lsr":
            responses = Part(source: .file(file, limits))
            try findStructure(beside: file, limits: limits)
        case "csv":
            let export = try SampledTable(file, options: options)
            self.export = export
            findStructure(of: export, limits: limits)
        default:
            structure = Part(source: .file(file, limits))
            guard let companion = file.companions.first else { return }
            if Self.kind(of: companion) == "lsr" {
                responses = Part(source: .file(companion, limits))
            } else {
                export = try SampledTable(companion, options: options)
            }
        }
    }

    func readStructure(of file: InputFile, _ options: ImportOptions) throws -> LimeSurveyStructure? {
        try structure?.reading(in: file) { try LimeSurveyStructure(reading: $0, limits: options.limits) }
    }

    private mutating func openArchive(_ file: InputFile, limits: InputLimits) throws {
        let archive = try ZipArchive(path: file.path, limits: limits)
        func only(_ pathExtension: String) throws -> String? {
            let names = archive.names.filter { $0.lowercased().hasSuffix("." + pathExtension) }
            guard names.count < 2 else { throw FormatError.twoMembers(names[0], names[1]) }
            return names.first
        }
        guard let survey = try only("lss") else { throw FormatError.noSurvey }
        structure = Part(source: .member(archive, survey))
        responses = try only("lsr").map { Part(source: .member(archive, $0)) }
        for name in archive.names where name.lowercased().hasSuffix(".lst") {
            notes.append(.note(at: file.place(), .participantsLeftOut(name)))
        }
    }
}

extension LimeSurveyFiles {
    static let zipMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// True where the first member of the zip archive that begins so is one of LimeSurvey's.
    static func beginsWithSurveyMember(_ head: [UInt8]) -> Bool {
        guard head.count > 30 else { return false }
        let length = Int(head[26]) | Int(head[27]) << 8
        let name = String(decoding: head[30...].prefix(length), as: UTF8.self).lowercased()
        return [".lss", ".lsr", ".lst"].contains { name.hasSuffix($0) }
    }

    /// `lsa`, `lsr`, `lss` or `csv`: by what the file begins with, else by its name.
    static func kind(of file: InputFile) -> String {
        let head = (try? FileByteSource(path: file.path)).map { $0.head(4096) } ?? []
        if head.starts(with: zipMark) { return "lsa" }
        let text = String(decoding: head, as: UTF8.self)
        if text.contains("<LimeSurveyDocType>Responses<") { return "lsr" }
        if text.contains("<LimeSurveyDocType>") { return "lss" }
        if LimeSurveyFixedColumn.head(head) { return "csv" }
        return ["lsa", "lsr"].contains(file.pathExtension) ? file.pathExtension : "lss"
    }

    /// The `.lss` file in the folder of a `.lsr` file that has its stem, or the number of its survey in the name.
    private mutating func findStructure(beside file: InputFile, limits: InputLimits) throws {
        let (folder, names) = Self.structures(beside: file)
        let survey = try Self.surveyID(ofResponses: file, limits: limits)
        let found =
            names.first { $0.dropLast(4) == file.stem }
            ?? names.first { name in
                survey.map { id in name.split { !$0.isNumber }.contains { $0 == id } } ?? false
            }
        if let found {
            structure = Part(source: .file(InputFile(path: folder + found), limits))
            notes.append(.note(at: file.place(), .structureBeside(found)))
        } else {
            notes.append(.warning(at: file.place(), .noStructureBeside, remedy: Diagnostic.layStructureBeside))
        }
    }

    /// Finds the questionnaire of an export beside it: the first that has its headings.
    private mutating func findStructure(of export: SampledTable, limits: InputLimits) {
        for file in Self.structures(besideTable: export.file) {
            guard let found = Self.structure(in: file, limits), export.placed(among: found.places, of: found) != nil else {
                continue
            }
            structure = Part(source: .file(file, limits))
            notes.append(.note(at: export.file.place(), .structureBeside(file.name)))
            return
        }
    }

    /// Nil where the file cannot be read; that is told when it is its turn.
    private static func structure(in file: InputFile, _ limits: InputLimits) -> LimeSurveyStructure? {
        try? LimeSurveyStructure(reading: FileByteSource(path: file.path, limits: limits), limits: limits)
    }

    /// Gives each questionnaire that was named the responses that were named with it.
    static func joined(_ files: [InputFile], others: [InputFile], limits: InputLimits) -> [InputFile] {
        let kinds = files.map { kind(of: $0) }
        let data =
            zip(files, kinds).filter { $1 == "lsr" || $1 == "csv" }.map { (file: $0, kind: $1) }
            + others.filter { ["csv", "tsv", "tab"].contains($0.pathExtension) }.map { (file: $0, kind: "csv") }
        var joined = files
        var structures: [Int: LimeSurveyStructure] = [:]
        for index in files.indices where kinds[index] == "lss" && !data.isEmpty {
            structures[index] = structure(in: files[index], limits)
        }
        guard !structures.isEmpty else { return files }
        var options = ImportOptions()
        options.limits = limits
        for (file, kind) in data {
            let free = structures.keys.sorted().filter { joined[$0].companions.isEmpty }
            let owner: Int?
            if kind == "lsr" {
                let survey = (try? surveyID(ofResponses: file, limits: limits)) ?? nil
                owner = free.first { survey != nil && structures[$0]?.surveyID == survey }
            } else {
                let export = try? SampledTable(file, options: options, isSampled: false)
                owner = free.first { index in
                    guard let export, let structure = structures[index] else { return false }
                    return export.placed(among: structure.places, of: structure) != nil
                }
            }
            if let owner { joined[owner].companions = [file] }
        }
        return joined
    }

    /// The `.lss` files in the folder of a file, and that folder with a slash behind it.
    private static func structures(beside file: InputFile) -> (folder: String, names: [String]) {
        let folder = file.folder.isEmpty ? "./" : file.folder
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return (folder, names.filter { $0.lowercased().hasSuffix(".lss") })
    }

    /// The `.lss` files beside an export: first those with its name or a number of its name, then the others.
    static func structures(besideTable file: InputFile) -> [InputFile] {
        let (folder, names) = structures(beside: file)
        let numbers = Set(file.stem.split { !$0.isNumber }.filter { $0.count >= 4 })
        func isNear(_ name: String) -> Bool {
            name.dropLast(4) == file.stem || name.split { !$0.isNumber }.contains { numbers.contains($0) }
        }
        return (names.filter(isNear) + names.filter { !isNear($0) }).prefix(16).map { InputFile(path: folder + $0) }
    }

    /// The number before the first `X` of the columns that hold answers.
    static func surveyID(ofResponses file: InputFile, limits: InputLimits) throws -> String? {
        struct Found: Error {}
        let reader = LimeSurveyReader(limits: limits)
        do {
            // The columns are listed before the first row.
            try reader.read(FileByteSource(path: file.path, limits: limits)) { _, _ in throw Found() }
        } catch is Found {
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
        let column = reader.table("responses")?.fields.first { $0.first?.isNumber == true && $0.contains("X") }
        return column?.split(separator: "X").first.map(String.init)
    }
}

extension FileByteSource {
    /// The first bytes, or fewer where the file cannot be read.
    func head(_ count: Int) -> [UInt8] {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        defer { block.deallocate() }
        let count = (try? read(into: block)) ?? 0
        return Array(block.prefix(count))
    }
}

extension FormatError {
    fileprivate static func twoMembers(_ first: String, _ second: String) -> FormatError {
        FormatError("holds both '\(first)' and '\(second)'", remedy: "unpack it and import the one that is meant")
    }
    fileprivate static var noSurvey: FormatError {
        FormatError("holds no .lss file, so no questionnaire", remedy: "export the survey archive again")
    }
}

extension Diagnostic {
    fileprivate static let layStructureBeside = "import the .lsa archive, or lay the survey's .lss file into the same folder"
}

extension Diagnostic.Message {
    fileprivate static func participantsLeftOut(_ member: String) -> Self {
        "'\(member)', the list of participants, was not read"
    }
    fileprivate static func structureBeside(_ name: String) -> Self { "the questionnaire is read from '\(name)' beside it" }
    fileprivate static var noStructureBeside: Self {
        "no .lss file of this survey lies beside it, so questions are named after their columns and all are text"
    }
}
