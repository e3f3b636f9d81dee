import Foundation
package import StudyModel
import Yams

extension Pipeline {
    /// Reads a pipeline: what it builds, and its steps, each with the words of a command and that command's options as keys.
    ///
    /// - Parameters:
    ///   - names: of the commands that a step can be.
    ///   - command: what is known of one of them.
    ///   - diagnostics: gets what is wrong, each with line and column.
    /// - Returns: nil where something is wrong.
    /// - Throws: `Refusal` for what is not YAML.
    package init?(
        yaml text: String, file: String, names: Set<String>, command: (String) throws -> PipelineCommand?,
        diagnostics: inout [Diagnostic]
    ) throws {
        let document = try YAMLDocument(text, file: file, whereEmpty: "begin with 'study: NAME.anker' and 'steps:'")
        let named = document.stepKeys.union(["init"]).intersection(names)
        let commands = try named.compactMap { name in try command(name).map { (name, $0) } }
        var reading = PipelineReading(
            document, names: names.sorted(), commands: Dictionary(uniqueKeysWithValues: commands))
        let pipeline = reading.read()
        diagnostics += reading.fields.diagnostics
        guard let pipeline, !reading.fields.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
        self = pipeline
    }
}

extension YAMLDocument {
    /// The keys of all steps, commands among them.
    fileprivate var stepKeys: Set<String> {
        guard case .mapping(let pairs) = root, case .sequence(let steps)? = pairs["steps"] else { return [] }
        return Set(
            steps.flatMap { step -> [String] in
                guard case .mapping(let pairs) = step else { return [] }
                return pairs.compactMap { if case .scalar(let key) = $0.key { key.string } else { nil } }
            })
    }
}

private struct PipelineReading {
    private(set) var fields: YAMLFields
    private let root: Node
    private let commands: [String: PipelineCommand]
    private let names: [String]
    private var taken: Set<String> = []

    init(_ document: YAMLDocument, names: [String], commands: [String: PipelineCommand]) {
        fields = YAMLFields(document)
        root = document.root
        self.names = names
        self.commands = commands
    }

    mutating func read() -> Pipeline? {
        let keys = ["study", "date", "coder", "steps"]
        guard case .mapping = root else {
            fields.report(.noPipeline, at: root, remedy: "begin with 'study: NAME.anker' and 'steps:'")
            return nil
        }
        let members = fields.members(of: root, "a pipeline", keys: keys)
        for key in keys where members[key] == nil { fields.report(.missing(key), at: root, remedy: remedies[key]) }
        let study = path(members["study"], "'study'")
        if let study, !study.hasSuffix(".anker"), let node = members["study"] {
            fields.report(.notAStudy(study), at: node, remedy: "write 'study: \(study).anker'")
        }
        let time = date(members["date"])
        let coder = fields.string(members["coder"], "'coder'")?.normalizedName
        if coder == "", let node = members["coder"] { fields.report(.missing("coder"), at: node, remedy: remedies["coder"]) }
        var steps: [PipelineStep] = []
        for node in fields.items(of: members["steps"], "the steps") {
            if let step = step(node, study: study ?? "") { steps.append(step) }
        }
        if steps.first?.command.words != ["init"], let shape = commands["init"] {
            let place = fields.document.place(of: members["study"] ?? root)
            let name = unique(nil, for: PipelineStep(name: "", command: shape, place: place))
            steps.insert(PipelineStep(name: name, command: shape, arguments: [.init(value: study)], place: place), at: 0)
        }
        fields.checkOrder(of: steps, study: study)
        guard let study, let time, let coder else { return nil }
        return Pipeline(study: study, time: time, coder: coder, steps: steps)
    }

    /// A path inside of the pipeline's folder, or above it; never one from the root, which no other machine has.
    private mutating func path(_ node: Node?, _ what: String) -> String? {
        guard let node, let path = fields.string(node, what) else { return nil }
        guard !path.isEmpty, !path.hasPrefix("/"), !path.hasPrefix("~"), path != "-" else {
            fields.report(.notAPath(path), at: node, remedy: "write a path that begins at the folder of this file")
            return nil
        }
        return PipelinePath.plain(path)
    }

    private mutating func date(_ node: Node?) -> Int? {
        guard let node, let text = fields.string(node, "'date'") else { return nil }
        guard let time = text.secondsSince1970 else {
            fields.report(.notADate(text), at: node, remedy: remedies["date"])
            return nil
        }
        return time
    }

