import Foundation
import StudyModel
import Testing

@testable import Commands

struct PipelineCommandsTests {
    private static func leaves(below command: HelpDump.Command, _ words: [String]) -> [(name: String, options: Set<String>)] {
        let below = (command.subcommands ?? []).filter { $0.commandName != "help" }
        guard below.isEmpty else { return below.flatMap { leaves(below: $0, words + [$0.commandName]) } }
        return [(words.joined(separator: " "), Set((command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name)))]
    }

    /// So that a new command is thought of: it changes the study, reads it, or does not belong into a pipeline.
    @Test func everyCommandIsInOneOfThreeLists() throws {
        let commands = Set(Self.leaves(below: try HelpDump.read(), []).map(\.name))
        #expect(
            commands.subtracting(PipelineCommands.changing.union(PipelineCommands.reading).union(PipelineCommands.left)) == [])
        #expect(
            PipelineCommands.changing.union(PipelineCommands.reading).union(PipelineCommands.left).subtracting(commands) == [])
        #expect(PipelineCommands.changing.isDisjoint(with: PipelineCommands.reading.union(PipelineCommands.left)))
        #expect(PipelineCommands.reading.isDisjoint(with: PipelineCommands.left))
    }

    @Test func whatCanBeTriedFirstChangesTheStudy() throws {
        let tried = Self.leaves(below: try HelpDump.read(), []).filter { $0.options.contains("dry-run") }.map(\.name)
        #expect(tried.count > 20)
        #expect(Set(tried).subtracting(PipelineCommands.left).subtracting(PipelineCommands.changing) == [])
    }

    @Test func filesAreToldFromOtherValues() throws {
        func roles(_ name: String) throws -> [String: String] {
            let command = try #require(try PipelineCommands.named(name))
            return Dictionary(
                uniqueKeysWithValues: (command.values + command.options).filter { $0.role != .plain }.map {
                    ($0.name, "\($0.role)")
                })
        }
        #expect(try roles("init") == ["codebook": "input"])
        #expect(try roles("import") == ["file": "input", "map": "input"])
        #expect(try roles("code") == ["from": "input"])
        #expect(try roles("codebook export") == ["file": "output"])
        #expect(try roles("export csv") == ["folder": "outputFolder"])
        #expect(try roles("network export actors") == ["output": "output"])
        #expect(try roles("table frequencies") == [:])
        #expect(try PipelineCommands.named("undo") == nil)
    }
}

struct PipelineSchemaTests {
    private static let page = Workplace.package.appendingPathComponent("Docs/pipeline.schema.json")

    /// With `ANKER_UPDATE_DOCS=1`, as `make docs` sets it, the page is written anew.
    @Test func theSchemaInTheDocsIsThatOfTheProgram() throws {
        let text = try PipelineSchema.text()
        if ProcessInfo.processInfo.environment["ANKER_UPDATE_DOCS"] == "1" { try Data(text.utf8).write(to: Self.page) }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == text)
    }
}
