import FileFormats
import Foundation
import StudyModel

/// The passages of a text, with its selections where its words are.
struct REFIPlacing {
    private(set) var passages: [ProjectPassage] = []
    /// The times of a transcript by their place in the stored text, those of one place as they stand in the file.
    private(set) var times: [(place: Int, timeMs: Int)] = []
    /// The cues of a transcript that this program wrote, which has two points for each; none where another did.
    private(set) var cues: [Transcript.Cue] = []
    private(set) var leftOut: [String: Int] = [:]
    /// Where the points of a transcript are in the stored text.
    private var points: [UUID: Int] = [:]
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
            guard let place = point.position.flatMap(scale.place) else { continue }
            if let uuid = point.uuid, points[uuid] == nil { points[uuid] = place }
            if let time = point.timeMs, time >= 0 { times.append((place, time)) }
        }
        // Of two at one place the first ends what stands before it, and the second begins what follows.
        times = times.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
        if choice.isOwn { cues = cues(of: draft) }
        addWhole(draft)
        for selection in draft.selections {
            switch range(of: selection) {
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

    /// Points without a time between which passages stand are no cue's.
    private func cues(of draft: REFITextDraft) -> [Transcript.Cue] {
        let borders = Set(draft.selections.flatMap { [$0.syncPoints?.from, $0.syncPoints?.to] })
        let points = draft.syncPoints.filter { $0.timeMs != nil || !borders.contains($0.uuid) }
        guard points.count.isMultiple(of: 2) else { return [] }
        var cues: [Transcript.Cue] = []
        for place in stride(from: 0, to: points.count, by: 2) {
            let (start, end) = (points[place], points[place + 1])
            guard let lower = start.position.flatMap(scale.place), let upper = end.position.flatMap(scale.place),
                let range = TextRange(lower, upper), lower >= cues.last?.range.upperBound ?? 0
            else { return [] }
            cues.append(Transcript.Cue(range: range, startMs: start.timeMs, endMs: end.timeMs))
        }
        return cues
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

    private func range(of selection: REFISelectionDraft) -> Place {
        if let borders = selection.syncPoints { return range(from: borders.from, to: borders.to) }
        guard let lower = Int(selection.start) else { return .unplaced("'\(selection.start.prefix(40))' is no position") }
        guard let upper = Int(selection.end) else { return .unplaced("'\(selection.end.prefix(40))' is no position") }
        if lower > upper { return .unplaced("it ends before it begins") }
        if lower < 0 { return .unplaced("it begins before the text") }
        if upper > scale.length { return .unplaced("the text has \(scale.length) positions") }
        if lower == upper { return .empty }
        guard let range = scale.range(lower, upper) else { return .unplaced("it begins or ends inside of a character") }
        return .placed(range)
    }

    private func range(from: UUID?, to: UUID?) -> Place {
        guard let lower = from.flatMap({ points[$0] }), let upper = to.flatMap({ points[$0] }) else {
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
