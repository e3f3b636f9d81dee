import StudyModel
import Testing

@testable import Exporters

struct SideFileWriterTests {
    @Test func rowsStandBehindTheColumnsOfTheirTable() throws {
        var writer = SideFileWriter()
        writer.begin(DataTable(name: "t", title: "T", columns: [.init("a", .string, ""), .init("b", .any, "")]))
        writer.write([.text("Straße \"1\"\n"), .integer(-5)])
        writer.write([.empty, .number(0.5)])
        writer.write([.boolean(true), .text("")])
        var bytes: [UInt8] = []
        try writer.flush(into: { bytes += $0 }, from: 0)
        #expect(
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() == [
                #"{"table":"t","columns":["a","b"]}"#, #"["Straße \"1\"\n",-5]"#, "[null,0.5]", #"[true,""]"#,
            ])
    }
}
