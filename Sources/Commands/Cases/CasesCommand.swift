import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct CasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "The cases of the study: persons, households or initiatives, and what belongs to them.",
        subcommands: [
            CasesList.self, CasesAdd.self, CasesRename.self, CasesMerge.self, CasesRemove.self, CasesAssign.self,
            CasesUnassign.self,
        ], defaultSubcommand: CasesList.self)
}

struct CasesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the cases with their attributes.",
        discussion: """
            A column is an attribute; several values of one stand side by side. What a case answered in a survey is not listed; see \
            'anker export csv'.

            With --where only cases are listed for which a query holds, such as 'code(Rückzug) and case.Alter > 60' or 'not code(Rückzug)'. A \
            case is asked as a source is: it has all that its sources hold and that its speakers say, and attributes of its own.

            With --json a line has "id", "case", "sources", "speakers" (with "source" and "speaker"), "questionnaires", "actors", "memoCount" \
            and "attributes", in which each has a list of values.
            """)

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Only cases for which this query holds; see 'anker find --help'.", valueName: "query"))
    var query: String?

    @OptionGroup var options: StudyOptions

    func run() throws {
        let (cases, attributes) = try options.withStudy { study in
            let chosen = try query.map { try StudyQuery($0, in: study).cases() }
            return (try study.cases(only: chosen), try study.attributes())
        }
        guard options.json else { return try Output.write(table(cases, attributes).terminalText().utf8) }
        let kinds = Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $0.kind) })
        var output = BufferedOutput()
        for item in cases { try output.line(item.json(kinds)) }
        try output.flush()
    }

    private func table(_ cases: [Case], _ attributes: [Attribute]) -> DataTable {
        DataTable(
            name: "cases", title: "Cases",
            columns: [
                .init("case", .string, "name"), .init("sources", .integer, "sources that belong to it as a whole"),
                .init("speakers", .integer, "speakers of sources"), .init("questionnaires", .integer, "questionnaires"),
            ] + attributes.map { .init($0.name, .any, "an attribute") },
            rows: cases.map { item in
                [
                    .text(item.name), .integer(item.sources.count), .integer(item.speakers.count),
                    .integer(item.respondents.count),
                ]
                    + attributes.map { attribute in
                        let values = item.values[attribute.name] ?? []
                        return values.count == 1
                            ? values[0].cell(as: attribute.kind)
                            : .optional(
                                values.isEmpty ? nil : values.map { $0.text(as: attribute.kind) }.joined(separator: "; "))
                    }
            })
    }
}

extension Case {
    fileprivate func json(_ kinds: [String: Attribute.Kind]) -> JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("id", id.description)
        line.member("case", name)
        line.member("sources", sources)
        line.key("speakers")
        line.beginArray()
        for speaker in speakers {
            line.beginObject()
            line.member("source", speaker.source)
            line.member("speaker", speaker.name)
            line.endObject()
        }
        line.endArray()
        line.member("questionnaires", respondents)
        line.member("actors", actors)
        line.member("memoCount", memos)
        line.key("attributes")
        line.beginObject()
        for (name, values) in values.sorted(by: { inNameOrder($0.key, $1.key) }) {
            line.values(of: HeldAttribute(name: name, kind: kinds[name] ?? .text, values: values))
        }
        line.endObject()
        line.endObject()
        return line
    }
}

extension JSONWriter {
    /// The values of an attribute, as a member of the object that is open.
    mutating func values(of attribute: HeldAttribute) {
        key(attribute.name)
        beginArray()
        for value in attribute.values { self.value(value, as: attribute.kind) }
        endArray()
    }

    /// A value as a number, a truth or a text.
    mutating func value(_ value: AttributeValue, as kind: Attribute.Kind) {
        switch value {
        case .integer(let number) where kind == .boolean: boolean(number != 0)
        case .integer(let number): integer(Int(number))
        case .decimal(let number): self.number(number)
        case .text(let text): string(text)
        }
    }
}

struct CasesAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add cases.", discussion: "With --json: \"added\" and \"known\".")

    @Argument(help: ArgumentHelp("The names of the cases.", valueName: "name"))
    var names: [String]

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let counts = try options.withStudy { try $0.addCases(names, dryRun: change.dryRun, by: change.coder) }
        try options.say(
            "\(change.dryRun ? "would add" : "added") \(counts.added.counted("case"))", known: counts.known,
            added: counts.added,
            dryRun: change.dryRun)
    }
}

struct CasesRename: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a case another name; its id and what belongs to it stay.",
        discussion: "With --json: \"case\", \"was\" and \"changed\".")

    @Argument(help: ArgumentHelp("The case.", valueName: "case"), completion: .names(of: .case))
    var name: String

    @OptionGroup var wanted: NewNameOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let names = try options.withStudy {
            try $0.renameCase(name, to: wanted.newName, dryRun: change.dryRun, by: change.coder)
        }
        try options.sayRenamed("case", names.old, names.new, change)
    }
}

struct CasesRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take cases out.",
        discussion: """
            A case to which anything belongs is not removed unless --release says so: sources, speakers and actors then belong to no \
            case, and attribute values and memos on the case go with it. One with questionnaires is never removed; merge it instead.

            With --json a line has "case", "released", "values" and "memos".
            """)

    @Argument(help: ArgumentHelp("The cases.", valueName: "case"), completion: .names(of: .case))
    var names: [String]

    @Flag(name: .long, help: "Let go of what belongs to them.")
    var release = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let removed = try options.withStudy {
            try $0.removeCases(names, releasing: release, dryRun: change.dryRun, by: change.coder)
        }
        for item in removed {
            var parts: [String] = []
            if item.values > 0 { parts.append(item.values.counted("attribute value") + " with it") }
            if item.memos > 0 { parts.append(item.memos.counted("memo") + " with it") }
            if item.released > 0 { parts.append("\(item.released) that belonged to it and to no case now") }
            let told = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
            try options.sayRemoved("case", item.name, told, change) { line in
                line.member("released", item.released)
                line.member("values", item.values)
                line.member("memos", item.memos)
            }
        }
    }
}
