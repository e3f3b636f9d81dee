/// The attributes of one start tag, read in place; they end with the call that they were handed to.
package struct XMLAttributes: ~Copyable {
    private let pointer: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    package let count: Int
    private let names: XMLNameTable

    init(pointer: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int, names: XMLNameTable) {
        self.pointer = pointer
        self.count = count
        self.names = names
    }

    package func name(at index: Int) -> XMLName {
        guard let pointer, let local = pointer[index * 5] else { return names.empty }
        return names.name(local: local, namespace: pointer[index * 5 + 2])
    }

    /// The vocabulary number of the name, found without touching the name itself.
    package func code(at index: Int) -> Int {
        guard let pointer, let local = pointer[index * 5] else { return 0 }
        return names.code(local: local, namespace: pointer[index * 5 + 2])
    }

    /// The value's bytes, valid UTF-8. A literal `&` stands in them as libxml2 leaves it, `&#38;`: use `string(at:)`
    /// where an ampersand can occur.
    package func bytes(at index: Int) -> UnsafeRawBufferPointer {
        guard let pointer, let start = pointer[index * 5 + 3], let end = pointer[index * 5 + 4] else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: start, count: end - start)
    }

    package func string(at index: Int) -> String {
        let raw = bytes(at: index)
        let ampersand = UInt8(ascii: "&")
        guard raw.contains(ampersand) else { return String(decoding: raw, as: UTF8.self) }
        // libxml2 leaves an ampersand in an attribute as a character reference unless it replaces entities, which we never let
        // it. By bytes: one character can be an ampersand and what combines with it.
        var result: [UInt8] = []
        var rest = raw[...]
        while let mark = rest.firstIndex(of: ampersand) {
            result += rest[...mark]
            rest = rest[mark...].dropFirst(rest[mark...].starts(with: "&#38;".utf8) ? 5 : 1)
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    /// Adds the value as `string(at:)` gives it, without making a string.
    package func appendValue(at index: Int, to target: inout [UInt8]) {
        let raw = bytes(at: index)
        guard raw.contains(UInt8(ascii: "&")) else { return target.append(contentsOf: raw) }
        target.append(contentsOf: string(at: index).utf8)
    }

    /// The index of the attribute whose name has this vocabulary number.
    package func index(of code: Int) -> Int? {
        for index in 0..<count where self.code(at: index) == code { return index }
        return nil
    }

    package func string(_ code: Int) -> String? {
        index(of: code).map { string(at: $0) }
    }

    /// The value of the attribute without a namespace whose name is `local`.
    package func string(named local: String) -> String? {
        for index in 0..<count {
            let name = name(at: index)
            if name.local == local, name.namespace.isEmpty { return string(at: index) }
        }
        return nil
    }
}
