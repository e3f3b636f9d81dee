import Foundation
import Testing

/// A page that was typed: what the program answered to each step, and what it said in JSON.
struct PageRun {
    var answers: [[String]]
    var records: [Workplace.Record]
}

/// Runs of pages, each typed once however many tests look at it.
enum PageRuns {
    /// The pages of `Transcripts`, by their names, and the sections of the Cookbook.
    static let all: [String: Once<PageRun>] = {
        var runs: [String: Once<PageRun>] = [:]
        for name in TranscriptTests.pages {
            runs[name] = Once { try run(TranscriptPage(String(contentsOf: TranscriptTests.url(of: name), encoding: .utf8))) }
        }
        for (number, section) in ((try? CookbookTests.sections()) ?? []).enumerated() where !section.steps.isEmpty {
            runs["Cookbook.md, section \(number)"] = Once { try run(section) }
        }
        return runs
    }()

    static let names: [String] = all.keys.sorted()

    static func run(of name: String) throws -> PageRun {
        let wanted = try #require(all[name])
        // While another test types the page, pages that nobody types yet are typed.
        for other in names where wanted.isBusy { all[other]?.workOutIfIdle() }
        return try wanted.value()
    }

    static func answers(of section: Int) throws -> [[String]] { try run(of: "Cookbook.md, section \(section)").answers }

    private static func run(_ page: TranscriptPage) throws -> PageRun {
        let place = try Workplace()
        var run = PageRun(answers: [], records: [])
        for step in page.steps {
            run.answers.append(try place.type(step.command))
            run.records += try place.takeRecords()
        }
        return run
    }
}

/// Something that is worked out when it is first asked for, by whom ever; the others wait.
final class Once<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var result: Result<Value, any Error>?
    private let make: @Sendable () throws -> Value

    init(_ make: @escaping @Sendable () throws -> Value) { self.make = make }

    func value() throws -> Value {
        try lock.withLock {
            let result = result ?? Result(catching: make)
            self.result = result
            return try result.get()
        }
    }

    /// Whether somebody works it out.
    var isBusy: Bool {
        guard lock.try() else { return true }
        lock.unlock()
        return false
    }

    func workOutIfIdle() {
        guard lock.try() else { return }
        defer { lock.unlock() }
        if result == nil { result = Result(catching: make) }
    }
}
