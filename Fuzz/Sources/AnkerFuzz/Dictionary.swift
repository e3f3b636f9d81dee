/// The words of some inputs that belong to their format, for libFuzzer to put where they may not stand.
///
/// A word belongs to the format where a mark of markup stands right before it, such as `<`, `"` or `@`: names of elements
/// and attributes, keys, codes. Running text gives few.
struct Dictionary {
    private static let most = 400
    private var counts: [[UInt8]: Int] = [:]

    init(of inputs: [[UInt8]]) {
        for input in inputs {
            var start: Int?
            for (index, byte) in (input + [0]).enumerated() {
                if byte.isInWord {
                    if start == nil { start = index }
                } else if let first = start {
                    start = nil
                    guard first > 0, input[first - 1].isMark, (2...40).contains(index - first) else { continue }
                    counts[Array(input[first..<index]), default: 0] += 1
                }
            }
        }
    }

    /// As libFuzzer reads it: one quoted word a line.
    var text: String {
        let words = counts.sorted {
            ($1.value, String(decoding: $0.key, as: UTF8.self)) < ($0.value, String(decoding: $1.key, as: UTF8.self))
        }
        return words.prefix(Self.most).map { "\"" + $0.key.map(\.escaped).joined() + "\"\n" }.joined()
    }
}

extension UInt8 {
    fileprivate var isInWord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    fileprivate var isMark: Bool { "<>/\"'@*%\\.[{#\u{1}\u{2}".utf8.contains(self) }

    fileprivate var escaped: String {
        let digits = String(self, radix: 16)
        return isInWord ? String(Unicode.Scalar(self)) : "\\x" + (digits.count == 1 ? "0" : "") + digits
    }
}
