import Commands
import Foundation
import Importers
import Testing

/// Every line of JSON that a page of `Transcripts` or of the Cookbook has the program print, or gives it to read, is held against the
/// schema of its command. The lines are those that the program wrote: what a page cuts off behind a pipe is held against it too.
struct JSONLinesTests {
    @Test func eachCommandThatPrintsJSONHasASchemaAndEachSchemaACommand() throws {
        let commands = CommandList()
        let wanted = commands.names(taking: "--json") + commands.names(taking: "--from <file>").map { $0 + "-from" }
        let named = Set(try SchemaFiles.read().keys).subtracting([SchemaFiles.shared])
        #expect(named.subtracting(wanted).sorted() == [], "schemas of no command")
        #expect(Set(wanted).subtracting(named).sorted() == [], "commands without a schema in Docs/Schemas")
    }

    @Test(arguments: PageRuns.names)
    func eachLineIsAsTheSchemaOfItsCommandSays(page: String) throws {
        #expect(try JSONOfPages.check(page).problems == [])
    }

    /// A shape or member that no line has could say anything.
    @Test func eachShapeAndEachMemberOccursInALine() throws {
        let reached = try PageRuns.names.reduce(into: Set<String>()) { try $0.formUnion(JSONOfPages.check($1).reached) }
        let unseen = try SchemaFiles.schemas().places.filter { !reached.contains($0) }
        #expect(unseen == [])
    }

    @Test func eachObjectIsClosedAndEachMemberExplained() throws {
        let files = try SchemaFiles.read()
        let schemas = try SchemaFiles.schemas()
        #expect(schemas.places.count > files.count)
        for (name, schema) in files.sorted(by: { $0.key < $1.key }) {
            #expect(schema["title"]?.text != nil && schema["description"]?.text != nil, "\(name)")
            for object in schema.inner where object["properties"] != nil || object["type"] == .string("object") {
                #expect(object["additionalProperties"] != nil, "\(name): an object is open")
                for member in object["properties"]?.members ?? [] {
                    let isExplained = member.value["description"]?.text != nil || member.value["$ref"] != nil
                    #expect(isExplained, "\(name): '\(member.name)' has no description")
                }
            }
        }
    }

