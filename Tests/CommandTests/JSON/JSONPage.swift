/// The page `Docs/JSON.md`: what the schemas say, as tables.
struct JSONPage {
    private let files: [String: JSONValue]
    private let commands: [String]

    init(_ files: [String: JSONValue], commands: [String]) {
        self.files = files
        self.commands = commands
    }

    func markdown() -> String {
        var page = Self.opening
        for name in commands { page += section(name) }
        page += "\n## Lines that are read\n\n" + Self.reading
        for name in commands { page += section(name + "-from") }
        page += "\n## Shared shapes\n"
        for shape in files[SchemaFiles.shared]?["$defs"]?.members ?? [] {
            page += "\n### \(shape.name)\n\n\(shape.value["description"]?.text ?? "")\n"
            if shape.value["properties"] == nil {
                page += "\nA value is \(kind(of: shape.value)).\n"
            } else {
                page += table(of: shape.value, in: SchemaFiles.shared)
            }
        }
        return page
    }

    private func section(_ name: String) -> String {
        guard let schema = files[name], let title = schema["title"]?.text else { return "" }
        let file = SchemaFiles.file(of: name)
        let level = name.hasSuffix("-from") ? "###" : "##"
        var text = "\n\(level) \(title)\n\n\(schema["description"]?.text ?? "") Schema: [\(file)](Schemas/\(file)).\n"
        guard let shapes = schema["oneOf"]?.elements, schema["properties"] == nil else {
            return text + table(of: schema, in: name)
        }
        for shape in shapes {
            let reference = shape["$ref"] == nil ? "" : " It is \(kind(of: shape))."
            text += "\n**\(shape["title"]?.text ?? "")**: \(shape["description"]?.text ?? "")\(reference)\n"
            if shape["properties"] != nil { text += table(of: shape, in: name) }
        }
        return text
    }

    private func table(of schema: JSONValue, in name: String) -> String {
        let rows = rows(of: schema, below: "", in: name)
        return "\n| member | value | |\n|---|---|---|\n"
            + rows.map { "| \($0.member) | \($0.kind) | \($0.what.replacing("|", with: "\\|")) |\n" }.joined()
    }

    private typealias Row = (member: String, kind: String, what: String)

    private func rows(of schema: JSONValue, below path: String, in name: String) -> [Row] {
        let required = Set(schema["required"]?.texts ?? [])
        var rows: [Row] = []
        for member in schema["properties"]?.members ?? [] {
            let place = path + member.name
            let ending = required.contains(member.name) ? "" : ", optional"
            rows.append(("`\(place)`", kind(of: member.value) + ending, what(member.value)))
            rows += inner(of: member.value, at: place, in: name)
        }
        if let others = schema["additionalProperties"], others.members != nil, schema["properties"] != nil {
            rows.append(("others", kind(of: others), what(others)))
        }
        return rows
    }

    /// The members of objects in a member, by their paths: `memos[].title`.
    private func inner(of schema: JSONValue, at place: String, in name: String) -> [Row] {
        if let items = schema["items"] { return inner(of: items, at: place + "[]", in: name) }
        if let others = schema["additionalProperties"], others.members != nil, schema["properties"] == nil {
            return inner(of: others, at: place + ".*", in: name)
        }
        if let shapes = schema["oneOf"]?.elements {
            return shapes.flatMap { shape -> [Row] in
                [("`\(place)`", shape["title"]?.text ?? "", shape["description"]?.text ?? "")]
                    + rows(of: shape, below: place + ".", in: name)
            }
        }
        if let reference = schema["$ref"]?.text, reference.hasPrefix("#/$defs/"),
            let target = files[name]?["$defs"]?[String(reference.dropFirst("#/$defs/".count))]
        {
            return rows(of: target, below: place + ".", in: name)
        }
        return schema["properties"] == nil ? [] : rows(of: schema, below: place + ".", in: name)
    }

    private func what(_ schema: JSONValue) -> String {
        if let text = schema["description"]?.text { return text }
        guard let reference = schema["$ref"]?.text, let name = Self.sharedName(reference) else { return "" }
        return files[SchemaFiles.shared]?["$defs"]?[name]?["description"]?.text ?? ""
    }

    private static func sharedName(_ reference: String) -> String? {
        let start = SchemaFiles.file(of: SchemaFiles.shared) + "#/$defs/"
        return reference.hasPrefix(start) ? String(reference.dropFirst(start.count)) : nil
    }

