import Foundation

/// A folder for files that have to be named by a path, for its owner only; gone with the value.
package final class TemporaryFolder {
    package let path: String

    package init() throws {
        var template = Array((NSTemporaryDirectory() + "/anker-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw FormatError.noTemporaryFile }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Puts the rest of `source` into a new file, and returns its path.
    package func write(_ source: some ByteSource, as name: String) throws -> String {
        let path = path + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FormatError.noTemporaryFile }
        defer { close(descriptor) }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block)
            guard count > 0 else { return path }
            var left = UnsafeRawBufferPointer(rebasing: block[..<count])
            while !left.isEmpty {
                let written = Foundation.write(descriptor, left.baseAddress, left.count)
                guard written > 0 else { throw FormatError.noTemporaryFile }
                left = UnsafeRawBufferPointer(rebasing: left[written...])
            }
        }
    }
}

extension FormatError {
    fileprivate static var noTemporaryFile: FormatError {
        FormatError("no temporary file can be written", remedy: "free some space for temporary files")
    }
}
