/// Time stamps in a page of HTML, as oTranscribe sets them: `<span class="timestamp" data-timestamp="12.34">0:12</span>`.
package enum HTMLTimeStamps {
    /// The page with each time stamp as the time in brackets that plain text has, from its `data-timestamp` in seconds.
    package static func written(in page: [UInt8]) -> [UInt8] {
        page.withUnsafeBufferPointer { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count)
            var markup = HTMLMarkup(bytes)
            var kept = 0
            var index = 0
            while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
                guard let tag = markup.tag(at: start) else {
                    index = start + 1
                    continue
                }
                index = tag.end
                guard tag.name == "span", !tag.isClosing,
                    let seconds = tag.attribute("data-timestamp", bytes).flatMap(Double.init),
                    seconds >= 0, seconds < 1e6
                else { continue }
                result += bytes[kept..<start]
                result += "[\(clock(seconds))] ".utf8
                // What the stamp shows is its time once more, without its fraction.
                kept = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                index = kept
            }
            return result + bytes[kept...]
        }
    }

    /// `0:00:12.340`.
    private static func clock(_ seconds: Double) -> String {
        let ms = Int((seconds * 1000).rounded())
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(ms / 3_600_000):\(digits(ms / 60_000 % 60, 2)):\(digits(ms / 1000 % 60, 2)).\(digits(ms % 1000, 3))"
    }
}
