/// Damaged XML made well-formed again, so that what is fuzzed is the reader behind the parser and not the parser's refusal.
///
/// Tags are closed in their order whatever name they say, an attribute stands once, what could not stand in XML is escaped
/// or left out; declarations, comments and a DOCTYPE are left out. The root stays open to the end.
struct MendedXML {
    /// The start tag of a root, whose declarations give meaning to the names behind it.
    struct Root {
        let name: [UInt8]
        /// Each with its text, as it stands in the tag with a space before it.
        var attributes: [(name: [UInt8], text: [UInt8])] = []

        var tag: [UInt8] { [UInt8(ascii: "<")] + name + attributes.flatMap(\.text) + [UInt8(ascii: ">")] }
    }

    private(set) var bytes: [UInt8] = []
    private(set) var root: Root?
    private let input: [UInt8]
    private var index = 0
    /// Where the names of the elements stand that are open in the root.
    private var open: [Range<Int>] = []

    /// - Parameters:
    ///   - roots: where the document begins with the name of one of them, it gets the attributes that it lacks.
    ///   - isForced: puts the first of them around a document that begins with another name.
    init(_ input: [UInt8], roots: [Root] = [], isForced: Bool = false) {
        self.input = Self.allowed(input)
        bytes.reserveCapacity(input.count + 1024)
        while let byte = next {
            if byte == UInt8(ascii: "<") { markup(roots, isForced) } else { text(upTo: UInt8(ascii: "<")) }
        }
        if root == nil { begin(roots.first ?? Root(name: [UInt8(ascii: "a")])) }
        while let name = open.popLast() { close(self.input[name]) }
        if let root { close(root.name[...]) }
    }

    /// Without what is no UTF-8 and what XML forbids.
    private static func allowed(_ input: [UInt8]) -> [UInt8] {
        if input.allSatisfy({ (0x20..<0x80).contains($0) || $0 == 9 || $0 == 10 || $0 == 13 }) { return input }
        let text = String(decoding: input, as: UTF8.self)
        if text.unicodeScalars.allSatisfy(\.isAllowedInXML) { return Array(text.utf8) }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.lazy.filter(\.isAllowedInXML))
        return Array(String(result).utf8)
    }

    private var next: UInt8? { index < input.count ? input[index] : nil }

    private func isNext(_ text: StaticString) -> Bool {
        index + text.utf8CodeUnitCount <= input.count
            && (0..<text.utf8CodeUnitCount).allSatisfy { input[index + $0] == text.utf8Start[$0] }
    }

    /// Goes on to the end of a tag, or to where the next one begins.
    private mutating func skipTag() {
        while let byte = next, byte != UInt8(ascii: "<") {
            index += 1
            if byte == UInt8(ascii: ">") { return }
        }
    }

    private mutating func add(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func begin(_ root: Root) {
        bytes += root.tag
        self.root = root
    }

    private mutating func close(_ name: ArraySlice<UInt8>) {
        add("</")
        bytes += name
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func markup(_ roots: [Root], _ isForced: Bool) {
        if root != nil, isNext("<![CDATA[") { return cdata() }
        index += 1
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
            while let byte = next, byte != UInt8(ascii: ">") { index += 1 }
            return index += 1
        }
        if next == UInt8(ascii: "/") {
            skipTag()
            if let name = open.popLast() { close(input[name]) }
            return
        }
        guard let name = takeName() else {
            if root != nil { add("&lt;") }
            return
        }
        let known = root == nil ? roots.first { $0.name[...] == input[name] } : nil
        if root == nil, known == nil, isForced, let first = roots.first { begin(first) }
        bytes.append(UInt8(ascii: "<"))
        bytes += input[name]
        let given = attributes()
        let isEmpty = next == UInt8(ascii: "/")
        skipTag()
        if root == nil {
            var root = Root(name: Array(input[name]), attributes: given.map { (Array(input[$0.name]), Array(bytes[$0.text])) })
            for attribute in known?.attributes ?? [] where !root.attributes.contains(where: { $0.name == attribute.name }) {
                bytes += attribute.text
                root.attributes.append(attribute)
            }
            self.root = root
            bytes.append(UInt8(ascii: ">"))
        } else if isEmpty {
            add("/>")
        } else {
            bytes.append(UInt8(ascii: ">"))
            open.append(name)
        }
    }

    /// Returns where the name of each stands in the input, and the whole of it in what was written.
    private mutating func attributes() -> [(name: Range<Int>, text: Range<Int>)] {
        var found: [(name: Range<Int>, text: Range<Int>)] = []
        while let byte = next {
            guard byte.isNameByte else {
                if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
                index += 1
                continue
            }
            // A digit or a point begins no name.
            guard let name = takeName() else {
                index += 1
                continue
            }
            guard isNext("=\"") || isNext("='") else { continue }
            let quote = input[index + 1]
            index += 2
            let start = bytes.count
            bytes.append(UInt8(ascii: " "))
            bytes += input[name]
            add("=\"")
            text(upTo: quote)
            bytes.append(UInt8(ascii: "\""))
            if next == quote { index += 1 }
            // A prefix of one letter and nothing behind it is no name.
            let isName = !input[name].contains(UInt8(ascii: ":")) || name.count >= 3
            if isName, !found.contains(where: { input[$0.name] == input[name] }) {
                found.append((name, start..<bytes.count))
            } else {
                bytes.removeLast(bytes.count - start)
            }
        }
        return found
    }

    /// Running text up to `<`, or that of an attribute up to its quote or the end of the tag.
    private mutating func text(upTo end: UInt8) {
        let isAttribute = end != UInt8(ascii: "<")
        while let byte = next, byte != end, !isAttribute || byte != UInt8(ascii: ">") {
            index += 1
            // Outside of the root stands nothing.
            guard isAttribute || root != nil else { continue }
            switch byte {
            case UInt8(ascii: "&"): add(isEntityNext ? "&" : "&amp;")
            case UInt8(ascii: "<"): add("&lt;")
            case UInt8(ascii: ">"): add("&gt;")
            case UInt8(ascii: "\"") where isAttribute: add("&quot;")
            default: bytes.append(byte)
            }
        }
    }

    private var isEntityNext: Bool {
        isNext("amp;") || isNext("lt;") || isNext("gt;") || isNext("quot;") || isNext("apos;") || isNext("#10;")
            || isNext("#228;") || isNext("#x1F44D;")
    }

    private mutating func cdata() {
        let start = index
        index += 9
        while index < input.count, !isNext("]]>") { index += 1 }
        bytes += input[start..<min(index, input.count)]
        add("]]>")
        index += 3
    }

    private mutating func takeName() -> Range<Int>? {
        guard let first = next, first.isNameByte, first > UInt8(ascii: "9"), first != UInt8(ascii: ":") else { return nil }
        let start = index
        while let byte = next, byte.isNameByte { index += 1 }
        // A prefix with nothing behind it is no name.
        return start..<(input[index - 1] == UInt8(ascii: ":") ? index - 1 : index)
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isAllowedInXML: Bool {
        value >= 0x20 && value != 0xFFFE && value != 0xFFFF || value == 9 || value == 10 || value == 13
    }
}
