import StudyModel
import Yams

/// One YAML document as a tree in which every scalar is text, so that `no` is a language and not a denial.
///
/// What is nested more than 1,000 deep is refused by libyaml; anchors and aliases are refused, since a short file could then
/// stand for an endless one.
struct YAMLDocument {
    let root: Node
    let file: String
    // Holds the anchors, which nodes know only as long as it lives.
    private let parser: Parser

    /// - Parameter remedy: What to write into a document that is empty.
    /// - Throws: `Refusal` where `text` is not one YAML document, or has anchors.
    init(_ text: String, file: String, whereEmpty remedy: String) throws {
        self.file = file
        guard !text.couldExpand else { throw Refusal(at: .init(file: file), .anchors, remedy: anchorRemedy) }
        do {
            // The library's own default prints to standard output where an environment variable is set.
            parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                throw Refusal(at: .init(file: file), .empty, remedy: remedy)
            }
            self.root = root
        } catch let error as YamlError {
            throw Refusal(error, in: text, file: file)
        }
        if let node = firstAnchor(in: root) { throw Refusal(at: place(of: node), .anchors, remedy: anchorRemedy) }
    }

    func place(of node: Node) -> Diagnostic.Place {
        Diagnostic.Place(file: file, line: node.mark?.line, column: node.mark?.column)
    }

    private func firstAnchor(in node: Node) -> Node? {
        if node.anchor != nil { return node }
        switch node {
        case .scalar, .alias: return nil
        case .sequence(let items): return items.lazy.compactMap(firstAnchor).first
        case .mapping(let pairs):
            return pairs.lazy.compactMap { firstAnchor(in: $0.key) ?? firstAnchor(in: $0.value) }.first
        }
    }
}

extension String {
    /// True where there are so many aliases that resolving them could take more time than there is.
    ///
    /// Eight repeat a node at most some twenty times; they are resolved and then refused with their place.
    fileprivate var couldExpand: Bool {
        var hasAnchor = false
        var aliases = 0
        var previous = UInt8(ascii: "\n")
        // The last byte that is no blank; a value may begin only behind some of them.
        var mark = previous
        for byte in utf8 {
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            if !isBlank, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
                if previous == UInt8(ascii: "&") { hasAnchor = true }
                if previous == UInt8(ascii: "*"), mark.mayStandBeforeValue { aliases += 1 }
            }
            if !isBlank, byte != UInt8(ascii: "*") { mark = byte }
            previous = byte
        }
        return hasAnchor && aliases > 8
    }
}

extension String {
    /// Where `key` stands for the second time in the block mapping whose keys begin at a column; nil where it is not seen.
    ///
    /// The parser only tells where the mapping begins.
    fileprivate func line(ofSecond key: String, atColumn column: Int, from first: Int) -> Int? {
        var isSecond = false
        for (index, line) in split(separator: "\n", omittingEmptySubsequences: false).enumerated() where index + 1 >= first {
            let indentation = line.prefix { $0 == " " }.count
            let isText = indentation < line.count && !line.dropFirst(indentation).hasPrefix("#")
            // Whatever stands further left ends the mapping; its own first line may begin with a dash.
            if isText, index + 1 > first, indentation < column - 1 { return nil }
            let start = line.dropFirst(max(0, column - 1))
            guard [key, "\"\(key)\"", "'\(key)'"].contains(where: { start.hasPrefix($0 + ":") }) else { continue }
            if isSecond { return index + 1 }
            isSecond = true
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var mayStandBeforeValue: Bool {
        switch self {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"),
            UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"):
            true
        default: false
        }
    }
}

extension Refusal {
    fileprivate init(_ error: YamlError, in text: String, file: String) {
        let remedy = "check the indentation and the quotes there"
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                at: .init(file: file, line: mark.line, column: mark.column), .notYAML(problem), remedy: remedy)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            let column = context.mark.column
            let line = text.line(ofSecond: key, atColumn: column, from: context.mark.line) ?? context.mark.line
            self.init(at: .init(file: file, line: line, column: column), .repeatedKey(key), remedy: "keep one of them")
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.prefix($0).count(where: \.isNewline) + 1 }
            self.init(
                at: .init(file: file, line: line), .notYAML(problem),
                remedy: "remove the character, and save the file as UTF-8")
        default: self.init(at: .init(file: file), .notYAML("it cannot be parsed"), remedy: remedy)
        }
    }
}

private let anchorRemedy = "write the value out where it is meant"

extension Diagnostic.Message {
    fileprivate static var anchors: Self { "anchors and aliases are not read" }
    fileprivate static var empty: Self { "is empty" }
    fileprivate static func notYAML(_ problem: String) -> Self { "is not YAML: \(problem)" }
    fileprivate static func repeatedKey(_ key: String) -> Self { "key '\(key)' stands twice in one mapping" }
}
