/// A text as UTF-8 in which the place of a scalar is found without counting from the start.
package struct IndexedText: Sendable {
    package let bytes: [UInt8]
    /// How many Unicode scalars it has.
    package let length: Int
    /// The number of scalars before every 64th byte.
    private let marks: [Int]

    private static let step = 64

    /// - Parameter bytes: valid UTF-8.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var marks: [Int] = []
        marks.reserveCapacity(bytes.count / Self.step + 1)
        var scalars = 0
        bytes.withUnsafeBytes { buffer in
            var position = 0
            while position < buffer.count {
                marks.append(scalars)
                let end = Swift.min(position + Self.step, buffer.count)
                scalars += buffer.scalars(in: position..<end)
                position = end
            }
        }
        self.marks = marks
        length = scalars
    }

    /// The bytes of the scalars in `range`; as many of them as there are.
    package subscript(range: TextRange) -> ArraySlice<UInt8> {
        bytes[offset(ofScalar: range.lowerBound)..<offset(ofScalar: range.upperBound)]
    }

    /// How many scalars begin before the byte at `offset`.
    package func scalars(before offset: Int) -> Int {
        guard offset < bytes.count else { return length }
        let mark = offset / Self.step
        var count = marks[mark]
        for byte in bytes[mark * Self.step..<offset] where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// The byte at which a scalar begins, both from 0; behind the last scalar the number of bytes.
    package func offset(ofScalar position: Int) -> Int {
        guard position < length else { return bytes.count }
        var low = 0
        var high = marks.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if marks[middle] <= position { low = middle } else { high = middle - 1 }
        }
        var offset = low * Self.step
        var count = marks[low]
        while offset < bytes.count {
            if bytes[offset] & 0xC0 != 0x80 {
                if count == position { return offset }
                count += 1
            }
            offset += 1
        }
        return bytes.count
    }
}

extension UnsafeRawBufferPointer {
    /// How many scalars begin in a range of bytes, which is valid UTF-8.
    fileprivate func scalars(in range: Range<Int>) -> Int {
        var position = range.lowerBound
        var count = range.count
        while position + 8 <= range.upperBound {
            let word = loadUnaligned(fromByteOffset: position, as: UInt64.self)
            // A byte that continues a scalar has its first bit set and its second not.
            count -= (word >> 7 & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
            position += 8
        }
        while position < range.upperBound {
            if self[position] & 0xC0 == 0x80 { count -= 1 }
            position += 1
        }
        return count
    }
}
