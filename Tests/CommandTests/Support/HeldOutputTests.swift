import FileFormats
import Foundation
import Testing

@testable import Commands

struct HeldOutputTests {
    /// What is written to a file when the lines 0 to 999 are released.
    private func released(limit: Int) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write("", to: "out")
        let file = try #require(FileHandle(forWritingAtPath: folder.path("out")))
        var output = HeldOutput(limit: limit)
        for number in 0..<1000 {
            var line = JSONWriter()
            line.integer(number)
            try output.line(line)
        }
        #expect(try folder.text(of: "out").isEmpty)
        try output.release(to: file.fileDescriptor)
        return try folder.text(of: "out")
    }

    @Test(arguments: [1 << 20, 100, 1])
    func givesEveryLineInOrderWhereverItWaited(limit: Int) throws {
        #expect(try released(limit: limit) == (0..<1000).map { "\($0)\n" }.joined())
    }
}
