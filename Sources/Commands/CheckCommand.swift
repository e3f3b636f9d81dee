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

            With --salvage, what can still be read of a study that is damaged beyond repair is written into a new one. The damaged file is \
            only read. Texts that are not those that were read, and whatever has lost what it rests on, is left out and listed with \
            its number; where anything was, the exit status is 1, and nothing from before can be undone in the new study.

            With --json a line has "kind" (page, seal, database, text, original, range, turn, revision, orphan, id, codebook, survey, \
            journal or index), "place", "problem", "remedy", and "mended": true where it was. A repair ends with {"backup"}, a salvage with \
            {"salvaged"}, the new file, and "rows" by table.
            """)

    @Flag(name: .long, help: "Mend what can be mended without losing anything.")
    var repair = false

    @Option(
        name: .long,
        help: ArgumentHelp("Write what can still be read into a new study, and leave this one as it is.", valueName: "file"),
        completion: .file())
    var salvage: String?

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard !repair || salvage == nil else {
            throw ValidationError("a study is repaired or salvaged\ntry --repair first; leave out one of the two")
        }
    }

    func run() throws {
        let path = try StudyLocator.locate(options.study)
        if let salvage { return try write(path, into: salvage) }
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

    private func write(_ path: String, into new: String) throws {
        let outcome: Salvage
        do {
            outcome = try Study.salvage(path, to: new, by: coder.name) { try Deflate.unpack($0, size: $1) }
        } catch let error as StudyError {
            throw Refusal(error, path: error == .exists ? new : path)
        }
        try tell(Repair(mended: outcome.mended, left: outcome.left), salvaged: (new, outcome.rows))
        if !outcome.left.isEmpty { throw ExitCode.leftOut }
    }

    private func tell(_ outcome: Repair, salvaged: (path: String, rows: [String: Int])? = nil) throws {
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
            if let salvaged {
                var line = JSONWriter()
                line.beginObject()
                line.member("salvaged", salvaged.path)
                line.key("rows")
                line.beginObject()
                for (table, count) in salvaged.rows.sorted(by: { $0.key < $1.key }) { line.member(table, count) }
                line.endObject()
                line.endObject()
                try output.line(line)
            }
            return try output.flush()
        }
        for flaw in outcome.mended { try output.line("mended: \(flaw.place): \(flaw.problem)".visible) }
        for flaw in outcome.left {
            // Of what a salvage left out the same is to be done; it is said once.
            let remedy = salvaged != nil && flaw.remedy == Salvage.advice ? "" : "\n  " + flaw.remedy.visible
            try output.line("\(flaw.place): \(flaw.problem)".visible + remedy)
        }
        if salvaged != nil, outcome.left.contains(where: { $0.remedy == Salvage.advice }) {
            try output.line("  " + Salvage.adviceForAll)
        }
        if !options.quiet {
            if let backup = outcome.backup { try output.line("the study as it was is kept as \(backup.seenFromHere.visible)") }
            if let salvaged {
                try output.line("wrote \(salvaged.path): \(told(salvaged.rows))".visible)
                if outcome.left.isEmpty { try output.line("nothing is missing in it") }
            } else if outcome.left.isEmpty {
                try output.line("the study is sound")
            }
        }
        try output.flush()
    }

    /// The counts of what a study is about.
    private func told(_ rows: [String: Int]) -> String {
        let kinds = ["source", "code", "coding", "respondent", "actor", "tie", "memo"]
        return kinds.map { (rows[$0] ?? 0).counted($0) }.joined(separator: ", ")
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
