import Exporters
import StudyModel
import Testing

struct PipelineLockWriterTests {
    @Test func aLockHasAFileALineSortedByItsBytes() throws {
        let hash = try #require(ContentHash(bytes: [UInt8](repeating: 0x1A, count: 32)))
        let digits = String(repeating: "1a", count: 32)
        let lock = PipelineLock(
            time: 12, coder: "A \"B\"", study: "s.anker", journal: hash, content: hash,
            steps: [
                .init(
                    name: "a", words: ["import", "--", "x"], program: "0.1.0",
                    inputs: ["ä.txt": hash, "z.txt": hash, "Z.txt": hash]),
                .init(name: "b", words: ["check"], program: "0.1.0", study: hash, outputs: ["t.csv": hash]),
            ])
        #expect(
            PipelineLockWriter.write(lock) == """
                {
                  "lock": 1,
                  "coder": "A \\"B\\"",
                  "study": "s.anker",
                  "time": 12,
                  "journal": "\(digits)",
                  "content": "\(digits)",
                  "steps": [
                    {
                      "name": "a",
                      "words": ["import", "--", "x"],
                      "anker": "0.1.0",
                      "inputs": {
                        "Z.txt": "\(digits)",
                        "z.txt": "\(digits)",
                        "ä.txt": "\(digits)"
                      },
                      "outputs": {}
                    },
                    {
                      "name": "b",
                      "words": ["check"],
                      "anker": "0.1.0",
                      "study": "\(digits)",
                      "inputs": {},
                      "outputs": {
                        "t.csv": "\(digits)"
                      }
                    }
                  ]
                }

                """)
    }
}
