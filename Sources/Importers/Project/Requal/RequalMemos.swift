import FileFormats
import StudyModel

/// The memos of a requal project and what they are on; one that is on nothing is on the project.
struct RequalMemos {
    /// Each with the key of its user.
    private(set) var memos: [(memo: ProjectMemo, user: Int?)] = []
    private(set) var ofCodes: [Int: [String]] = [:]
    private(set) var ofSegments: [Int: [String]] = [:]
    private(set) var ofDocuments: [Int: [String]] = [:]
    /// Memos on a range of a document that no segment stands for.
    private(set) var ofRanges: [(document: Int, range: CountedRange, memo: String)] = []

    init() {}

    init(_ database: ProjectDatabase) throws {
        var known: Set<Int> = []
        try database.rows(of: "memos", ["memo_id", "user_id", "text"]) { row in
            guard let key = row.integer("memo_id"), let text = try row.filled("text"), known.insert(key).inserted else {
                return
            }
            memos.append((ProjectMemo(key: "memo:\(key)", text: text), row.integer("user_id")))
        }
        func keys(_ table: String, _ column: String) throws -> [Int: [String]] {
            var keys: [Int: [String]] = [:]
            try database.rows(of: table, ["memo_id", column]) { row in
                guard let memo = row.integer("memo_id"), let on = row.integer(column), known.contains(memo) else { return }
                keys[on, default: []].append("memo:\(memo)")
            }
            return keys
        }
        ofCodes = try keys("memos_codes_map", "code_id")
        ofSegments = try keys("memos_segments_map", "segment_id")
        try database.rows(of: "memos_documents_map", ["memo_id", "doc_id", "memo_start", "memo_end"]) { row in
            guard let memo = row.integer("memo_id"), let document = row.integer("doc_id"), known.contains(memo) else { return }
            if let start = row.integer("memo_start"), let end = row.integer("memo_end"), start > 0, end >= start {
                ofRanges.append((document, CountedRange(lower: start - 1, upper: end), "memo:\(memo)"))
            } else {
                ofDocuments[document, default: []].append("memo:\(memo)")
            }
        }
    }
}

/// What a requal project knows of its cases and documents. All values are chosen from lists, and so are texts.
struct RequalAttributes {
    private(set) var attributes: [ProjectAttribute] = []
    private(set) var ofCases: [Int: [ProjectValue]] = [:]
    private(set) var ofDocuments: [Int: [ProjectValue]] = [:]

    init() {}

    init(_ database: ProjectDatabase) throws {
        var names: [Int: String] = [:]
        var texts: [Int: String] = [:]
        try database.rows(of: "attributes", ["attribute_id", "attribute_name", "attribute_object"]) { row in
            guard let key = row.integer("attribute_id"), try row.text("attribute_object") != "user" else { return }
            names[key] = try row.name("attribute_name")
        }
        try database.rows(of: "attribute_values", ["attribute_value_id", "value"]) { row in
            if let key = row.integer("attribute_value_id") { texts[key] = try row.name("value") }
        }
        // Two of one name, such as one of cases and one of documents, are one.
        var places: [String: Int] = [:]
        for name in names.sorted(by: { $0.key < $1.key }).map(\.value) where places[name] == nil {
            places[name] = attributes.count
            attributes.append(ProjectAttribute(name: name, kind: .text))
        }
        func values(_ table: String, _ column: String) throws -> [Int: [ProjectValue]] {
            var values: [Int: [ProjectValue]] = [:]
            try database.rows(of: table, [column, "attribute_id", "attribute_value_id"]) { row in
                guard let owner = row.integer(column), let name = row.integer("attribute_id").flatMap({ names[$0] }),
                    let place = places[name], let text = row.integer("attribute_value_id").flatMap({ texts[$0] })
                else { return }
                values[owner, default: []].append(ProjectValue(attribute: place, value: .text(text)))
            }
            return values
        }
        ofCases = try values("attributes_cases_map", "case_id")
        ofDocuments = try values("attributes_documents_map", "doc_id")
    }
}
