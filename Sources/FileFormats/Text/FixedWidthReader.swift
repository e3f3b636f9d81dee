/// One line of a data file whose fields stand in columns of a fixed width.
package struct FixedWidthLine: Sendable {
    /// From 1, blank lines counted.
    package fileprivate(set) var number = 0
    /// The text of the line as UTF-8, without its end.
    package fileprivate(set) var bytes: [UInt8] = []
    /// Where each scalar begins; empty where all are of one byte.
    private var starts: [Int] = []

    /// The scalars from column `lower` to `upper`, counted from 1; fewer, or none, where the line is shorter.
    package subscript(columns: ClosedRange<Int>) -> ArraySlice<UInt8> {
        let length = starts.isEmpty ? bytes.count : starts.count
        let lower = min(max(columns.lowerBound, 1) - 1, length)
        let upper = max(lower, min(columns.upperBound, length))
        guard !starts.isEmpty else { return bytes[lower..<upper] }
        func start(_ scalar: Int) -> Int { scalar < starts.count ? starts[scalar] : bytes.count }
        return bytes[start(lower)..<start(upper)]
    }

    /// True where nothing but blanks and controls stands in the line.
    package var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }

    fileprivate mutating func countScalars() {
        starts.removeAll(keepingCapacity: true)
        guard bytes.contains(where: { $0 >= 0x80 }) else { return }
        for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { starts.append(index) }
    }

    fileprivate mutating func next() {
        number += 1
        bytes.removeAll(keepingCapacity: true)
    }

    fileprivate mutating func append(_ piece: UnsafeRawBufferPointer) { bytes.append(contentsOf: piece) }
}

/// Reads text line by line, for fields that are cut by columns. Columns count characters, whatever bytes they take.
package enum FixedWidthReader {
    /// Hands over each line that is not blank; the line is used again for the next one.
    ///
    /// A line ends with `\n`, `\r\n` or `\r`.
    ///
    /// - Parameter source: text in UTF-8.
    /// - Throws: `FormatError` where a line is longer than `InputLimits.textBytes`, and what `body` throws.
    package static func read(
        _ source: any ByteSource, limits: InputLimits, _ body: (FixedWidthLine) throws -> Void
    ) throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { block.deallocate() }
        var line = FixedWidthLine()
        line.next()
        var isAfterReturn = false
        func end() throws {
            if !line.isBlank {
                line.countScalars()
                try body(line)
            }
            line.next()
        }
        while true {
            let count = try source.read(into: block)
            guard count > 0 else { break }
            var index = 0
            while index < count {
                if isAfterReturn {
                    isAfterReturn = false
                    if block[index] == 0x0A {
                        index += 1
                        continue
                    }
                }
                let start = index
                while index < count, block[index] != 0x0A, block[index] != 0x0D { index += 1 }
                line.append(UnsafeRawBufferPointer(rebasing: block[start..<index]))
                guard line.bytes.count <= limits.textBytes else {
                    throw FormatError.longLine(limits.textBytes, line: line.number).raised(by: \.textBytes)
                }
                guard index < count else { break }
                isAfterReturn = block[index] == 0x0D
                index += 1
                try end()
            }
        }
        try end()
    }
}

extension FormatError {
    fileprivate static func longLine(_ limit: Int, line: Int) -> FormatError {
        FormatError(
            "holds a line of more than \(limit) bytes, the limit", remedy: "check that it is the file that you meant",
            line: line)
    }
}
