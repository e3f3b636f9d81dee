import FileFormats
import StudyModel

/// The JSON Schema of pipelines, made of the commands' own help; an editor that knows YAML completes and checks by it.
enum PipelineSchema {
    static func text() throws -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("$schema", "http://json-schema.org/draft-07/schema#")
        json.member("title", "A pipeline of Ankerpunkt")
        json.member("type", "object")
        json.member("required", ["study", "date", "coder", "steps"])
        json.key("additionalProperties")
        json.boolean(false)
        json.key("properties")
        json.beginObject()
        property("study", "The study that is built, a path that ends in .anker.", pattern: #"\.anker$"#, &json)
        property(
            "date", "The time that stands in the study as that of its codings.",
            pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$", &json)
        property("coder", "Who did what the steps do.", pattern: ".", &json)
        json.key("steps")
        json.beginObject()
        json.member("type", "array")
        json.key("items")
        json.beginObject()
        json.key("oneOf")
        json.beginArray()
        for command in try PipelineCommands.all() { step(command, &json) }
        json.endArray()
        json.endObject()
        json.endObject()
        json.endObject()
        json.endObject()
        return String(decoding: json.indentedBytes, as: UTF8.self)
    }

    private static func property(_ name: String, _ help: String, pattern: String, _ json: inout JSONWriter) {
        json.key(name)
        json.beginObject()
        json.member("description", help)
        json.member("type", "string")
        json.member("pattern", pattern)
        json.endObject()
    }

    private static func step(_ command: PipelineCommand, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("title", command.name)
        json.member("description", command.help)
        json.member("type", "object")
        let mustPrint = !command.writesFile && !command.changesStudy && !command.isCheck
        json.member("required", [command.name] + (mustPrint ? ["output"] : []))
        json.key("additionalProperties")
        json.boolean(false)
        json.key("properties")
        json.beginObject()
        // What a step is comes first, so that 'code' is the command of one step and an option of another; where it is both, the option has its dashes.
        json.key(command.name)
        values(command, &json)
        json.key("name")
        type("string", &json)
        json.key("may-leave-out")
        type("boolean", &json)
        if !command.writesFile, !command.changesStudy {
            json.key("output")
            json.beginObject()
            json.member("description", "The file that gets what the command prints.")
            json.member("type", "string")
            json.endObject()
        }
        for option in command.options {
            json.key(option.name == command.name ? "--\(option.name)" : option.name)
            value(option, &json)
        }
        json.endObject()
        json.endObject()
    }

    private static func type(_ name: String, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("type", name)
        json.endObject()
    }

    /// What stands behind the command itself.
    private static func values(_ command: PipelineCommand, _ json: inout JSONWriter) {
        let most = command.words == ["init"] ? 0 : command.values.count
        json.beginObject()
        json.key("type")
        json.beginArray()
        for name in most == 0 ? ["null"] : ["null", "string", "number", "array"] { json.string(name) }
        json.endArray()
        if most > 0 {
            json.member("description", command.values.map(\.help).joined(separator: " "))
            if command.values.last?.isRepeating != true { json.member("maxItems", most) }
        }
        json.endObject()
    }

    private static func value(_ option: PipelineCommand.Parameter, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("description", option.help)
        if option.isFlag {
            json.key("type")
            json.beginArray()
            for name in ["boolean", "null"] { json.string(name) }
            json.endArray()
        } else if option.isRepeating {
            json.key("oneOf")
            json.beginArray()
            json.beginObject()
            one(option, &json)
            json.endObject()
            json.beginObject()
            json.member("type", "array")
            json.key("items")
            json.beginObject()
            one(option, &json)
            json.endObject()
            json.endObject()
            json.endArray()
        } else {
            one(option, &json)
        }
        json.endObject()
    }

    private static func one(_ option: PipelineCommand.Parameter, _ json: inout JSONWriter) {
        if option.values.isEmpty {
            json.key("type")
            json.beginArray()
            for name in ["string", "number", "boolean"] { json.string(name) }
            json.endArray()
        } else {
            json.member("enum", option.values)
        }
    }
}
