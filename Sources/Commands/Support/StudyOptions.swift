import ArgumentParser
import FileFormats
import Foundation
import Importers
import StudyModel
import StudyStore

/// What every command on a study takes.
struct StudyOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The study; else $ANKER_STUDY, else the one .anker file here or nearest above.", valueName: "file"),
        completion: .file(extensions: ["anker"]))
    var study: String?

    @Flag(name: .long, help: "Print JSON, one object a line.")
    var json = false

    @Flag(name: .long, help: "Say nothing of what was done; results and problems are still printed.")
    var quiet = false

    /// Tells a problem; a note only where it is wanted.
    func report(_ diagnostic: Diagnostic) {
        if !quiet || diagnostic.severity != .note { Output.report(diagnostic) }
    }

    /// Tells what there is to say of a file, and ends the command where some of it keeps it from being taken in.
    ///
    /// - Parameter nothing: says that nothing was done.
    /// - Throws: `ExitCode.notDone` where there is an error.
    func report(_ diagnostics: [Diagnostic], of input: InputFile, nothing: Diagnostic.Message) throws {
        diagnostics.forEach(report)
        guard diagnostics.contains(where: { $0.severity == .error }) else { return }
        report(.note(at: input.place(), nothing))
        throw ExitCode.notDone
    }

    /// Says what a change did, in one line: with JSON as an object with these members, else in words unless `--quiet` is given.
    func say(
        _ text: @autoclosure () -> String, _ change: ChangeOptions, json members: (inout JSONWriter) throws -> Void
    ) throws {
        if json {
            var line = JSONWriter()
            line.beginObject()
            try members(&line)
            line.mark(change)
            line.endObject()
            try Output.line(line)
        } else if !quiet {
            try Output.line(text().visible)
        }
    }

    /// Says what a command wrote to a file; nothing where it went to standard output.
    ///
    /// - Parameter more: what JSON says besides.
    func sayWritten(
        _ path: String, _ counts: [(what: String, count: Int)], more: (inout JSONWriter) -> Void = { _ in }
    ) throws {
        guard path != "-" else { return }
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("wrote", path)
            for (what, count) in counts { line.member(what + "s", count) }
            more(&line)
            line.endObject()
            try Output.line(line)
        } else if !quiet {
            try Output.line("wrote \(path): \(counts.map { $0.count.counted($0.what) }.joined(separator: ", "))".visible)
        }
    }

    private static func place(of path: String) -> Diagnostic.Place {
        Diagnostic.Place(file: URL(fileURLWithPath: path).lastPathComponent)
    }

    /// Opens the study, runs `body` and closes it again, so that one file is left.
    ///
    /// - Parameter bearingDamage: opens it even where its schema is damaged.
    func withStudy<T>(bearingDamage: Bool = false, _ body: (Study) throws -> T) throws -> T {
        let path = try StudyLocator.locate(study)
        do {
            let study = try Study.open(path, bearingDamage: bearingDamage)
            if let upgrade = study.upgrade { report(.note(at: Self.place(of: path), .upgraded(upgrade))) }
            let result = Result { try body(study) }
            if study.hasWritten { SharedFolder.warn(of: path) }
            // A failed command is reported for what it did, not for how the study closed after it.
            if case .success = result { try study.closeOrWarn(path) } else { try? study.close() }
            return try result.get()
        } catch let error as StudyError {
            throw Refusal(error, path: path)
        }
    }
}

/// Who a change is made by.
struct CoderOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Who does this; else $ANKER_CODER, else the login name.", valueName: "name"),
        completion: .names(of: .coder))
    var coder: String?

    var name: String { coder ?? CurrentTime.owner }
}

/// A change that can be tried first.
struct ChangeOptions: ParsableArguments {
    @Flag(name: .long, help: "Say what would be done, and do nothing.")
    var dryRun = false

    @OptionGroup var by: CoderOptions

    /// The name of the coder.
    var coder: String { by.name }
}

extension JSONWriter {
    /// Says in the object that is open that nothing was changed.
    mutating func mark(_ change: ChangeOptions) {
        guard change.dryRun else { return }
        key("dryRun")
        boolean(true)
    }
}

/// Finds the study that a command is about.
enum StudyLocator {
    /// - Parameters:
    ///   - named: what `--study` says.
    ///   - start: the folder where the search begins.
    /// - Throws: `Refusal` where none or several could be meant.
    static func locate(
        _ named: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
        from start: String = FileManager.default.currentDirectoryPath
    ) throws -> String {
        if let named { return named }
        if let named = environment["ANKER_STUDY"], !named.isEmpty { return named }
        var folder = URL(fileURLWithPath: start)
        while true {
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
                .filter { $0.hasSuffix(".anker") && !$0.hasPrefix(".") }.sorted()
            if names.count == 1 { return folder.appendingPathComponent(names[0]).path }
            if names.count > 1 {
                throw Refusal(
                    at: .init(file: folder.lastPathComponent), .severalStudies(names), remedy: "name one with --study")
            }
            let above = folder.deletingLastPathComponent()
            guard above.path != folder.path else { break }
            folder = above
        }
        throw Refusal(
            at: .init(file: "anker"), "no study is here or in a folder above",
            remedy: "make one with 'anker init NAME.anker', or name one with --study")
    }
}

extension Study {
    /// Closes it, and tells where what was done stands beside the file, since there was no room for it in there.
    func closeOrWarn(_ path: String) throws {
        guard let problem = try closeWhereThereIsRoom() else { return }
        let name = URL(fileURLWithPath: path).lastPathComponent
        Output.report(
            .warning(
                at: .init(file: name), Diagnostic.Message("\(problem); what was done is kept beside it, in '\(name)-wal'"),
                remedy: "make room, and keep the two files together; the next command puts them into one"))
    }
}

extension Refusal {
    /// A study's own error, placed at its file.
    init(_ error: StudyError, path: String) {
        self.init(
            at: .init(file: URL(fileURLWithPath: path).lastPathComponent), Diagnostic.Message(error.problem),
            remedy: error.remedy)
    }
}

extension Diagnostic.Message {
    fileprivate static func upgraded(_ upgrade: Study.Upgrade) -> Self {
        let copy = URL(fileURLWithPath: upgrade.backup).lastPathComponent
        return "was brought from schema \(upgrade.from) to \(upgrade.to); as it was it is kept as '\(copy)'"
    }
    fileprivate static func severalStudies(_ names: [String]) -> Self {
        "holds several studies: \(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? ", …" : "")"
    }
}
