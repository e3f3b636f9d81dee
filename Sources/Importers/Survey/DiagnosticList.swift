import StudyModel

/// The problems found in one file: the first thousand in full, the rest counted.
struct DiagnosticList {
    static let limit = 1000
    private var listed: [Diagnostic] = []
    private var unlisted = 0
    private let file: String

    init(file: String) { self.file = file }

    mutating func add(_ diagnostic: Diagnostic) {
        guard listed.count < Self.limit else {
            unlisted += 1
            return
        }
        listed.append(diagnostic)
    }

    /// What was added, and a last line for what was only counted.
    var all: [Diagnostic] {
        guard unlisted > 0 else { return listed }
        return listed + [.warning(at: Diagnostic.Place(file: file), .unlisted(unlisted))]
    }
}

extension Diagnostic.Message {
    fileprivate static func unlisted(_ count: Int) -> Self { "\(count) more messages are not listed" }
}
