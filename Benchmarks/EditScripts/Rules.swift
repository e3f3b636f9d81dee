import Foundation
package import StudyModel

/// How other programs find a passage in an edited text.
package enum Rule {
    /// qc keeps the numbers of the lines that were coded.
    package struct Lines {
        private let oldStarts: [Int]
        private let newStarts: [Int]
        private let newLength: Int

        package init(_ script: EditScript) {
            oldStarts = Self.starts(script.old)
            newStarts = Self.starts(script.new)
            newLength = script.new.unicodeScalars.count
        }

        package func place(of range: TextRange) -> TextRange? {
            let first = line(at: range.lowerBound)
            let last = line(at: range.upperBound - 1)
            guard first < newStarts.count else { return nil }
            let end = last + 1 < newStarts.count ? newStarts[last + 1] : newLength
            return TextRange(newStarts[first], end)
        }

        private func line(at position: Int) -> Int {
            var (low, high) = (0, oldStarts.count)
            while low < high {
                let middle = (low + high) / 2
                if oldStarts[middle] <= position { low = middle + 1 } else { high = middle }
            }
            return low - 1
        }

        private static func starts(_ text: String) -> [Int] {
            var starts = [0]
            for (position, scalar) in text.unicodeScalars.enumerated() where scalar == "\n" { starts.append(position + 1) }
            return starts
        }
    }

    /// QualCoder looks for the words of the passage and takes the first place at which they stand.
    package struct FirstOccurrence {
        private let old: [Unicode.Scalar]
        private let new: [UInt8]

        package init(_ script: EditScript) {
            old = Array(script.old.unicodeScalars)
            new = Array(script.new.utf8)
        }

        package func place(of range: TextRange) -> TextRange? {
            var quote = String.UnicodeScalarView()
            quote.append(contentsOf: old[range.lowerBound..<range.upperBound])
            let wanted = Array(String(quote).utf8)
            guard let offset = Self.firstOffset(of: wanted, in: new) else { return nil }
            let start = new[..<offset].count { $0 & 0xC0 != 0x80 }
            return TextRange(start, start + range.count)
        }

        private static func firstOffset(of wanted: [UInt8], in text: [UInt8]) -> Int? {
            text.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress, let first = wanted.first else { return nil }
                var start = 0
                while start + wanted.count <= bytes.count,
                    let hit = memchr(base + start, Int32(first), bytes.count - wanted.count - start + 1)
                {
                    let offset = UnsafeRawPointer(hit) - base
                    if memcmp(hit, wanted, wanted.count) == 0 { return offset }
                    start = offset + 1
                }
                return nil
            }
        }
    }
}
