import FileFormats
import StudyModel
import StudyStore

extension StudyOptions {
    /// Tells what an export did not write.
    func reportDropped(_ kinds: [ProjectLosses.Kind], at place: Diagnostic.Place) {
        if !kinds.isEmpty { report(.note(at: place, "left out: \(kinds.list)", remedy: "it stays in the study")) }
    }
}

extension [ProjectLosses.Kind] {
    var list: String { map { "\($0.what): \($0.count)" }.joined(separator: ", ") }
}

extension JSONWriter {
    /// A member that has the number of each kind; none where there is no kind.
    mutating func counts(_ name: String, _ kinds: [ProjectLosses.Kind]) {
        guard !kinds.isEmpty else { return }
        key(name)
        beginObject()
        for kind in kinds { member(kind.what, kind.count) }
        endObject()
    }
}
