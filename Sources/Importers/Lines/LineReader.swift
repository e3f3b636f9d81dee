package import FileFormats
import Foundation
package import StudyModel

/// Reads a file of JSON Lines, one JSON object a line; `-` is standard input.
package struct LineReader {
    /// A line with its number, from 1.
    package struct Line: Sendable {
        package let number: Int
        package let bytes: [UInt8]

        package init(number: Int, bytes: [UInt8]) {
            self.number = number
            self.bytes = bytes
        }
    }

    private let path: String
    private let source: any ByteSource

    package init(path: String, limits: InputLimits = .init()) throws {
        self.path = path
        do {
            source = try path == "-" ? FileByteSource(standardInput: limits) : FileByteSource(path: path, limits: limits)
        } catch let error as FormatError {
            throw Refusal(error, in: InputFile(path: path))
        }
    }

    /// - Parameter name: as messages name it.
    init(_ source: any ByteSource, named name: String) { (self.source, path) = (source, name) }

    /// A line of the file at `path`, as messages name it.
    package static func place(in path: String, line: Int?) -> Diagnostic.Place {
        Diagnostic.Place(file: path == "-" ? "standard input" : InputFile(path: path).name, line: line)
    }

    /// Hands over the lines that are not blank, in order, some hundred at a time.
    ///
    /// - Returns: the hash of all that was read.
    @discardableResult
    package func forEachBatch(_ body: ([Line]) throws -> Void) throws -> ContentHash {
        var hasher = ContentHasher()
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { block.deallocate() }
        var rest: [UInt8] = []
        var batch: [Line] = []
        var number = 0
        func add(_ bytes: [UInt8]) throws {
            number += 1
            // A byte order mark can only stand before the first line.
            let line = number == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
            guard line.contains(where: { $0 > 0x20 }) else { return }
            batch.append(Line(number: number, bytes: line))
            if batch.count >= 500 {
                try body(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        do {
            while true {
                let count = try source.read(into: block)
                guard count > 0 else { break }
                var start = 0
                let bytes = UnsafeRawBufferPointer(rebasing: block[..<count])
                hasher.update(bytes)
                while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
                    rest.append(contentsOf: bytes[start..<end])
                    try add(rest)
                    rest.removeAll(keepingCapacity: true)
                    start = end + 1
                }
                rest.append(contentsOf: bytes[start...])
            }
        } catch let error as FormatError {
            throw Refusal(at: Self.place(in: path, line: number), Diagnostic.Message(error.problem), remedy: error.remedy)
        }
        if !rest.isEmpty { try add(rest) }
        if !batch.isEmpty { try body(batch) }
        return hasher.finalize()
    }

    /// The lines of a batch as values, each with the reason where it is none.
    package static func decode<Value: Decodable>(_ type: Value.Type, from lines: [Line]) -> [(
        line: Int, value: Result<Value, LineProblem>
    )] {
        let decoder = JSONDecoder()
        // One call for the whole batch is several times faster; line by line only to find the one that fails.
        var joined: [UInt8] = [UInt8(ascii: "[")]
        for line in lines {
            if joined.count > 1 { joined.append(UInt8(ascii: ",")) }
            joined.append(contentsOf: line.bytes)
        }
        joined.append(UInt8(ascii: "]"))
        if let values = try? decoder.decode([Value].self, from: Data(joined)), values.count == lines.count {
            return zip(lines, values).map { ($0.number, .success($1)) }
        }
        return lines.map { line in
            do {
                return (line.number, .success(try decoder.decode(Value.self, from: Data(line.bytes))))
            } catch {
                return (line.number, .failure(LineProblem(error)))
            }
        }
    }
}

/// Why a line is not what it should be.
package struct LineProblem: Error, Hashable, Sendable {
    package let message: Diagnostic.Message
    package let remedy: String?

    package init(_ message: Diagnostic.Message, remedy: String? = nil) {
        self.message = message
        self.remedy = remedy
    }

    private static func word(for type: any Any.Type) -> String {
        if type == String.self { return "a text" }
        if type == Int.self { return "a whole number" }
        if type == Double.self { return "a number" }
        return "\(type)".hasPrefix("Array") ? "a list" : "an object"
    }

    init(_ error: any Error) {
        switch error {
        case let problem as LineProblem: self = problem
        case DecodingError.keyNotFound(let key, _):
            self.init(.missingKey(key.stringValue), remedy: "add it, and mind its spelling")
        case DecodingError.typeMismatch(let type, let context) where !context.codingPath.isEmpty,
            DecodingError.valueNotFound(let type, let context) where !context.codingPath.isEmpty:
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
            self.init(.wrongType(path, Self.word(for: type)))
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            self.init(Diagnostic.Message(context.debugDescription))
        default: self.init("is not a JSON object", remedy: "write one JSON object a line, without a comma behind it")
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func missingKey(_ key: String) -> Self { "the key '\(key)' is missing" }
    fileprivate static func wrongType(_ path: String, _ wanted: String) -> Self { "the value of '\(path)' is not \(wanted)" }
}
