import Foundation

/// Bytes that are read once, from front to back.
package protocol ByteSource: AnyObject {
    /// Fills the start of `buffer` and returns how many bytes were put there; 0 only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// The bytes of a plain file.
package final class FileByteSource: ByteSource {
    private let descriptor: Int32
    private let limit: Int
    private let bound: WritableKeyPath<InputLimits, Int>
    private let monitor: ReadingMonitor?
    private var total = 0

    /// `bound` is the limit for its size.
    package init(
        path: String, limits: InputLimits = .init(), bound: WritableKeyPath<InputLimits, Int> = \.unpackedBytes
    ) throws {
        var info = stat()
        guard stat(path, &info) == 0 else { throw FormatError.unreadable(errno) }
        guard info.st_mode & S_IFMT != S_IFDIR else { throw FormatError.isDirectory }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FormatError.unreadable(errno) }
        limit = limits[keyPath: bound]
        self.bound = bound
        monitor = limits.monitor
    }

    /// The bytes that come in from a pipe or a terminal.
    package init(standardInput limits: InputLimits) {
        descriptor = STDIN_FILENO
        limit = limits.unpackedBytes
        bound = \.unpackedBytes
        monitor = limits.monitor
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw FormatError.unreadable(errno)
            }
            total += count
            try monitor?.took(count)
            guard total <= limit else { throw FormatError.tooLarge(limit).raised(by: bound) }
            return count
        }
    }
}

/// Bytes that are in memory already.
package final class MemoryByteSource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

extension ByteSource {
    /// Hands over everything that is left, in blocks of at most 256 KiB.
    package func forEachBlock(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while case let count = try read(into: block), count > 0 {
            try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }

    /// Everything that is left; refused above `limit` bytes, which is raised by the limit of that name.
    package func readAll(limit: Int, raisedBy name: WritableKeyPath<InputLimits, Int>? = nil) throws -> [UInt8] {
        var result: [UInt8] = []
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try read(into: block)
            guard count > 0 else { return result }
            guard result.count + count <= limit else {
                let error = FormatError.tooLarge(limit)
                throw name.map(error.raised) ?? error
            }
            result.append(contentsOf: UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }
}

extension FormatError {
    package static func unreadable(_ code: Int32) -> FormatError {
        FormatError(String(cString: strerror(code)).lowercasedFirst, remedy: "check the path and its permissions")
    }
    package static var isDirectory: FormatError {
        FormatError("is a directory", remedy: "name a file")
    }
    package static func tooLarge(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) bytes", remedy: "if it is no mistake, split the file")
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
