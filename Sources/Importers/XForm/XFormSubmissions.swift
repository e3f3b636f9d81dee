import FileFormats
import StudyModel

/// What a first reading of all submissions finds: who answered, which submissions count, and what answers look like.
struct XFormSubmissions {
    struct Entry {
        let file: InputFile
        let respondent: String
        let isComplete: Bool
        fileprivate let instanceID: String?
        fileprivate let deprecatedID: String?
        /// What the first reading found, where there was room to keep it.
        fileprivate let submission: XFormSubmission?
    }

    /// What submissions may take in memory until they are handed on; others are read again.
    static let heldBytes = 32 << 20

    let reader: XFormSubmissionReader
    /// Those that are taken in.
    private(set) var entries: [Entry] = []
    /// What the answers at each node look like.
    private(set) var guesses: [KindGuess] = []
    private(set) var encrypted: [InputFile] = []
    private(set) var notes: [Diagnostic] = []
    /// What was wrong with those that cannot be read, where they are left out.
    private(set) var damaged: [Refusal] = []
    private var held = 0
    private let limits: InputLimits
    private var firstFile: [String: InputFile] = [:]

    /// - Parameters:
    ///   - repeats: paths that a form lets repeat.
    ///   - skipsDamaged: leaves out those that cannot be read, instead of ending with the first.
    init(_ files: [InputFile], repeats: [String], skipsDamaged: Bool = false, limits: InputLimits) throws {
        self.limits = limits
        reader = XFormSubmissionReader(limits: limits)
        for path in repeats { try reader.tree.markRepeated(path) }
        for file in files {
            // What a damaged one shows before its end asks nothing.
            let tree = skipsDamaged ? reader.tree : nil
            let submission: XFormSubmission
            do {
                submission = try read(file)
            } catch let refusal as Refusal where skipsDamaged {
                damaged.append(refusal)
                if let tree { reader.tree = tree }
                continue
            }
            if submission.isEncrypted {
                encrypted.append(file)
                notes.append(.warning(at: file.place(), .encrypted, remedy: Diagnostic.decrypt))
            } else {
                take(submission, of: file)
            }
        }
        leaveOutOlderVersions()
    }

    /// The submission as it was found, or as it is read again.
    func submission(of entry: Entry) throws -> XFormSubmission { try entry.submission ?? read(entry.file) }

    /// - Throws: `Refusal` where the file cannot be read.
    func read(_ file: InputFile) throws -> XFormSubmission {
        try file.naming { try reader.read(FileByteSource(path: file.path, limits: limits)) }
    }

    private mutating func take(_ submission: XFormSubmission, of file: InputFile) {
        let name = submission.instanceID ?? freeName(of: file)
        if let first = firstFile[name] {
            notes.append(.warning(at: file.place(), .repeated(name, first.name)))
            return
        }
        firstFile[name] = file
        let deprecated = submission.meta["deprecatedID"].flatMap { $0.isEmpty || $0 == name ? nil : $0 }
        let size = submission.size
        let isHeld = held + size <= Self.heldBytes
        if isHeld { held += size }
        entries.append(
            Entry(
                file: file, respondent: name, isComplete: submission.attributes["isComplete"] != "false",
                instanceID: submission.instanceID, deprecatedID: deprecated,
                submission: isHeld ? submission.copy() : nil))
        for value in submission.values {
            while guesses.count <= value.node { guesses.append(KindGuess()) }
            guesses[value.node].look(at: submission.bytes[value.range])
        }
    }

    /// Submissions without an id are named after their file, with its folder where that name is taken.
    private func freeName(of file: InputFile) -> String {
        guard firstFile[file.stem] != nil else { return file.stem }
        return file.path.split(separator: "/").suffix(2).joined(separator: "/")
    }

    private mutating func leaveOutOlderVersions() {
        var newer: [String: InputFile] = [:]
        for entry in entries {
            if let old = entry.deprecatedID { newer[old] = entry.file }
        }
        guard !newer.isEmpty else { return }
        var kept: [Entry] = []
        for entry in entries {
            if let id = entry.instanceID, let file = newer[id] {
                notes.append(.note(at: entry.file.place(), .replaced(file.name)))
            } else {
                kept.append(entry)
            }
        }
        entries = kept
    }
}

extension Diagnostic {
    static let decrypt = "decrypt it with its form's key, such as in an export of ODK Central, and import what comes out"
}

extension Diagnostic.Message {
    fileprivate static var encrypted: Self { "is an encrypted submission and is left out" }
    fileprivate static func repeated(_ name: String, _ first: String) -> Self {
        "is submission '\(name)' like '\(first)', and is left out"
    }
    fileprivate static func replaced(_ newer: String) -> Self { "was edited later and is left out for '\(newer)'" }
}
