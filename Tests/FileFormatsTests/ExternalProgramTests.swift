import Testing

@testable import FileFormats

struct ExternalProgramTests {
    @Test func givesOutputErrorsAndStatus() throws {
        let shell = try #require(ExternalProgram("sh"))
        let outcome = try shell.run(["-c", "echo gut; echo schlecht >&2; exit 3"], limit: 100, seconds: 10, memory: 1 << 30)
        #expect(String(decoding: outcome.output, as: UTF8.self) == "gut\n")
        #expect(String(decoding: outcome.errors, as: UTF8.self) == "schlecht\n")
        #expect(outcome.status == 3)
    }

    @Test func wordsAreHandedOverAsTheyAre() throws {
        let echo = try #require(ExternalProgram("echo"))
        let outcome = try echo.run(["$(id)", "a b", "*"], limit: 100, seconds: 10, memory: 1 << 30)
        #expect(String(decoding: outcome.output, as: UTF8.self) == "$(id) a b *\n")
    }

    @Test func oneThatTakesTooLongOrSaysTooMuchIsEnded() throws {
        let sleep = try #require(ExternalProgram("sleep"))
        #expect(throws: ExternalProgram.Failure.tooSlow) { try sleep.run(["60"], limit: 100, seconds: 0.1, memory: 1 << 30) }
        let shell = try #require(ExternalProgram("sh"))
        #expect(throws: ExternalProgram.Failure.tooMuch) {
            try shell.run(["-c", "while :; do echo 0123456789; done"], limit: 1000, seconds: 10, memory: 1 << 30)
        }
    }

    @Test(.enabled(if: ExternalProgram("prlimit") != nil)) func itsMemoryIsLimited() throws {
        let shell = try #require(ExternalProgram("sh"))
        let outcome = try shell.run(["-c", "ulimit -v"], limit: 100, seconds: 10, memory: 256 << 20)
        // In KiB.
        #expect(String(decoding: outcome.output, as: UTF8.self) == "262144\n")
    }

    @Test func oneThatASignalEndedSaysWhich() throws {
        let shell = try #require(ExternalProgram("sh"))
        #expect(try shell.run(["-c", "kill -9 $$"], limit: 10, seconds: 10, memory: 1 << 30).status == -9)
    }

    @Test func oneThatIsNotThereIsNil() {
        #expect(ExternalProgram("no-such-program-here") == nil)
    }
}
