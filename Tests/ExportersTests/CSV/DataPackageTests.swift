import Exporters
import FileFormats
import Foundation
import StudyModel
import Testing

struct DataPackageTests {
    private let codes = DataTable(
        name: "codes", title: "Codes",
        columns: [.init("name", .string, "its name"), .init("share", .number, "of all")], primaryKey: ["name"],
        rows: [[.text("Räume"), .number(0.5)]])
    private let codings = DataTable(
        name: "codings", title: "Codings", columns: [.init("code", .string, "what was coded")],
        foreignKeys: [.init("code", table: "codes", column: "name")], rows: [[.text("Räume")]])

    private func descriptor(_ dialect: CSVWriter.Dialect = .standard) throws -> [String: Any] {
        let package = try DataPackage(name: "study", title: "A study", tables: [codings, codes], dialect: dialect)
        let file = try #require(package.files.last)
        return try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
    }

    @Test func writesEachTableInOrderOfNamesAndTheDescriptorLast() throws {
        let package = try DataPackage(name: "study", title: "A study", tables: [codings, codes])
        #expect(package.files.map(\.path) == ["codes.csv", "codings.csv", "datapackage.json"])
        #expect(String(decoding: package.files[0].bytes, as: UTF8.self) == "name,share\r\nRäume,0.5\r\n")
    }

    @Test func describesColumnsAndKeys() throws {
        let descriptor = try descriptor()
        #expect(descriptor["profile"] as? String == "tabular-data-package")
        let resources = try #require(descriptor["resources"] as? [[String: Any]])
        #expect(resources.map { $0["path"] as? String } == ["codes.csv", "codings.csv"])
        // name,share CR LF Räume,0.5 CR LF
        #expect(resources[0]["bytes"] as? Int == 24)
        let schema = try #require(resources[0]["schema"] as? [String: Any])
        #expect(schema["primaryKey"] as? [String] == ["name"])
        #expect(schema["missingValues"] as? [String] == [""])
        let fields = try #require(schema["fields"] as? [[String: Any]])
        #expect(fields.map { $0["type"] as? String } == ["string", "number"])
        #expect(fields[0]["constraints"] as? [String: Bool] == ["required": true, "unique": true])
        let other = try #require(resources[1]["schema"] as? [String: Any])
        let key = try #require((other["foreignKeys"] as? [[String: Any]])?.first)
        #expect((key["reference"] as? [String: Any])?["resource"] as? String == "codes")
    }

    @Test func tellsReadersHowTheExcelDialectWritesNumbers() throws {
        let resources = try #require(try descriptor(.excel)["resources"] as? [[String: Any]])
        #expect((resources[0]["dialect"] as? [String: Any])?["delimiter"] as? String == ";")
        let fields = try #require((resources[0]["schema"] as? [String: Any])?["fields"] as? [[String: Any]])
        #expect(fields.map { $0["decimalChar"] as? String } == [nil, ","])
    }

    @Test func refusesKeysThatLeadNowhereAndNamesThatAreNoFileNames() {
        var table = codings
        table.foreignKeys = [.init("code", table: "codes", column: "title")]
        #expect(throws: DataPackage.Problem.danglingKey(table: "codes", column: "title")) {
            try DataPackage(name: "study", title: "", tables: [codes, table])
        }
        table.name = "../codings"
        #expect(throws: DataPackage.Problem.invalidName("../codings")) {
            try DataPackage(name: "study", title: "", tables: [table])
        }
        #expect(throws: DataPackage.Problem.repeatedTable("codes")) {
            try DataPackage(name: "study", title: "", tables: [codes, codes])
        }
    }
}
