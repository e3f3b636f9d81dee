import FileFormats
import Foundation
import StudyModel

/// The passages of a text, with its selections where its words are.
struct REFIPlacing {
    private(set) var passages: [ProjectPassage] = []
    /// The points of time of a transcript by their place in the stored text.
    private(set) var times: [(place: Int, timeMs: Int)] = []
    private(set) var leftOut: [String: Int] = [:]
    private let scale: REFIScale
    private let length: Int

    /// - Throws: `FormatError` where a selection has no place and such ones are not to be left out.
    init(
        _ draft: REFITextDraft, named name: String, on words: REFIWords, _ choice: inout REFIReadingChoice,
        skipsUnplaced: Bool
    ) throws {
        let text = REFICountedText(raw: words.raw, stored: words.stored)
        length = text.text.length
        let selections = draft.selections.compactMap { selection -> REFIReadingChoice.Selection? in
            guard let lower = Int(selection.start), let upper = Int(selection.end) else { return nil }
            return .init(lower: lower, upper: upper, name: selection.name)
        }
        scale = text.scale(choice.reading(for: selections, in: text))
        for point in draft.syncPoints {
            guard let time = point.timeMs, time >= 0, let place = point.position.flatMap(scale.place) else { continue }
            times.append((place, time))
        }
        times.sort { ($0.place, $0.timeMs) < ($1.place, $1.timeMs) }
        addWhole(draft)
        for selection in draft.selections {
            switch range(of: selection, in: draft) {
            case .placed(let range):
                var passage = ProjectPassage(range: range)
                passage.codings = selection.codings
                passage.memoKeys = selection.memoKeys
                passage.memos = selection.descriptions.map { ProjectMemo(text: $0, coder: nil, time: nil) }
                passages.append(passage)
            case .empty: leaveOut(selection, as: "selection of no characters", codings: "coding of no characters")
            case .unplaced(let reason):
                guard skipsUnplaced else { throw FormatError.unplaced(selection, in: name, reason) }
                leaveOut(selection, as: "selection without a place in its text", codings: "coding without a place in its text")
            }
        }
    }

    private mutating func addWhole(_ draft: REFITextDraft) {
        guard !draft.codings.isEmpty else { return }
        guard let whole = TextRange(0, length) else {
            leftOut["coding of an empty text", default: 0] += draft.codings.count
            return
        }
        var passage = ProjectPassage(range: whole)
        passage.codings = draft.codings
        passages.append(passage)
    }

    private mutating func leaveOut(_ selection: REFISelectionDraft, as kind: String, codings: String) {
        leftOut[kind, default: 0] += 1
        if !selection.codings.isEmpty { leftOut[codings, default: 0] += selection.codings.count }
    }

    private enum Place {
        case placed(TextRange)
        case empty
        case unplaced(String)
    }

    private func range(of selection: REFISelectionDraft, in draft: REFITextDraft) -> Place {
        if let points = selection.syncPoints { return range(from: points.from, to: points.to, in: draft) }
        guard let lower = Int(selection.start) else { return .unplaced("'\(selection.start.prefix(40))' is no position") }
        guard let upper = Int(selection.end) else { return .unplaced("'\(selection.end.prefix(40))' is no position") }
        if lower > upper { return .unplaced("it ends before it begins") }
        if lower < 0 { return .unplaced("it begins before the text") }
        if upper > scale.length { return .unplaced("the text has \(scale.length) positions") }
        if lower == upper { return .empty }
        guard let range = scale.range(lower, upper) else { return .unplaced("it begins or ends inside of a character") }
        return .placed(range)
    }

    private func range(from: UUID?, to: UUID?, in draft: REFITextDraft) -> Place {
        func place(_ uuid: UUID?) -> Int? {
            draft.syncPoints.first { $0.uuid == uuid && uuid != nil }?.position.flatMap(scale.place)
        }
        guard let lower = place(from), let upper = place(to) else {
            return .unplaced("its points of time have no place in the text")
        }
        if lower > upper { return .unplaced("it ends before it begins") }
        return TextRange(lower, upper).map { .placed($0) } ?? .empty
    }
}

extension FormatError {
    fileprivate static func unplaced(_ selection: REFISelectionDraft, in name: String, _ reason: String) -> FormatError {
        let place =
            selection.syncPoints == nil
            ? " from \(selection.start.prefix(40).isEmpty ? "nowhere" : String(selection.start.prefix(40))) to \(selection.end.prefix(40).isEmpty ? "nowhere" : String(selection.end.prefix(40)))"
            : ""
        return FormatError(
            "the selection \(selection.guid.prefix(60))\(place) has no place in '\(name)': \(reason)",
            remedy: "mend it in the program that wrote the file, or pass --skip to leave such selections out",
            line: selection.line)
    }
}
