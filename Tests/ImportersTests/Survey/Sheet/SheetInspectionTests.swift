import FileFormats
import Testing

@testable import Importers

struct SheetInspectionTests {
    private func lines(rows: Bool) throws -> [String] {
        let sheet = SheetSurveyCase.sheet([
            ["Nr", nil, "Ort"], [1.5, .date("2021-01-01"), .boolean(true)], [.error("#N/A"), .duration("PT1H"), "a \"b\""],
        ])
        return try SheetSurveyCase.withFile(sheet) { file in
            var lines: [String] = []
            try ODSFormat().inspect(file, options: ImportOptions(), rows: rows) { lines.append($0.text) }
            return lines
        }
    }

    private let summary = """
        {"summary":{"format":"fods","sheets":[{"name":"Responses","rows":3,"columns":3,"cells":8,"coveredCells":0,"errors":1}]}}
        """

    @Test func printsOneLineARowAndTheFigures() throws {
        #expect(
            try lines(rows: true) == [
                ##"{"sheet":"Responses","row":1,"cells":{"A":{"type":"string","value":"Nr"},"C":{"type":"string","value":"Ort"}}}"##,
                ##"{"sheet":"Responses","row":2,"cells":{"A":{"type":"float","value":1.5},"B":{"type":"date","value":"2021-01-01"},"C":{"type":"boolean","value":true}}}"##,
                ##"{"sheet":"Responses","row":3,"cells":{"A":{"type":"error","value":"#N/A"},"B":{"type":"time","value":"PT1H"},"C":{"type":"string","value":"a \"b\""}}}"##,
                summary,
            ])
    }

    @Test func printsTheFiguresAlone() throws {
        #expect(try lines(rows: false) == [summary])
    }

    @Test func knowsSheetsByNameAndContent() {
        let format = ODSFormat()
        #expect(format.recognizes(InputFile(path: "/x/Umfrage.ODS"), head: []))
        #expect(!format.recognizes(InputFile(path: "/x/a.docx"), head: [0x50, 0x4B, 3, 4]))
        let head = [0x50, 0x4B, 3, 4] + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8)
        #expect(format.recognizes(InputFile(path: "/x/noname"), head: head))
    }
}