    private func kind(of schema: JSONValue) -> String {
        if let reference = schema["$ref"]?.text {
            if let name = Self.sharedName(reference) { return "[\(name)](#\(name.lowercased()))" }
            guard let file = reference.split(separator: ".").first, let title = files[String(file)]?["title"]?.text else {
                return "object"
            }
            return "as a line of [\(title)](#\(title.replacing(" ", with: "-")))"
        }
        if let value = schema["const"] { return value == .boolean(true) ? "`true`" : "`\(value.text ?? "")`" }
        if let values = schema["enum"] { return values.texts.map { "`\($0)`" }.joined(separator: ", ") }
        if let shapes = schema["anyOf"]?.elements, schema["type"] == nil { return shapes.map(kind).joined(separator: " or ") }
        let types = schema["type"]?.text.map { [$0] } ?? schema["type"]?.texts ?? []
        let names = types.map { type in
            switch type {
            case "string": "text"
            case "integer": "whole number"
            case "boolean": "true or false"
            case "array":
                schema["minItems"] == .number(2) && schema["maxItems"] == .number(2)
                    ? "list of two whole numbers" : "list of \(plural(schema["items"]))"
            case "object":
                schema["properties"] == nil ? "object of \(plural(schema["additionalProperties"]))" : "object"
            default: type
            }
        }
        return names.isEmpty ? "object" : names.joined(separator: " or ")
    }

    private func plural(_ schema: JSONValue?) -> String {
        let one = schema.map(kind) ?? ""
        return switch one {
        case "text", "object": one + "s"
        case "whole number", "number", "number or null": one.replacing("number", with: "numbers")
        default: one
        }
    }

    private static let opening = """
        # JSON

        What commands print with `--json`, and what those with `--from` read. This page is made from the JSON Schemas (draft 2020-12) in \
        [Schemas](Schemas) by `make docs`; a test fails when it is stale, and another holds every line of JSON that the pages in \
        `Tests/CommandTests/Transcripts` and the [Cookbook](Cookbook.md) have the program print against its schema.

        ## What holds for all of them

        - **JSON Lines**: one object a line, in UTF-8 without a byte order mark, each ended by a line feed. A list without anything in it \
        is no line at all. A line feed inside of a text is written `\\n`.
        - **Order**: members stand in the order of the tables here, lines in the order that is said of each command. The same study gives \
        the same bytes.
        - **Positions** count Unicode scalars of the stored text of a source from 0. A range is `[120, 180]`: the first, and the one \
        behind the last. In Python `text[120:180]` is the passage; in JavaScript `[...text].slice(120, 180).join("")`.
        - **Numbers of things that people count** (turns, revisions, events, rows of a sheet) go from 1.
        - **What is not known is left out**; a member is null only in tables (`table`, `words`, `agreement`, `search --count`), where a \
        line has all columns.
        - **Plurals**: in lines about what the study holds (`sources`, `cases list`, `codebook show`, `find`) a plural is a list, and how many there are \
        ends in `Count`: `codings` and `codingCount`. What a command did, and columns of tables, are told as plain numbers: `"codings":12`.
        - **Names**: `leftOut`, `createdCodes`. Only the columns of tables are written `all_codings`, as in CSV and GraphML.
        - **`wrote`** is in what a command says of a file that it wrote; what goes to standard output instead is in its own format.
        - **Standard output** has the lines, standard error notes, warnings and errors, which are no JSON. `--quiet` leaves notes out.
        - **Exit status**: 0 when all was done, 1 when something was left out and listed (also: something was found by a `check`), 2 when \
        nothing was done, 64 when the command line was not understood. With 2 and 64 there is no line, but for those that `show` and its \
        like had printed before they broke off.
        - **What stays**: members keep their names, kinds of value and units. New members, new lines that another member tells apart, and new \
        values of a list such as `problem` may come; a program should pass over what it does not know. A change beyond that is told in the \
        [changelog](../CHANGELOG.md). The schemas are closed: they say what this version prints.

        """

    private static let reading = """
        One object a line; blank lines are passed over, and so is a byte order mark. What `codings`, `find`, `autocode`, `actor list` and `ties` \
        print is read back. The program passes over members that it does not know; the schemas refuse them, so that a misspelled \
        one is found.

        """
}
