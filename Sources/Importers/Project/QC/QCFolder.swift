import FileFormats
import Foundation
import StudyModel
import Yams

/// Where the parts of a qc project lie, by its `settings.yaml`. Nothing outside of the project's folder is opened.
struct QCFolder {
    let path: String
    let version: String?
    let database: String
    let codebook: String
    let corpus: String
    private let memoFolder: String?

    /// - Parameter file: the settings, or the database beside them.
    /// - Throws: `Refusal` where the settings cannot be read, or name what is not there.
    init(of file: InputFile) throws {
        let isSettings = ["yaml", "yml"].contains(file.pathExtension)
        let folder = URL(fileURLWithPath: file.path).standardizedFileURL.deletingLastPathComponent().path
        let settings = isSettings ? file : InputFile(path: folder + "/settings.yaml")
        var entries: [String: String] = [:]
        if isSettings || FileManager.default.fileExists(atPath: settings.path) {
            entries = try Self.entries(of: settings)
        }
        guard entries["codes_dir"] == nil || entries["database"] != nil else {
            throw Refusal(
                at: settings.place(), "is a project of qc before version 1.0", remedy: "bring it up to date with 'qc upgrade'")
        }
        path = folder
        version = entries["qc_version"]
        func find(_ key: String, usually name: String) throws -> String {
            let wanted = entries[key] ?? name
            guard let found = ProjectFolder.path(inside: folder, wanted, of: folder) else {
                throw Refusal(
                    at: settings.place(), .notThere(wanted, key), remedy: "name what lies in the folder of the project")
            }
            return found
        }
        database = isSettings ? try find("database", usually: "qualitative_coding.sqlite3") : file.path
        codebook = try find("codebook", usually: "codebook.yaml")
        corpus = try find("corpus_dir", usually: "corpus")
        memoFolder = try? find("memos_dir", usually: "memos")
    }

    /// The path of a regular file below a folder of the project; nil where there is none, or it leads out of the project.
    func path(inside folder: String, _ name: String) -> String? {
        ProjectFolder.path(inside: folder, name, of: path).flatMap { ProjectFolder.kind(of: $0) == S_IFREG ? $0 : nil }
    }

    /// The entries of a mapping that are one text each.
    private static func entries(of file: InputFile) throws -> [String: String] {
        let document = try YAMLDocument(
            try file.readText(), file: file.name, whereEmpty: "write the settings as 'qc init' does")
        guard case .mapping(let pairs) = document.root else { throw Refusal(at: file.place(), "holds no settings") }
        var entries: [String: String] = [:]
        for (key, value) in pairs {
            if let key = key.scalar?.string, let text = value.scalar?.string { entries[key] = text }
        }
        return entries
    }

    /// The memos, each a file `2025-03-01-14-05_CODER_title.md`.
    func memos(by coders: inout CoderList) throws -> [ProjectMemo] {
        guard let memoFolder else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: memoFolder)) ?? []
        var memos: [ProjectMemo] = []
        for name in names.filter({ $0.hasSuffix(".md") }).sorted() {
            guard let path = path(inside: memoFolder, name) else { continue }
            let text = try InputFile(path: path).readText()
            guard !text.isBlank else { continue }
            memos.append(QCMemoName(name, coders: coders.coders.map(\.name)).memo(text, by: &coders))
        }
        return memos
    }
}

/// What the name of a memo's file tells.
private struct QCMemoName {
    let time: String?
    let coder: String?

    /// - Parameter coders: those of the project, since a name may have the sign in it that ends it.
    init(_ name: String, coders: [String]) {
        let stem = name.dropLast(3)
        let parts = stem.split(separator: "_", maxSplits: 1)
        let numbers = parts.first.map { $0.split(separator: "-").map(String.init) } ?? []
        guard parts.count == 2, numbers.count == 5 else {
            (time, coder) = (nil, nil)
            return
        }
        time = "\(numbers[0])-\(numbers[1])-\(numbers[2]) \(numbers[3]):\(numbers[4])".projectTime
        let known = coders.filter { parts[1] == $0 || parts[1].hasPrefix($0 + "_") }.max { $0.count < $1.count }
        coder = known ?? parts[1].split(separator: "_").first.map(String.init)
    }

    /// The first heading is the title.
    func memo(_ text: String, by coders: inout CoderList) -> ProjectMemo {
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let hasTitle = text.hasPrefix("# ")
        let rest = hasTitle && lines.count > 1 ? String(lines[1]) : ""
        return ProjectMemo(
            title: hasTitle ? String(lines[0].dropFirst(2)).normalizedName : "", text: rest.isBlank ? text : rest.trimmed,
            coder: coders.place(of: coder), time: time)
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

/// The codebook of a qc project: a tree of lists and mappings in YAML, in which a code may stand at several places.
struct QCCodebook {
    private(set) var nodes: [CodeForest.Node] = []
    /// How often a code stands at another place than the first.
    private(set) var further = 0
    private var known: Set<String> = []

    /// - Throws: `Refusal` where it is no such tree.
    init(_ file: InputFile) throws {
        let text = try file.readText()
        guard !text.isBlank else { return }
        let document = try YAMLDocument(text, file: file.name, whereEmpty: "name codes in it")
        try add(document.root, under: nil, of: document)
    }

    private mutating func add(_ node: Node, under parent: String?, of document: YAMLDocument) throws {
        switch node {
        case .scalar(let scalar): _ = add(scalar.string, under: parent)
        case .sequence(let items): for item in items { try add(item, under: parent, of: document) }
        case .mapping(let pairs):
            for (key, below) in pairs {
                guard let name = key.scalar?.string else { throw Refusal(at: document.place(of: key), "is no name of a code") }
                try add(below, under: add(name, under: parent) ?? parent, of: document)
            }
        case .alias: break
        }
    }

    /// The key of the code; nil where the name is empty.
    private mutating func add(_ name: String, under parent: String?) -> String? {
        let name = name.normalizedName
        guard !name.isEmpty else { return nil }
        guard known.insert(name).inserted else {
            further += 1
            return name
        }
        nodes.append(.init(key: name, parent: parent, code: ProjectCode(name: name)))
        return name
    }
}

extension Diagnostic.Message {
    fileprivate static func notThere(_ name: String, _ key: String) -> Self {
        "'\(name)', its '\(key)', is not there, or not in the folder of the project"
    }
}
