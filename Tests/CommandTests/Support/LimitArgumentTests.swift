import FileFormats
import Testing

@testable import Commands

struct LimitArgumentTests {
    @Test(arguments: [("cells=5", 5), ("cells=2K", 2048), ("cells=3m", 3 << 20), ("cells=1G", 1 << 30)])
    func takesNumbersAndPowersOf1024(text: String, number: Int) throws {
        let argument = try #require(LimitArgument(argument: text))
        #expect(argument.number == number)
        var limits = InputLimits()
        limits[keyPath: argument.limit] = argument.number
        #expect(limits.cells == number)
    }

    @Test(arguments: [
        "cells", "cells=", "cells=0", "cells=-1", "cells=1T", "cells=9999999999G", "depth=300", "=5", "cells=5=6",
    ])
    func refusesWhatIsNoLimit(text: String) {
        #expect(LimitArgument(argument: text) == nil)
    }

    @Test func knowsEveryLimitByOneName() {
        let names = InputLimits.named.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(
            names == [
                "unpacked", "ratio", "members", "tag", "attributes", "cells", "repeats", "text", "strings", "transcript",
                "cues", "definition", "paragraphs",
            ])
    }
}
