import Exporters
import FileFormats
import Foundation
import StudyModel
import Testing

struct DataPackageWriterTests {
    private let codes = DataTable(
        name: "codes", title: "Codes",
        columns: [.init("name", .string, "its name"), .init("share", .number, "of all")], primaryKey: ["name"],
        rows: [[.text("Räume"), .number(0.5)]])
    private let codings = DataTable(
        name: "codings", title: "Codings", columns: [.init("code", .string, "what was coded")],
        foreignKeys: [.init("code", table: "codes", column: "name")], rows: [[.text("Räume")]])

    /// Writes the tables and returns the files by name, the descriptor among them.
    private func files(_ tables: [DataTable], _ dialect: CSVWriter.Dialect = .standard) throws -> [String: [UInt8]] {
        var package = DataPackageWriter(name: "study", title: "A study", dialect: dialect)
        var files: [String: [UInt8]] = [:]
        for table in tables {
            var bytes: [UInt8] = []
            try package.write(table, to: { bytes += $0 }, rows: { row in for cells in table.rows { try row(cells) } })
            files["\(table.name).csv"] = bytes
        }
        files["datapackage.json"] = try package.descriptor()
        return files
    }

    private func descriptor(_ dialect: CSVWriter.Dialect = .standard) throws -> [String: Any] {
        let file = try #require(try files([codings, codes], dialect)["datapackage.json"])
        return try #require(try JSONSerialization.jsonObject(with: Data(file)) as? [String: Any])
    }

    @Test func writesEachTableWithItsColumnsInTheFirstRow() throws {
        let bytes = try #require(try files([codes])["codes.csv"])
        #expect(String(decoding: bytes, as: UTF8.self) == "name,share\r\nRäume,0.5\r\n")
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
        #expect(throws: DataPackageWriter.Problem.danglingKey(table: "codes", column: "title")) {
            try files([codes, table])
        }
        table.name = "../codings"
        #expect(throws: DataPackageWriter.Problem.invalidName("../codings")) {
            try files([table])
        }
        #expect(throws: DataPackageWriter.Problem.repeatedTable("codes")) {
            try files([codes, codes])
        }
    }
}
