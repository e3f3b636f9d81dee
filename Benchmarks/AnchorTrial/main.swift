import Analysis
import Dispatch
import EditScripts
import FileFormats
import Foundation
import StudyModel

// Passages in edited transcripts, by our rule and by those of other programs: a table in Markdown.
// Usage: AnchorTrial [SCRIPTS [FIRST-SEED [MIN-TURNS MAX-TURNS]]]; ends with 1 where a passage was put to wrong words.

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let scripts = arguments.first ?? 10_000
let firstSeed = arguments.count > 1 ? arguments[1] : 1

let turns = arguments.count > 3 ? arguments[2]...arguments[3] : 100...2000
let trial = Trial(scripts: scripts, firstSeed: firstSeed, turns: turns)
let start = Date()
trial.run()
print(
    """
    \(scripts) edit scripts over transcripts of \(turns.lowerBound) to \(turns.upperBound) turns, \(trial.passages) passages, seeds from \(firstSeed), \(Int(Date().timeIntervalSince(start))) s; the \
    slowest transcript was re-anchored in \(Int(trial.slowest * 1000)) ms, all of them in \(Int(trial.seconds)) s

    | rule | put to wrong words, untold | placed, of those whose words all stand | placed, of those edited | of the first, not to the scalar |
    |---|---|---|---|---|
    \(trial.ours.row("`anker sources update`"))
    \(trial.lines.row("qc: the numbers of the lines are kept"))
    \(trial.first.row("QualCoder: the first occurrence of the words"))
    """)
for failure in trial.failures.prefix(20) { print(failure) }
exit(trial.ours.wrong == 0 ? 0 : 1)
