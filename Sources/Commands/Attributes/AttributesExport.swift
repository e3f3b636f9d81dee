import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct AttributesExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the attributes as CSV, as 'attributes import' reads them.",
        discussion: """
            A row is a case, a column an attribute; a second value of a multiple response stands in 'Name[2]'. Answers to surveys are not \
            in it; 'anker export csv' writes them. With --json: "wrote", "cases" and "attributes".
            """)

    @OptionGroup var output: CSVFileOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (cases, attributes) = try options.withStudy { study in (try study.cases(), try study.attributes()) }
        var csv = output.writer
        csv.text("case")
        let columns = attributes.flatMap { attribute in
            (0..<attribute.instances).map { (attribute: attribute, instance: $0) }
        }
        for attribute in attributes { csv.headings(attribute.name, count: attribute.instances) }
        csv.endRow()
        for item in cases {
            csv.text(item.name)
            for column in columns {
                let values = item.values[column.attribute.name] ?? []
                guard values.indices.contains(column.instance) else {
                    csv.empty()
                    continue
                }
                csv.value(values[column.instance], as: column.attribute.kind)
            }
            csv.endRow()
        }
        try OutputFile.write(output.file, bytes: csv.bytes)
        try options.sayWritten(output.file, [("case", cases.count), ("attribute", attributes.count)])
    }
}

extension CSVWriter {
    mutating func value(_ value: AttributeValue, as kind: Attribute.Kind) {
        cell(value.cell(as: kind))
    }
}
