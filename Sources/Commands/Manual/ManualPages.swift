import ArgumentParser

/// The manual pages: one of the program and one of each command, from the commands themselves.
package enum ManualPages {
    /// By the names of their files, `anker-codebook-add.1`, in the order of the program's help.
    ///
    /// - Parameter examples: pages in Markdown; each command gets those lines of their blocks that call it.
    package static func pages(examples: [String]) throws -> [(file: String, text: String)] {
        let typed = examples.flatMap(TypedLine.all)
        return pages(of: try HelpDump.read(), path: [], siblings: [], typed)
    }

    /// The name of a page: `anker-codebook-add`.
    private static func name(_ path: [String]) -> String { path.joined(separator: "-") }

    private static func pages(
        of command: HelpDump.Command, path: [String], siblings: [String], _ typed: [TypedLine]
    ) -> [(file: String, text: String)] {
        let path = path + [command.commandName]
        let below = (command.subcommands ?? []).filter { $0.commandName != "help" }
        let names = below.map { name(path + [$0.commandName]) }
        let above = path.indices.dropLast().map { name(Array(path[...$0])) }
        let page = ManualPage(
            command: command, path: path, commandsBelow: zip(names, below).map { ($0, $1.abstract ?? "") },
            related: above + siblings.filter { $0 != name(path) && path.count > 2 }, examples: typed.calling(path))
        return [("\(name(path)).1", page.text)] + below.flatMap { pages(of: $0, path: path, siblings: names, typed) }
    }
}

/// One page.
private struct ManualPage {
    let command: HelpDump.Command
    let path: [String]
    let commandsBelow: [(name: String, abstract: String)]
    /// Other pages, by their names.
    let related: [String]
    let examples: [TypedLine]

    private var arguments: [HelpDump.Argument] { (command.arguments ?? []).filter(\.shouldDisplay) }

    private func takes(_ option: String) -> Bool { arguments.contains { $0.names?.contains { $0.typed == option } ?? false } }

    var text: String {
        var page = Troff()
        let name = path.joined(separator: "-")
        page.request("TH", name.uppercased(), "1", "", "anker \(AnkerCommand.configuration.version)", "Ankerpunkt")
        page.request("SH", "NAME")
        page.line("\(name) - \(command.abstract?.withoutStop ?? "")")
        page.request("SH", "SYNOPSIS")
        // A line of options is neither hyphenated nor spread.
        page.requests("nh", "ad l")
        page.raw(synopsis)
        page.requests("ad", "hy")
        page.request("SH", "DESCRIPTION")
        page.line(command.abstract ?? "")
        if let discussion = command.discussion, !discussion.isEmpty {
            page.request("PP")
            page.paragraphs(discussion)
        }
        writeArguments(to: &page)
        if !commandsBelow.isEmpty {
            page.request("SH", "COMMANDS")
            for (name, abstract) in commandsBelow {
                page.request("TP")
                page.raw(Troff.bold(name) + "(1)")
                page.line(abstract)
            }
        }
        writeSurroundings(to: &page)
        writeExamples(to: &page)
        let others = related + commandsBelow.map(\.name)
        if !others.isEmpty {
            page.request("SH", "SEE ALSO")
            page.raw(others.map { Troff.bold($0) + "(1)" }.joined(separator: ", "))
        }
        return page.text
    }

    private var synopsis: String {
        let words = arguments.map { argument in
            let value = argument.valueName.map(Troff.italic) ?? ""
            let word =
                switch argument.kind {
                case .positional: value
                case .option: "\(Troff.bold(argument.names?.first { $0.kind == "long" }?.typed ?? "")) \(value)"
                case .flag: Troff.bold(argument.names?.first { $0.kind == "long" }?.typed ?? "")
                }
            let whole = word + (argument.isRepeating ? " ..." : "")
            return argument.isOptional ? "[\(whole)]" : whole
        }
        let own = commandsBelow.isEmpty ? words : [Troff.italic("command"), "[\(Troff.italic("options"))]"]
        return ([Troff.bold(path.joined(separator: " "))] + own).joined(separator: " ")
    }

    private func writeArguments(to page: inout Troff) {
        let positional = arguments.filter { $0.kind == .positional }
        if !positional.isEmpty { page.request("SH", "ARGUMENTS") }
        for argument in positional { write(argument, head: Troff.italic(argument.valueName ?? ""), to: &page) }
        let options = arguments.filter { $0.kind != .positional }
        if !options.isEmpty { page.request("SH", "OPTIONS") }
        var section: String?
        // Those without a title of their own come first.
        for option in options.filter({ $0.sectionTitle == nil }) + options.filter({ $0.sectionTitle != nil }) {
            if let title = option.sectionTitle, title != section { page.request("SS", title) }
            section = option.sectionTitle
            let names = (option.names ?? []).sorted { $0.typed.count < $1.typed.count }.map { Troff.bold($0.typed) }
            let value = option.kind == .option ? " " + Troff.italic(option.valueName ?? "") : ""
            write(option, head: names.joined(separator: ", ") + value, to: &page)
        }
    }