    private mutating func step(_ node: Node, study: String) -> PipelineStep? {
        let pairs = fields.pairs(of: node, "a step", remedy: "write '- import: FILE' or another command with its colon")
        var name: (text: String, node: Node)?
        var mayLeaveOut = false
        var command: (shape: PipelineCommand, key: Node, value: Node)?
        var rest: [(key: String, node: Node, value: Node)] = []
        for (key, value) in pairs {
            guard case .scalar(let scalar) = key else {
                fields.report(.keyIsNoWord, at: key, remedy: "keys are a command or the name of an option")
                continue
            }
            switch scalar.string {
            case "name":
                if let text = fields.name(value, "a step", in: key) { name = (text, value) }
            case "may-leave-out": mayLeaveOut = fields.boolean(value, "may-leave-out", default: false)
            default:
                if command == nil {
                    guard let shape = shape(scalar.string, at: key) else { return nil }
                    command = (shape, key, value)
                } else {
                    rest.append((scalar.string, key, value))
                }
            }
        }
        guard let command else {
            if !pairs.isEmpty { fields.report(.noCommand, at: node, remedy: "write '- import: FILE' or another command") }
            return nil
        }
        var step = PipelineStep(
            name: "", command: command.shape, mayLeaveOut: mayLeaveOut, place: fields.document.place(of: command.key))
        step.arguments = values(of: command.value, for: command.shape)
        for (key, node, value) in rest { add(key, at: node, value, to: &step) }
        if command.shape.words == ["init"] { step.arguments.insert(.init(value: study), at: 0) }
        step.name = unique(name, for: step)
        if !step.command.changesStudy, step.outputs.isEmpty, !step.command.isCheck {
            fields.report(.nothingKept(step.command.name), at: command.key, remedy: "add 'output: FILE'")
        }
        return step
    }

    private mutating func shape(_ word: String, at node: Node) -> PipelineCommand? {
        if let shape = commands[word] { return shape }
        let below = names.filter { $0.hasPrefix(word + " ") }
        let remedy = below.isEmpty ? word.suggestion(among: names, "there are") : "there are: " + below.quoted
        fields.report(.unknownCommand(word), at: node, remedy: remedy)
        return nil
    }

    /// What stands by itself: one value, or a list of them.
    private mutating func values(of node: Node, for shape: PipelineCommand) -> [PipelineStep.Argument] {
        if node.isNull { return [] }
        // The study is named once, for the whole pipeline.
        let parameters = shape.words == ["init"] ? [] : shape.values
        let nodes: [Node]
        switch node {
        case .sequence(let items): nodes = Array(items)
        default: nodes = [node]
        }
        var arguments: [PipelineStep.Argument] = []
        for (place, node) in nodes.enumerated() {
            let repeating = parameters.last.flatMap { $0.isRepeating ? $0 : nil }
            guard let parameter = place < parameters.count ? parameters[place] : repeating else {
                fields.report(.tooMany(shape.name, parameters.count), at: node, remedy: "options stand as keys below it")
                break
            }
            if let value = value(node, of: parameter, shape) { arguments.append(.init(value: value, role: parameter.role)) }
        }
        return arguments
    }

    private mutating func value(_ node: Node, of parameter: PipelineCommand.Parameter, _ shape: PipelineCommand) -> String? {
        let what = "'\(parameter.name)'"
        guard parameter.role == .plain else { return path(node, what) }
        guard let value = fields.string(node, what) else { return nil }
        guard parameter.values.isEmpty || parameter.values.contains(value) else {
            fields.report(
                .unknownValue(value, parameter.name), at: node,
                remedy: value.suggestion(among: parameter.values, "there are"))
            return nil
        }
        return value
    }

    private mutating func add(_ key: String, at node: Node, _ value: Node, to step: inout PipelineStep) {
        let shape = step.command
        if key == "output", !shape.writesFile, !shape.changesStudy {
            step.printsTo = path(value, "'output'")
            return
        }
        let isDashed = key == "--\(shape.name)"
        guard let parameter = shape.options.first(where: { $0.name == (isDashed ? shape.name : key) }) else {
            let options = shape.options.map { $0.name == shape.name ? "--\($0.name)" : $0.name }
            let keys = options + (shape.writesFile || shape.changesStudy ? [] : ["output"])
            let remedy = (keys + ["name", "may-leave-out"]).sorted()
            fields.report(
                .unknownOption(key, shape.name), at: node,
                remedy: names.contains(key)
                    ? "begin another step with '- \(key):'" : key.suggestion(among: remedy, "there are"))
            return
        }
        let key = parameter.name
        if parameter.isFlag {
            if fields.boolean(value, key, default: true) { step.arguments.append(.init(option: key)) }
            return
        }
        if value.isNull { return fields.report(.valueMissing(key), at: node, remedy: "write it behind '\(key):'") }
        var nodes = [value]
        if case .sequence(let items) = value {
            guard parameter.isRepeating else { return fields.report(.oneValue(key), at: value, remedy: "write one value") }
            nodes = Array(items)
        }
        for node in nodes {
            if let value = self.value(node, of: parameter, shape) {
                step.arguments.append(.init(option: key, value: value, role: parameter.role))
            }
        }
    }

