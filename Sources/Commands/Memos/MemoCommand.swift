import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

extension Memo.Subject: ExpressibleByArgument {}

struct MemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memo", abstract: "Memos on anything in the study: write, list, show, change and export them.",
        subcommands: [
            MemoAdd.self, MemoList.self, MemoShow.self, MemoEdit.self, MemoRemove.self, MemoExport.self,
        ])
}

struct MemoAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write a memo.",
        discussion: """
            It is on what the options name, or on the study itself: a source, a passage of it (with --quote, --at or --turn), a coding, a \
            code, a case, an actor or a tie. A memo on a passage goes along when the source is edited.

            Without --text and --file $VISUAL or else $EDITOR is opened on an empty file.

            In the text [[interview-03:27]] is a link to a turn, [[interview-03@120..<180]] to a range, [[interview-03]] to a source, and \
            [[code:NAME]], [[case:NAME]], [[actor:NAME]], [[memo:TITLE]], [[memo:ID]], [[coding:ID]] and [[tie:ID]] to these. A link keeps to \
            what it leads to when a source is edited or a code renamed; [[…|words]] gives it words of its own.

            With --json: as 'anker memo list'.
            """)

    @Option(name: .long, help: ArgumentHelp("On this source.", valueName: "name"), completion: .names(of: .source))
    var source: String?

    @OptionGroup var place: PlaceOptionGroup

    @Option(name: .long, help: ArgumentHelp("On this coding.", valueName: "id"))
    var coding: String?

    @Option(name: .long, help: ArgumentHelp("On this code.", valueName: "name"), completion: .names(of: .code))
    var code: String?

    @Option(name: .customLong("case"), help: ArgumentHelp("On this case.", valueName: "name"), completion: .names(of: .case))
    var caseName: String?

    @Option(name: .long, help: ArgumentHelp("On this actor.", valueName: "name"), completion: .names(of: .actor))
    var actor: String?

    @Option(name: .long, help: ArgumentHelp("On this tie.", valueName: "id"))
    var tie: String?

    @OptionGroup var content: MemoTextOptions

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    private func target() throws -> MemoTarget {
        let named = [source, coding, code, caseName, actor, tie].compactMap(\.self)
        guard named.count <= 1 else { throw ValidationError("a memo is on one thing\nname one of them") }
        guard source != nil || place.isEmpty else {
            throw ValidationError("a passage is in a source\nname that with --source")
        }
        if let source { return place.isEmpty ? .source(source) : .passage(source: source, try place.target()) }
        if let coding {
            guard let id = Coding.ID(parsing: coding) else { throw ValidationError("'\(coding)' is no id of a coding") }
            return .coding(id)
        }
        if let tie {
            guard let id = Tie.ID(parsing: tie) else { throw ValidationError("'\(tie)' is no id of a tie") }
            return .tie(id)
        }
        return code.map { .code($0) } ?? caseName.map { .caseName($0) } ?? actor.map { .actor($0) } ?? .study
    }

    func validate() throws { _ = try target() }

    func run() throws {
        let text = try content.given() ?? MemoTextOptions.edited("")
        guard !text.isEmpty else {
            throw Refusal(at: .init(file: "memo"), "the text is empty; nothing was written", remedy: "write something")
        }
        let outcome = try options.withStudy { study in
            do {
                return try study.addMemo(
                    text, title: content.title ?? "", on: try target(), dryRun: change.dryRun, by: change.coder)
            } catch let reason as Unplaced {
                throw Refusal(at: .init(file: source ?? "memo"), reason.message, remedy: reason.remedy)
            }
        }
        if let note = outcome.note { options.report(.note(at: .init(file: source ?? "memo"), note)) }
        options.report(outcome.deadLinks)
        try options.say(outcome.memo, change.dryRun ? "would add" : "added", dryRun: change.dryRun)
    }
}

extension StudyOptions {
    fileprivate func say(_ memo: Memo, _ what: String, dryRun: Bool) throws {
        if json { return try Output.line(memo.json(dryRun: dryRun)) }
        guard !quiet else { return }
        try Output.line("\(what) memo \(memo.shortID) on \(memo.told)".visible)
    }
}

