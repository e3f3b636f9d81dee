import EditScripts
import StudyModel
import Testing

@testable import Analysis

/// Random edits of which it is known what became of each passage; `Benchmarks/AnchorTrial` runs many more.
struct EditScriptTests {
    @Test(arguments: 0..<10)
    func noPassageIsPutToOtherWordsAndNearlyAllWhoseWordsStandArePlaced(block: Int) {
        var intact = (placed: 0, all: 0)
        for seed in 0..<20 {
            let script = EditScript(seed: UInt64(1_000_000 + block * 20 + seed), turns: 40...160, passages: 60)
            let outcomes = Anchoring.outcomes(of: script.passages.map(\.range), from: script.old, to: script.new)
            for (passage, outcome) in zip(script.passages, outcomes) {
                let verdict = Verdict(passage, place: outcome.place(from: passage.range), in: script)
                #expect(verdict == .right || verdict == .told, "\(verdict) block \(block) seed \(seed): \(outcome)")
                guard passage.isIntact else { continue }
                intact.all += 1
                if verdict == .right { intact.placed += 1 }
            }
        }
        #expect(Double(intact.placed) >= 0.99 * Double(intact.all))
    }

    @Test func theSameSeedMakesTheSameScript() {
        let (one, other) = (EditScript(seed: 7, turns: 30...60), EditScript(seed: 7, turns: 30...60))
        #expect(one.file == other.file && one.old == other.old && one.passages.map(\.range) == other.passages.map(\.range))
    }
}
