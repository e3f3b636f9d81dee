import StudyModel
import Testing

@testable import Commands

struct ProgressLineTests {
    private func line(_ name: String, read: Int, of total: Int, seconds: Int, width: Int = 80) -> String {
        ProgressLine(name: name, read: read, total: total, elapsed: .seconds(seconds), width: width).description
    }

    /// 45 of 100 MB in 9 seconds are 5 MB a second; the other 55 take 11 seconds at that rate.
    @Test func tellsShareRateAndTimeLeft() {
        #expect(
            line("survey.ods", read: 45_000_000, of: 100_000_000, seconds: 9)
                == "survey.ods  [#########-----------]   45 %  5.0 MB/s  0:11 left")
    }

    @Test func tellsMinutesWithTwoDigitsOfSeconds() {
        #expect(line("a", read: 1_000_000, of: 126_000_000, seconds: 1).hasSuffix("  1.0 MB/s  2:05 left"))
    }

    @Test func saysWhatGoesOnWhenAllIsRead() {
        #expect(line("a", read: 10, of: 10, seconds: 2).hasSuffix("[####################]  100 %  0.0 MB/s  writing the study"))
    }

    @Test(arguments: [1, 10, 40, 60, 80, 200])
    func neverFillsTheTerminalsLine(width: Int) {
        let name = "Gespräch mit der Bürgermeisterin über das Dorfcafé und die 日本語の名前.vtt"
        #expect(line(name, read: 5, of: 10, seconds: 3, width: width).displayWidth < width)
    }

    @Test func writesNothingOfAFilesNameThatSteersTheTerminal() {
        #expect(!line("\u{1B}[2Jx\n.txt", read: 5, of: 10, seconds: 3).unicodeScalars.contains { $0.value < 0x20 })
    }
}
