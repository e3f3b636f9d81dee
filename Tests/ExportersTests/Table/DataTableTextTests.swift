import Exporters
import StudyModel
import Testing

struct DataTableTextTests {
    private let table = DataTable(
        name: "t", title: "T",
        columns: [
            .init("code", .string, ""), .init("n", .integer, ""), .init("share", .number, ""), .init("note", .string, ""),
        ],
        rows: [
            [.text("Räume"), .integer(12), .number(0.5), .empty],
            [.text("空間"), .integer(3), .number(2.0 / 3), .text("a|b\nc")],
            [.text("👩‍👩‍👧 Hof"), .empty, .number(-0.00001), .text("x")],
        ])

    @Test func alignsColumnsByTheWidthThatATerminalDraws() {
        // Two columns each for 空, 間 and the family, which is five scalars.
        #expect(
            table.terminalText() == """
                code     n   share  note
                Räume   12  0.5000
                空間     3  0.6667  a|b␊c
                👩‍👩‍👧 Hof      -1e-05  x

                """)
    }

    @Test func usesNoMoreDecimalsThanAColumnNeeds() {
        let table = DataTable(
            name: "t", title: "", columns: [.init("x", .number, "")],
            rows: [[.number(1.25)], [.number(-10)], [.number(0)], [.number(.nan)]])
        #expect(table.terminalText() == "     x\n  1.25\n-10.00\n  0.00\n   nan\n")
    }

    @Test func makesControlCharactersVisible() {
        let table = DataTable(
            name: "t", title: "", columns: [.init("x", .string, "")], rows: [[.text("\u{1B}[31mred\u{202E}")]])
        #expect(table.terminalText() == "x\n<U+001B>[31mred<U+202E>\n")
    }

    @Test func escapesWhatMarkdownWouldRead() {
        #expect(
            table.markdown() == """
                | code | n | share | note |
                | --- | ---: | ---: | --- |
                | Räume | 12 | 0.5000 |  |
                | 空間 | 3 | 0.6667 | a\\|b<br>c |
                | 👩‍👩‍👧 Hof |  | -1e-05 | x |

                """)
    }

    @Test func writesOneObjectARowWithEveryColumn() {
        var table = table
        table.rows.removeFirst(2)
        #expect(
            String(decoding: table.jsonLines(), as: UTF8.self)
                == "{\"code\":\"👩‍👩‍👧 Hof\",\"n\":null,\"share\":-1e-05,\"note\":\"x\"}\n")
    }

    @Test func writesCSVWithTheNamesOfTheColumns() {
        #expect(
            String(decoding: table.csv(), as: UTF8.self)
                == "code,n,share,note\r\nRäume,12,0.5,\r\n空間,3,0.6666666666666666,\"a|b\nc\"\r\n👩‍👩‍👧 Hof,,-1e-05,x\r\n")
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("Räume", 5), ("Ra\u{308}ume", 5), ("空間", 4), ("한글", 4), ("ｱ", 1), ("Ａ", 2), ("🇩🇪", 2), ("👍🏽", 2),
        ("❤️", 2), ("❤", 1), ("1\u{FE0F}\u{20E3}", 2), ("\u{200B}", 0), ("„Wir“ …", 7),
    ])
    func countsTheColumnsOfATerminal(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }
}
