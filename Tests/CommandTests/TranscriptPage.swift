import Foundation
import Testing

/// A page of `Tests/CommandTests/Transcripts`: prose, and in blocks marked `console` the lines somebody types with what follows.
///
/// ```
/// $ anker init study.anker        what is typed; `> ` continues it on the next line
/// made study.anker                standard output
/// ! study.anker: error: …         standard error
/// [2]                             the exit status, where it is not 0
/// ```
struct TranscriptPage {
    /// One typed line and what follows it.
    struct Step: Equatable {
        var command: String
        /// Standard output, then standard error behind `! `, then the status in brackets.
        var answer: [String]
        /// The line of the page at which `command` stands, from 1.
        var line: Int
    }

    enum Part: Equatable {
        case prose(String)
        case step(Step)
    }

    private(set) var parts: [Part] = []

    /// - Parameter firstLine: the number of its first line in the file that it is part of.
    init(_ text: String, firstLine: Int = 1) {
        var inBlock = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (index, line) in zip(firstLine..., lines) {
            if !inBlock || line == "```" {
                inBlock = !inBlock && line == "```console"
                parts.append(.prose(line))
            } else if line.hasPrefix("$ ") {
                parts.append(.step(Step(command: String(line.dropFirst(2)), answer: [], line: index)))
            } else if case .step(var step) = parts.last {
                if line.hasPrefix("> ") || line == ">", step.answer.isEmpty {
                    step.command += "\n" + line.dropFirst(2)
                } else {
                    step.answer.append(line)
                }
                parts[parts.count - 1] = .step(step)
            } else {
                parts.append(.prose(line))
            }
        }
    }

    var steps: [Step] {
        parts.compactMap { if case .step(let step) = $0 { step } else { nil } }
    }

    /// Whether pages are written anew with what was found: `ANKER_UPDATE_TRANSCRIPTS=1`.
    static var isUpdated: Bool { ProcessInfo.processInfo.environment["ANKER_UPDATE_TRANSCRIPTS"] == "1" }

    /// Records each step whose answer is another than the page says.
    func compare(_ answers: [[String]], file: URL) {
        for (step, answer) in zip(steps, answers) where step.answer != answer {
            Issue.record(
                "\(file.lastPathComponent):\(step.line): $ \(step.command)\n\(step.difference(to: answer))",
                sourceLocation: SourceLocation(
                    fileID: "CommandTests/\(file.lastPathComponent)", filePath: file.path, line: step.line, column: 1))
        }
    }

    /// The page with each step's answer as `answers` has it, in the order of the steps.
    func text(answers: [[String]]) -> String {
        var rest = answers[...]
        var lines: [String] = []
        for part in parts {
            switch part {
            case .prose(let line): lines.append(line)
            case .step(let step):
                lines += ("$ " + step.command).replacing("\n", with: "\n> ").split(
                    separator: "\n", omittingEmptySubsequences: false
                )
                .map { $0 == "> " ? ">" : String($0) }
                lines += rest.popFirst() ?? step.answer
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension TranscriptPage.Step {
    /// The lines by which `found` differs, each behind `-` where it is missing and `+` where it is not expected.
    func difference(to found: [String]) -> String {
        let changes = found.difference(from: answer)
        var removed: Set<Int> = []
        var inserted: [Int: String] = [:]
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, let line, _): inserted[offset] = line
            }
        }
        var lines: [String] = []
        var position = 0
        for (offset, line) in answer.enumerated() {
            while !removed.contains(offset), let line = inserted[position] {
                lines.append("+ " + line)
                position += 1
            }
            lines.append((removed.contains(offset) ? "- " : "  ") + line)
            if !removed.contains(offset) { position += 1 }
        }
        while let line = inserted[position] {
            lines.append("+ " + line)
            position += 1
        }
        return lines.joined(separator: "\n")
    }
}
