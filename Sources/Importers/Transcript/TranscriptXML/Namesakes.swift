import StudyModel

/// The names of speakers whom a file tells apart by ids, each another: behind a name that several have stands the id, `HK (SPK1)`.
struct Namesakes {
    /// By id.
    private(set) var names: [String: String]
    /// The ids of those who share a name, sorted.
    private let shared: [String]

    /// - Parameter names: Names by id, as the file has them.
    init(_ names: [String: String]) {
        let ids = Dictionary(grouping: names.keys) { names[$0]?.normalizedName ?? "" }
        self.names = names
        shared = ids.values.filter { $0.count > 1 }.joined().sorted()
        for id in shared { self.names[id] = "\(names[id] ?? "") (\(id))" }
    }

    func diagnostics(in file: InputFile) -> [Diagnostic] {
        guard !shared.isEmpty else { return [] }
        return [
            .note(
                at: file.place(), .sharedNames(shared),
                remedy: "give each a name of its own in the program that wrote the file, or one id where they are one person")
        ]
    }
}

extension Diagnostic.Message {
    fileprivate static func sharedNames(_ ids: [String]) -> Self {
        let shown = ids.prefix(10).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
        let more = ids.count > 10 ? " and \(ids.count - 10) more" : ""
        return "the speakers \(shown)\(more) share a name; the id stands behind it"
    }
}