extension Memo {
    fileprivate func json(dryRun: Bool = false) -> JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("id", id.description)
        line.member("on", subject.rawValue)
        line.member("name", on.isEmpty ? nil : on)
        line.member("title", title.isEmpty ? nil : title)
        line.member("text", text)
        line.member("coder", coder)
        line.member("author", author)
        line.member("time", time)
        line.key("links")
        line.beginArray()
        for link in links { link.write(to: &line) }
        line.endArray()
        if dryRun { line.key("dryRun"); line.boolean(true) }
        line.endObject()
        return line
    }
}

struct MemoList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List memos.",
        discussion: """
            The id may be shortened, as it is here. With --json a line has "id", "on" (study, source, passage, coding, code, case, actor, \
            tie or answer), "name", "title", "text", "coder", "author", "time" and "links", with what each link in the text leads to today.
            """)

    @OptionGroup var chosen: MemoFilterOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let memos = try options.withStudy { try chosen.memos(of: $0) }
        guard !options.json else {
            var output = BufferedOutput()
            for memo in memos { try output.line(memo.json()) }
            return try output.flush()
        }
        try Output.write(
            DataTable(
                name: "memos", title: "Memos",
                columns: [
                    .init("memo", .string, "the beginning of its id"), .init("on", .string, "what it is on"),
                    .init("coder", .string, "who wrote it"), .init("day", .string, "when"),
                    .init("text", .string, "title and text, the first 60 characters"),
                ],
                rows: memos.map { memo in
                    [
                        .text(memo.shortID), .text(memo.told), .text(memo.author ?? memo.coder),
                        .text(String(memo.time.prefix(10))),
                        .text((memo.title.isEmpty ? memo.text : "\(memo.title): \(memo.text)").shortened(to: 60)),
                    ]
                }
            ).terminalText().utf8)
    }
}

struct MemoShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a memo and where its links lead.",
        discussion: "With --json: as 'anker memo list'.")

    @Argument(help: ArgumentHelp("Its id, or the beginning of it.", valueName: "id"))
    var id: String

    @OptionGroup var options: StudyOptions

    func run() throws {
        let memo = try options.withStudy { try $0.memo(id) }
        if options.json { return try Output.line(memo.json()) }
        try Output.write((memo.markdown() + memo.toldLinks).visibleLines.utf8)
    }
}

struct MemoEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a memo's text or title.",
        discussion: """
            Without --text, --file and --title $VISUAL or else $EDITOR is opened on the text. Who wrote it and when stays. Links that named \
            nothing are tried again.

            With --json: as 'anker memo list'.
            """)

    @Argument(help: ArgumentHelp("Its id, or the beginning of it.", valueName: "id"))
    var id: String

    @OptionGroup var content: MemoTextOptions

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        var text = try content.given()
        if text == nil, content.title == nil {
            // The study is not held while somebody writes.
            text = try MemoTextOptions.edited(try options.withStudy { try $0.memo(id) }.text)
        }
        guard text?.isEmpty != true else {
            throw Refusal(
                at: .init(file: "memo"), "the text is empty; nothing was changed",
                remedy: "take it away with 'anker memo remove'")
        }
        let outcome = try options.withStudy {
            try $0.editMemo(id, title: content.title, text: text, dryRun: change.dryRun, by: change.coder)
        }
        options.report(outcome.deadLinks)
        try options.say(
            outcome.memo, outcome.isChanged ? change.dryRun ? "would change" : "changed" : "nothing to change in",
            dryRun: change.dryRun)
    }
}

struct MemoRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take memos away.", discussion: "With --json: as 'anker memo list', a line a memo.")

    @Argument(help: ArgumentHelp("Their ids, or the beginnings of them.", valueName: "id"))
    var ids: [String]

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        for memo in try options.withStudy({ try $0.removeMemos(ids, dryRun: change.dryRun, by: change.coder) }) {
            try options.say(memo, change.dryRun ? "would remove" : "removed", dryRun: change.dryRun)
        }
    }
}

struct MemoExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write memos into one Markdown file.",
        discussion: """
            They stand by what they are on, then by its name and by time; the same memos make the same file. A link to a memo that is in the \
            file leads there; instead of others stands what they lead to, as it is called today. With --json: "wrote" and "memos".
            """)

    @Argument(help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"))
    var file = "-"

    @OptionGroup var chosen: MemoFilterOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (title, memos) = try options.withStudy { study in (try study.title().name, try chosen.memos(of: study)) }
        let text = "# Memos: \(title)\n\n\(memos.markdownPages)"
        try OutputFile.write(file, bytes: Array(text.utf8))
        try options.sayWritten(file, [("memo", memos.count)])
    }
}
