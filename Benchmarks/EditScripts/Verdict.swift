package import StudyModel

/// Whether a rule for finding passages again was right about one of them.
package enum Verdict: String, CaseIterable, Sendable {
    /// At the words of the passage.
    case right
    /// At the words, but with some of them missing or others beside them, though all of them stand there.
    case inexact
    /// At other words, without a word about it.
    case wrong
    /// Not placed, and told.
    case told

    /// - Parameter place: where the passage was put; nil where it was called ambiguous or lost.
    package init(_ passage: EditScript.Passage, place: TextRange?, in script: EditScript, exactly: Bool = true) {
        guard let place else {
            self = .told
            return
        }
        guard passage.hull != nil else {
            self = .wrong
            return
        }
        let held = passage.survivors.count { place.contains($0) }
        let foreign = (place.lowerBound..<min(place.upperBound, script.origins.count)).count {
            script.origins[$0] >= 0 && !passage.range.contains(Int(script.origins[$0]))
        }
        if exactly, held > 0, script.hasWords(of: passage.range, at: place) {
            // Where a word was put in twice, nobody could tell which of the two was there.
            self = .right
        } else if 2 * held < passage.survivors.count || foreign > held && exactly {
            self = .wrong
        } else if exactly, passage.isIntact, held < passage.survivors.count || foreign > passage.cut {
            self = .inexact
        } else {
            self = .right
        }
    }
}

extension EditScript {
    /// Whether the same scalars stand at a place of the new text as at one of the old, white space left out.
    fileprivate func hasWords(of range: TextRange, at place: TextRange) -> Bool {
        func words(_ scalars: [Unicode.Scalar], _ range: TextRange) -> [Unicode.Scalar] {
            guard range.upperBound <= scalars.count else { return [] }
            return scalars[range.lowerBound..<range.upperBound].filter { !$0.isSpace }
        }
        return words(oldScalars, range) == words(newScalars, place)
    }
}
