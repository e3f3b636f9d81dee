import FileFormats
import Foundation
import Testing

struct ReadingMonitorTests {
    private func file(_ bytes: Int) throws -> String {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try Data(repeating: 0x20, count: bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func countsTheBytesOfAFile() throws {
        let path = try file(200_000)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var limits = InputLimits()
        let monitor = ReadingMonitor()
        limits.monitor = monitor
        _ = try FileByteSource(path: path, limits: limits).readAll(limit: 1 << 20)
        #expect(monitor.bytesRead == 200_000)
    }

    @Test func endsAReadingThatIsStopped() throws {
        let path = try file(10)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var limits = InputLimits()
        let monitor = ReadingMonitor()
        limits.monitor = monitor
        monitor.stop()
        #expect(throws: CancellationError.self) { try FileByteSource(path: path, limits: limits).readAll(limit: 100) }
    }

    @Test func errorsOfALimitSayHowItIsRaised() throws {
        let path = try file(100)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var limits = InputLimits()
        limits.unpackedBytes = 50
        let error = #expect(throws: FormatError.self) { try FileByteSource(path: path, limits: limits).readAll(limit: 1000) }
        #expect(
            error?.remedy
                == "if it is no mistake, split the file\nwhere it is meant so, raise the limit with --limit unpacked=NUMBER")
    }
}
