import Foundation
import GRDB
import StudyModel
import Testing

@testable import StudyStore

/// What holds for every sequence of changes. A seed that fails is told; more of them are run by
/// `ANKER_UNDO_SEEDS=5000 swift test --filter UndoPropertyTests`.
struct UndoPropertyTests {
    private static let seeds = 0..<(ProcessInfo.processInfo.environment["ANKER_UNDO_SEEDS"].flatMap { Int($0) } ?? 120)
    private static let perCase = 10

    /// Each test case has several seeds, so that a folder is not made for each.
    static let groups = stride(from: seeds.lowerBound, to: seeds.upperBound, by: perCase).map {
        $0..<min($0 + perCase, seeds.upperBound)
    }

    private static let empty = Result {
        let folder = try StudyFolder()
        try folder.emptyStudy().close()
        return try folder.bytes("studie.anker")
    }

    private func withStudies(_ seeds: Range<Int>, _ body: (RandomStudy, Int) throws -> Void) throws {
        let folder = try StudyFolder()
        for seed in seeds {
            try Self.empty.get().write(to: folder.url.appending(path: "\(seed).anker"))
            let study = try Study.open(folder.path("\(seed).anker"))
            // Nothing of this need outlive the machine.
            try study.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
            try body(RandomStudy(study, seed: seed), seed)
            try study.close()
        }
    }

    /// Undone to the start the study is row for row the empty one, and redone the same as before; of every fourth sequence
    /// each step is compared with the state that it leads back to.
    @Test(arguments: groups)
    func whatIsUndoneToTheStartAndRedoneIsTheSame(seeds: Range<Int>) throws {
        try withStudies(seeds) { random, seed in
            var random = random
            let study = random.study
            let (isStepwise, empty) = (seed % 4 == 0, try study.state())
            var states: [[String: ContentHash]] = []
            for _ in 0..<10 {
                let before = try study.count("event")
                try random.act()
                if try study.count("event") > before { states.append(isStepwise ? try study.state() : [:]) }
            }
            // All may have been refused.
            guard !states.isEmpty else { return }
            if !isStepwise { states[states.count - 1] = try study.state() }
            for (step, state) in ([empty] + states.dropLast()).enumerated().reversed() {
                let event = try study.undo(by: "AB")
                guard isStepwise || step == 0 else { continue }
                #expect(try study.state() == state, "seed \(seed), undo of event \(event.id) (\(event.verb))")
            }
            try study.isWhole()
            #expect(throws: StudyError.self) { try study.undo(by: "AB") }
            for (step, state) in states.enumerated() {
                let event = try study.redo(by: "CD")
                guard isStepwise || step == states.count - 1 else { continue }
                #expect(try study.state() == state, "seed \(seed), redo of event \(event.id) (\(event.verb))")
            }
            try study.isWhole()
            #expect(throws: StudyError.self) { try study.redo(by: "AB") }
        }
    }

    /// Undos of any event among changes and redos: each leaves a whole study or is refused and leaves everything as it was,
    /// and what one took the next redo brings back.
    @Test(arguments: groups)
    func anyUndoLeavesAWholeStudyOrNothingChanged(seeds: Range<Int>) throws {
        try withStudies(seeds) { random, seed in
            var random = random
            let study = random.study
            for _ in 0..<12 {
                switch Int.random(in: 0..<4, using: &random.numbers) {
                case 0, 1: try random.act()
                case 2: try undoAnything(&random, seed)
                default: _ = try? study.redo(by: "AB")
                }
            }
            try study.isWhole()
            if seed % 3 == 0 { _ = try study.replay(to: study.path + ".new") }
            while (try? study.undo(by: "AB")) != nil {}
            try study.isWhole()
            #expect(try study.strings("SELECT count(*) FROM coding") == ["0"], "seed \(seed)")
        }
    }

    private func undoAnything(_ random: inout RandomStudy, _ seed: Int) throws {
        let study = random.study
        let event = Int64.random(in: 1...Int64(try study.count("event")), using: &random.numbers)
        let before = try study.state()
        do {
            _ = try study.undo(event, by: "CD")
            try study.isWhole()
            _ = try study.redo(by: "CD")
            #expect(try study.state() == before, "seed \(seed), event \(event)")
            if Bool.random(using: &random.numbers) { _ = try study.undo(event, by: "CD") }
        } catch let later as LaterWork {
            #expect(!later.later.isEmpty)
            #expect(try study.state() == before, "seed \(seed), event \(event)")
        } catch let error as StudyError {
            #expect(!error.problem.contains("the journal does not tell why"), "seed \(seed), event \(event)")
            #expect(try study.state() == before, "seed \(seed), event \(event)")
        }
    }
}