    private func write(_ argument: HelpDump.Argument, head: String, to page: inout Troff) {
        page.request("TP")
        page.raw(head)
        let values = argument.allValues.map { $0.isEmpty ? nil : "values: " + $0.joined(separator: ", ") } ?? nil
        let preset = argument.defaultValue.map { "default: \($0)" }
        let notes = [values, preset].compactMap(\.self).joined(separator: "; ")
        page.line((argument.abstract ?? "") + (notes.isEmpty ? "" : " (\(notes))"))
        if let discussion = argument.discussion, !discussion.isEmpty { page.line(discussion) }
    }

    private func writeSurroundings(to page: inout Troff) {
        page.request("SH", "EXIT STATUS")
        let statuses = [
            ("0", "All was done."), ("1", "Done, but something was left out and listed."),
            ("2", "Nothing was done, and nothing changed."), ("64", "The command line was not understood."),
        ]
        for (status, meaning) in statuses { item(status, meaning, to: &page) }
        let isProgram = path.count == 1
        if isProgram || takes("--study") || takes("--coder") { page.request("SH", "ENVIRONMENT") }
        if isProgram || takes("--study") { item("ANKER_STUDY", "The study, where --study names none.", to: &page) }
        if isProgram || takes("--coder") {
            item("ANKER_CODER", "Who codes, where --coder names nobody; else the login name.", to: &page)
            item(
                "SOURCE_DATE_EPOCH",
                "Seconds since 1970 that are taken for the present time, so that the same work gives the same file.", to: &page)
        }
        if isProgram || takes("--no-pager") {
            item("ANKER_PAGER, PAGER", "What shows long texts on a terminal; else less, where it is installed.", to: &page)
        }
        if isProgram || path.dropFirst().first == "memo" { item("VISUAL, EDITOR", "What memos are written with.", to: &page) }
        guard isProgram || takes("--study") else { return }
        page.request("SH", "FILES")
        item("*.anker", "A study: one SQLite file that holds sources, codebook, codings, actors and ties.", to: &page)
        item(
            "*.anker-wal", "A change of which a command was interrupted while it closed; the next command takes it in.",
            to: &page)
    }

    private func item(_ head: String, _ text: String, to page: inout Troff) {
        page.request("TP")
        page.raw(Troff.bold(head))
        page.line(text)
    }

    private func writeExamples(to page: inout Troff) {
        guard !examples.isEmpty else { return }
        page.request("SH", "EXAMPLES")
        var heading: String?
        for example in examples {
            if example.heading != heading { page.line(example.heading + ":") }
            heading = example.heading
            page.beginExample()
            for line in example.lines { page.line(line) }
            page.endExample()
            page.request("PP")
        }
    }
}

/// A line of a page in Markdown that somebody types, under the heading of its section.
struct TypedLine: Equatable {
    var heading: String
    /// Several where it is continued.
    var lines: [String]

    /// Those of the blocks of a page that are marked `console` or not at all.
    static func all(in page: String) -> [Self] {
        var all: [Self] = []
        var heading = ""
        var isInBlock = false
        var isFenced = false
        var isTyped = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInBlock = line == "```console" || line == "```" && !isFenced
                isFenced.toggle()
            } else if !isFenced, line.hasPrefix("#") {
                heading = String(line.drop { $0 == "#" || $0 == " " })
            } else if isInBlock, line.hasPrefix("$ ") {
                all.append(Self(heading: heading, lines: [String(line.dropFirst(2))]))
                isTyped = true
                continue
            } else if isInBlock, isTyped, line.hasPrefix("> ") {
                all[all.count - 1].lines.append(String(line.dropFirst(2)))
                continue
            }
            isTyped = false
        }
        return all
    }
}

extension [TypedLine] {
    /// The first three that begin with the command of `path`, each once.
    fileprivate func calling(_ path: [String]) -> [TypedLine] {
        guard path.count > 1 else { return [] }
        let head = path.joined(separator: " ")
        var found: [TypedLine] = []
        for line in self where line.lines[0] == head || line.lines[0].hasPrefix(head + " ") {
            if !found.contains(where: { $0.lines == line.lines }) { found.append(line) }
        }
        return Array(found.prefix(3))
    }
}

extension String {
    fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
