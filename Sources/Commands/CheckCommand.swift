import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look whether the study is whole.",
        discussion: """
            Every page of the file is held against its checksum, every text and kept file against its hash, and the journal, ranges, ids, \
            references and the full-text index against what must hold of them. The exit status is 0 where all is sound and 1 \
            where something was found.

            With --repair, bits that have flipped are turned back, indexes are made anew, and what nothing refers to is taken away; \
            a copy of the study as it was is made beside it first. What a repair does not mend is listed with what to do about it.

            With --json a line has "kind" (page, seal, database, text, original, range, turn, revision, orphan, id, codebook, survey, \
            journal or index), "place", "problem", "remedy", and "mended": true where it was. A repair ends with {"backup"}.
            """)

    @Flag(name: .long, help: "Mend what can be mended without losing anything.")
    var repair = false

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let path = try StudyLocator.locate(options.study)
        var outcome = Repair()
        if repair {
            do {
                outcome = try Study.repair(path, by: coder.name) { try Deflate.unpack($0, size: $1) }
            } catch let error as StudyError {
                throw Refusal(error, path: path)
            }
        } else {
            outcome.left = try options.withStudy(bearingDamage: true) { try $0.check { try Deflate.unpack($0, size: $1) } }
        }
        try tell(outcome)
        if !outcome.left.isEmpty { throw ExitCode.leftOut }
    }

    private func tell(_ outcome: Repair) throws {
        var output = BufferedOutput()
        if options.json {
            for flaw in outcome.mended { try output.line(line(flaw, isMended: true)) }
            for flaw in outcome.left { try output.line(line(flaw, isMended: false)) }
            if let backup = outcome.backup {
                var line = JSONWriter()
                line.beginObject()
                line.member("backup", backup.seenFromHere)
                line.endObject()
                try output.line(line)
            }
            return try output.flush()
        }
        for flaw in outcome.mended { try output.line("mended: \(flaw.place): \(flaw.problem)".visible) }
        for flaw in outcome.left { try output.line("\(flaw.place): \(flaw.problem)".visible + "\n  " + flaw.remedy.visible) }
        if !options.quiet {
            if let backup = outcome.backup { try output.line("the study as it was is kept as \(backup.seenFromHere.visible)") }
            if outcome.left.isEmpty { try output.line("the study is sound") }
        }
        try output.flush()
    }

    private func line(_ flaw: Flaw, isMended: Bool) -> JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("kind", flaw.kind.rawValue)
        line.member("place", flaw.place)
        line.member("problem", flaw.problem)
        if isMended {
            line.key("mended")
            line.boolean(true)
        } else {
            line.member("remedy", flaw.remedy)
        }
        line.endObject()
        return line
    }
}
