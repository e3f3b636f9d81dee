import StudyModel
import Yams

/// One YAML document as a tree in which every scalar is text, so that `no` is a language and not a denial.
struct YAMLDocument {
    let root: Node
    let file: String
    // Holds the anchors, which nodes know only as long as it lives.
    private let parser: Parser

    /// - Throws: `Refusal` where `text` is not one YAML document, or has anchors.
    init(_ text: String, file: String) throws {
        self.file = file
        guard !text.couldExpand else { throw Refusal(at: .init(file: file), .anchors, remedy: anchorRemedy) }
        do {
            // The library's own default prints to standard output where an environment variable is set.
            parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                throw Refusal(at: .init(file: file), .empty, remedy: "begin with 'codebook:' and a name")
            }
            self.root = root
        } catch let error as YamlError {
            throw Refusal(error, file: file)
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
    fileprivate init(_ error: YamlError, file: String) {
        let remedy = "check the indentation and the quotes there"
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                at: .init(file: file, line: mark.line, column: mark.column), .notYAML(problem), remedy: remedy)
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(
                at: .init(file: file, line: context.mark.line, column: context.mark.column),
                .repeatedKey(duplicates.first ?? ""), remedy: "keep one of them")
        case .reader(let problem, let offset, _, let text):
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
    fileprivate static var empty: Self { "holds no codebook" }
    fileprivate static func notYAML(_ problem: String) -> Self { "is not YAML: \(problem)" }
    fileprivate static func repeatedKey(_ key: String) -> Self { "key '\(key)' stands twice in one mapping" }
}
