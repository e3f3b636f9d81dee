/// The comments on the cells of one sheet: ECMA-376, part 1, 18.7.
final class ExcelComments: XMLEventHandler {
    struct Comment {
        let column: Int
        let author: String
        var text: [UInt8]
    }

    /// By row.
    private(set) var comments: [Int: [Comment]] = [:]
    private(set) var count = 0
    private var authors: [String] = []
    private var current: (row: Int, comment: Comment)?
    private var authorBytes: [UInt8]?
    private var isText = false
    private var phonetic = 0
    private var total = 0
    private let limit: Int

    private init(limit: Int) { self.limit = limit }

    static func read(ofSheet part: String, in archive: ZipArchive, _ limits: InputLimits) throws -> ExcelComments {
        let handler = ExcelComments(limit: limits.sharedStrings)
        let relationships = try PackageRelationships(of: part, in: archive, limits)
        guard let name = relationships.part(ofType: "comments"), archive.contains(name) else { return handler }
        do {
            try XMLReader(vocabulary: ExcelName.vocabulary, limits: limits, handler: handler).read(archive.open(name))
        } catch let error as FormatError {
            throw error.inMember(name)
        }
        return handler
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) {
        switch ExcelName(rawValue: name.code) {
        case .author: authorBytes = []
        case .comment:
            guard let place = attributes.bytes(.span).flatMap({ ExcelReference($0) }) else { return }
            let author = attributes.number(.authorID) ?? -1
            let name = authors.indices.contains(author) ? authors[author] : ""
            current = (place.row, Comment(column: place.column, author: name, text: []))
        case .text: isText = phonetic == 0
        case .phonetic: phonetic += 1
        default: break
        }
    }

    func endElement(_ name: XMLName) throws {
        switch ExcelName(rawValue: name.code) {
        case .author:
            try charge(MemoryLayout<String>.stride)
            if let authorBytes { authors.append(String(decoding: authorBytes, as: UTF8.self)) }
            authorBytes = nil
        case .comment:
            guard let (row, unread) = current else { return }
            var comment = unread
            ExcelText.decodeEscapes(&comment.text, from: 0)
            if !comment.text.isEmpty {
                // With what an array needs of its own.
                try charge(MemoryLayout<Comment>.stride + 32)
                comments[row, default: []].append(comment)
                count += 1
            }
            current = nil
        case .text: isText = false
        case .phonetic: phonetic -= 1
        default: break
        }
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        try charge(bytes.count)
        if authorBytes != nil {
            authorBytes?.append(contentsOf: bytes)
        } else if isText {
            current?.comment.text.append(contentsOf: bytes)
        }
    }

    private func charge(_ bytes: Int) throws {
        total += bytes
        guard total <= limit else {
            throw FormatError("holds more than \(limit) bytes of comments", remedy: "remove those that are not needed").raised(
                by: \.sharedStrings)
        }
    }
}