    /// The name that is given, which must be new; else the file that comes out, or the command, with a number where it is taken.
    private mutating func unique(_ given: (text: String, node: Node)?, for step: PipelineStep) -> String {
        if let given {
            if !taken.insert(given.text).inserted {
                fields.report(.nameTaken(given.text), at: given.node, remedy: "give this step a name of its own")
            }
            return given.text
        }
        let base = step.outputs.first?.split(separator: "/").last.map(String.init) ?? step.command.name
        let name = (1...).lazy.map { $0 == 1 ? base : "\(base) (\($0))" }.first { !taken.contains($0) } ?? base
        taken.insert(name)
        return name
    }
}

private let remedies = [
    "study": "write 'study: NAME.anker', the file that the steps build",
    "date":
        "write 'date: 2026-01-31': it stands in the study as the time of its codings, so that a rebuild makes the same bytes",
    "coder": "write 'coder: NAME': it stands in the study as who did what the steps do",
    "steps": "write 'steps:' and below it '- import: FILE' and others",
]

extension [String] {
    fileprivate var quoted: String { map { "'\($0)'" }.joined(separator: ", ") }
}

extension String {
    /// A day, which begins at midnight UTC, or a time of UTC to the second; nil for anything else.
    fileprivate var secondsSince1970: Int? {
        guard utf8.count == 10 || utf8.count == 20, String(prefix(10)).isYearMonthOrDay else { return nil }
        let date = prefix(10).split(separator: "-").compactMap { Int32($0) }
        let clock = utf8.count == 10 ? ["00", "00", "00"] : dropFirst(11).dropLast().split(separator: ":").map(String.init)
        let times = clock.compactMap { $0.utf8.count == 2 ? Int32($0) : nil }
        guard utf8.count == 10 || dropFirst(10).first == "T" && last == "Z", clock.count == 3, times.count == 3,
            (0..<24).contains(times[0]), (0..<60).contains(times[1]), (0..<60).contains(times[2])
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (date[0] - 1900, date[1] - 1, date[2])
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (times[0], times[1], times[2])
        return timegm(&parts)
    }
}

extension Diagnostic.Message {
    fileprivate static func missing(_ key: String) -> Self { "the pipeline has no '\(key)'" }
    fileprivate static func notAStudy(_ path: String) -> Self { "'\(path)' does not end in .anker" }
    fileprivate static func notAPath(_ path: String) -> Self { "'\(path)' is no path from this folder" }
    fileprivate static var noPipeline: Self { "is no pipeline" }
    fileprivate static func notADate(_ text: String) -> Self { "'\(text)' is no date" }
    fileprivate static var keyIsNoWord: Self { "a key of a step is not a word" }
    fileprivate static var noCommand: Self { "the step has no command" }
    fileprivate static func unknownCommand(_ word: String) -> Self { "'\(word)' is no command of a pipeline" }
    fileprivate static func unknownOption(_ key: String, _ command: String) -> Self { "'\(command)' has no option '\(key)'" }
    fileprivate static func unknownValue(_ value: String, _ option: String) -> Self { "'\(value)' is no \(option)" }
    fileprivate static func valueMissing(_ key: String) -> Self { "'\(key)' has no value" }
    fileprivate static func oneValue(_ key: String) -> Self { "'\(key)' takes one value" }
    fileprivate static func tooMany(_ command: String, _ count: Int) -> Self {
        count == 0 ? "'\(command)' takes nothing behind it" : "'\(command)' takes no more than \(count) behind it"
    }
    fileprivate static func nameTaken(_ name: String) -> Self { "two steps are called '\(name)'" }
    fileprivate static func nothingKept(_ command: String) -> Self { "what '\(command)' says is kept nowhere" }
}
