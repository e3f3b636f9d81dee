/// Writes JSON (RFC 8259) piece by piece, in the order in which it is called; keys are not sorted and nothing is indented.
package struct JSONWriter: Sendable {
    /// What has been written, as UTF-8.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Forgets what was written and keeps the memory, for the next line.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// A key of the object that is open; its value comes next.
    package mutating func key(_ name: String) {
        separate()
        quote(name.utf8)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ value: String) {
        separate()
        quote(value.utf8)
        needsComma = true
    }

    /// The same for bytes that are known to be valid UTF-8.
    package mutating func string(utf8 value: some Sequence<UInt8>) {
        separate()
        quote(value)
        needsComma = true
    }

    package mutating func integer(_ value: some BinaryInteger) { literal(String(value)) }

    /// Whole numbers without a point; a number that JSON cannot hold (not finite) becomes null.
    package mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return integer(whole) }
        literal(value.description)
    }

    /// A number that is read back as no whole number: `5.0` for 5.
    package mutating func decimal(_ value: Double) { if value.isFinite { literal(value.description) } else { null() } }

    package mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }
    package mutating func null() { literal("null") }

    /// `"key":"value"`; nothing at all where the value is nil.
    package mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    package mutating func member(_ name: String, _ value: Int?) {
        guard let value else { return }
        key(name)
        integer(value)
    }

    /// A member that is an array with an object for each of `values`.
    package mutating func array<Value>(
        _ name: String, of values: some Sequence<Value>, _ members: (inout JSONWriter, Value) throws -> Void
    ) rethrows {
        key(name)
        beginArray()
        for value in values {
            beginObject()
            try members(&self, value)
            endObject()
        }
        endArray()
    }

    package mutating func member(_ name: String, _ values: [String]) {
        key(name)
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func quote(_ value: some Sequence<UInt8>) {
        if value.withContiguousStorageIfAvailable({ quote($0) }) == nil { Array(value).withUnsafeBufferPointer { quote($0) } }
    }

    /// Copies runs of bytes that stand for themselves.
    private mutating func quote(_ value: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var copied = 0
        for (index, byte) in value.enumerated() where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            bytes.append(contentsOf: value[copied..<index])
            escape(byte)
            copied = index + 1
        }
        bytes.append(contentsOf: value[copied...])
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
        case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        default:
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        }
    }
}
