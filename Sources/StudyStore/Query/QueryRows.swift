import StudyModel

/// What is coded, as queries see it: documents with their passages, and these with their codings.
struct QueryRows {
    private(set) var documents: [QueryMaterial.Document] = []
    private(set) var passages: [QueryMaterial.Passage] = []
    private(set) var codings: [QueryMaterial.Coding] = []
    /// Where the document of a revision stands among the documents.
    private(set) var places: [Int64: Int32] = [:]

    /// The place of the document of a revision, which is added where it is not there yet.
    @discardableResult
    mutating func add(_ revision: Int64, as document: (Int64) -> QueryMaterial.Document) -> Int32 {
        if let place = places[revision] { return place }
        let place = Int32(documents.count)
        places[revision] = place
        documents.append(document(revision))
        return place
    }

    /// Adds what is coded of the passages, in their order.
    mutating func add(_ rows: PassageRows, _ coded: CodedPassages, as document: (Int64) -> QueryMaterial.Document) {
        passages.reserveCapacity(rows.rows.count)
        codings.reserveCapacity(coded.count)
        var last: (revision: Int64, document: Int32) = (-1, -1)
        coded.forEachCoded(of: rows) { passage, coded in
            if passage.revision != last.revision { last = (passage.revision, add(passage.revision, as: document)) }
            passages.append(
                .init(
                    row: passage.id, document: last.document, lower: passage.lower, upper: passage.upper,
                    firstCoding: Int32(codings.count)))
            for place in coded.places {
                codings.append(.init(row: coded.row(place), code: coded[place].code, coder: coded[place].coder))
            }
        }
    }
}