    /// What the readers of lines take and refuse, and the schemas with them.
    @Test(arguments: [
        ("code-from", #"{"source":"a","range":[0,5],"codes":["K"]}"#, true),
        ("code-from", #"{"source":"a","turn":"14-16","codes":["K"],"coder":"AB","weight":100}"#, true),
        ("code-from", #"{"source":"a","turn":3,"quote":"q","codes":["K"]}"#, true),
        ("code-from", #"{"source":"a","codes":["K"]}"#, false), ("code-from", #"{"range":[0,5],"codes":["K"]}"#, false),
        ("code-from", #"{"source":"a","range":[0,5]}"#, false),
        ("code-from", #"{"source":"a","range":[0],"codes":["K"]}"#, false),
        ("code-from", #"{"source":"a","range":[0,5],"codes":"K"}"#, false),
        ("code-from", #"{"source":"a","range":[0,5],"codes":["K"],"weight":101}"#, false),
        ("code-from", #"{"source":"a","turn":0,"codes":["K"]}"#, false),
        ("actor-add-from", #"{"name":"A"}"#, true), ("actor-add-from", #"{"kind":"Verein"}"#, false),
        ("actor-add-from", #"{"name":"A","reach":"far"}"#, false), ("actor-add-from", #"{"name":"A","aliases":"B"}"#, false),
        ("tie-add-from", #"{"from":"A","to":"B","kind":"K","evidence":[{"source":"s","turn":2}]}"#, true),
        ("tie-add-from", #"{"from":"A","to":"B","kind":"K","evidence":[{"source":"s"}]}"#, false),
        ("tie-add-from", #"{"from":"A","to":"B","kind":"K"}"#, false),
        ("tie-add-from", #"{"from":"A","to":"B","kind":"K","sign":"0","evidence":[{"source":"s","turn":2}]}"#, false),
        ("tie-add-from", #"{"from":"A","to":"B","kind":"K","strength":0,"evidence":[{"source":"s","turn":2}]}"#, false),
        ("tie-add-from", #"{"from":"A","to":"B","kind":"K","first":"May","evidence":[{"source":"s","turn":2}]}"#, false),
        (
            "tie-add-from", #"{"from":"A","to":"B","kind":"K","evidence":[{"survey":"s","respondent":"1","question":"q"}]}"#,
            true
        ),
        ("sources-resolve-from", #"{"passage":17,"lost":true}"#, true), ("sources-resolve-from", #"{"passage":17}"#, false),
        ("sources-resolve-from", #"{"lost":true}"#, false),
        ("sources-resolve-from", #"{"passage":17,"lost":true,"drop":true}"#, false),
        ("sources-resolve-from", #"{"coding":"8f0c","drop":true}"#, false),
        (
            "sources-resolve-from", #"{"coding":"ffd8bb2c-198e-5dbb-9d42-9d91e41e1836","quote":"das Café","turn":5}"#, true
        ),
        ("codebook-split-from", #"{"id":"ffd8bb2c-198e-5dbb-9d42-9d91e41e1836","codes":["K"]}"#, true),
        ("codebook-split-from", #"{"id":"ffd8bb2c-198e-5dbb-9d42-9d91e41e1836","codes":["K","L"]}"#, false),
        ("codebook-split-from", #"{"id":"1"}"#, false),
    ])
    func aLineIsReadWhereItsSchemaTakesIt(schema: String, line: String, isRead: Bool) throws {
        let problems = try SchemaFiles.schemas().check(JSONValue(line), by: SchemaFiles.file(of: schema)).problems
        #expect(problems.isEmpty == isRead)
        func reads(_ type: (some Decodable).Type) -> Bool { (try? JSONDecoder().decode(type, from: Data(line.utf8))) != nil }
        switch schema {
        case "code-from": #expect(reads(CodingLine.self) == isRead)
        case "actor-add-from": #expect(reads(ActorLine.self) == isRead)
        case "tie-add-from": #expect(reads(TieLine.self) == isRead)
        case "sources-resolve-from": #expect(reads(SettlementLine.self) == isRead)
        default: #expect(reads(CodingIDLine.self) == isRead)
        }
    }
}

extension Workplace.Record {
    /// Whether what it was given to read is a table and no lines of JSON.
    fileprivate var readsTable: Bool { arguments.contains { $0.hasSuffix(".csv") } }

    /// Whether its output is JSON: of what a table, a network or a codebook writes to standard output `--format` and `--output` say it.
    fileprivate func isJSON(of command: String) -> Bool {
        guard arguments.contains("--json") || command == "inspect" else { return false }
        let format = arguments.firstIndex(of: "--format").map { arguments[arguments.index(after: $0)...].first ?? "" }
        if command.hasPrefix("network-export") { return arguments.contains("--output") || arguments.contains("-o") }
        if command == "codebook-export" || command == "codebook-at" { return !arguments.contains("-") }
        return format == nil || format == "json" || arguments.contains("--output")
    }
}

/// The lines of JSON of each page against the schemas, each page once.
private enum JSONOfPages {
    struct Checked {
        var problems: [String] = []
        /// The schemas that some line reached.
        var reached: Set<String> = []
    }

    private static let pages: [String: Once<Checked>] = {
        let commands = CommandList()
        return Dictionary(
            uniqueKeysWithValues: PageRuns.names.map { page in
                (page, Once { try check(lines(of: page, commands), of: page, by: SchemaFiles.schemas()) })
            })
    }()

    static func check(_ page: String) throws -> Checked { try #require(pages[page]).value() }

    private static func check(_ lines: [(schema: String, text: String)], of page: String, by schemas: JSONSchema) -> Checked {
        lines.reduce(into: Checked()) { checked, line in
            guard let value = try? JSONValue(line.text) else {
                return checked.problems.append("\(page): \(line.schema): no JSON: \(line.text.prefix(200))")
            }
            let outcome = schemas.check(value, by: SchemaFiles.file(of: line.schema))
            checked.reached.formUnion(outcome.reached)
            checked.problems += outcome.problems.map { "\(page): \(line.schema): \($0) in \(line.text.prefix(200))" }
        }
    }

    /// The lines that were printed and read, with their schemas.
    private static func lines(of page: String, _ commands: CommandList) throws -> [(schema: String, text: String)] {
        try PageRuns.run(of: page).records.flatMap { record -> [(schema: String, text: String)] in
            guard let name = commands.name(calledBy: record.arguments) else { return [] }
            var lines = record.isJSON(of: name) ? record.output.lines.map { (schema: name, text: $0) } : []
            // A file that was refused is no example of what is read.
            if record.status == 0, !record.readsTable, let input = record.input {
                lines += input.lines.filter { name != "codebook-split" || $0.hasPrefix("{") }
                    .map { (schema: name + "-from", text: $0) }
            }
            return lines
        }
    }
}

extension JSONValue {
    /// The value and all values in it.
    fileprivate var inner: [JSONValue] {
        [self] + (members?.map(\.value) ?? elements ?? []).flatMap(\.inner)
    }
}

extension String {
    /// Those that are not empty.
    fileprivate var lines: [String] { split(separator: "\n").map(String.init) }
}
