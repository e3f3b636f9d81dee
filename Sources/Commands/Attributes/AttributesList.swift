import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct AttributesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the attributes with their types and values.",
        discussion: """
            With --json a line has "attribute", "type", "caseCount" (how many have a value) and "values", each with "value" and "caseCount".
            """)

    @OptionGroup var options: StudyOptions

    func run() throws {
        let attributes = try options.withStudy { try $0.attributes() }
        guard options.json else { return try Output.write(table(attributes).terminalText().utf8) }
        var output = BufferedOutput()
        for attribute in attributes {
            var line = JSONWriter()
            line.beginObject()
            line.member("attribute", attribute.name)
            line.member("type", attribute.kind.rawValue)
            line.member("caseCount", attribute.cases)
            line.key("values")
            line.beginArray()
            for count in attribute.values {
                line.beginObject()
                line.key("value")
                line.value(count.value, as: attribute.kind)
                line.member("caseCount", count.cases)
                line.endObject()
            }
            line.endArray()
            line.endObject()
            try output.line(line)
        }
        try output.flush()
    }

    private func table(_ attributes: [Attribute]) -> DataTable {
        DataTable(
            name: "attributes", title: "Attributes",
            columns: [
                .init("attribute", .string, "name"), .init("type", .string, "type"),
                .init("cases", .integer, "cases that have a value"),
                .init("values", .string, "the most frequent with their cases, the first 60 characters"),
            ],
            rows: attributes.map { attribute in
                let values = attribute.values.prefix(20).map { "\($0.value.text(as: attribute.kind)) (\($0.cases))" }
                return [
                    .text(attribute.name), .text(attribute.kind.rawValue), .integer(attribute.cases),
                    .text(values.joined(separator: ", ").shortened(to: 60)),
                ]
            })
    }
}
