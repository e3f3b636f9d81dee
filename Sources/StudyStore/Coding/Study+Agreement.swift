import GRDB
package import StudyModel

/// Which coders are compared, and on what.
package struct AgreementFilter: Hashable, Sendable {
    /// Names; nil means all who coded anything.
    package var coders: [String]?
    /// Names; empty means those that the coders have coded. In a source that is named, who coded nothing found nothing.
    package var sources: [String]
    /// Whether sources count that at least two of the coders have coded, and not all of them.
    package var takesIncomplete: Bool
    /// Whether what interviewers say is left out.
    package var leavesOutInterviewers: Bool

    package init(
        coders: [String]? = nil, sources: [String] = [], takesIncomplete: Bool = false, leavesOutInterviewers: Bool = false
    ) {
        self.coders = coders
        self.sources = sources
        self.takesIncomplete = takesIncomplete
        self.leavesOutInterviewers = leavesOutInterviewers
    }
}

extension Study {
    /// What coders gave in the sources that they have all coded, as whole numbers.
    ///
    /// Open answers are taken by the question: where each of the coders coded some answer to it, all answers to it count.
    ///
    /// - Throws: `StudyError` where there are not two coders, or nothing that they have both coded.
    package func agreementMaterial(_ filter: AgreementFilter) throws -> AgreementMaterial {
        try read { db in
            var material = AgreementMaterial()
            let coders = try Self.comparedCoders(filter.coders, in: db)
            material.coders = coders.map(\.name)
            var bits = [Int32](repeating: -1, count: Int(coders.map(\.row).max() ?? 0) + 1)
            for (index, coder) in coders.enumerated() { bits[Int(coder.row)] = Int32(index) }
            let texts = try JudgedTexts(filter, in: db)
            let other = try codedPassagesElsewhere(sameAs: db)
            let passages = try PassageRows(db, placedOnly: true)
            let coded = try other?.result() ?? CodedPassages(db)
            for var point in coded.points(at: passages, places: texts.places) {
                guard point.coder >= 0, Int(point.coder) < bits.count, bits[Int(point.coder)] >= 0, point.source >= 0 else {
                    continue
                }
                point.coder = bits[Int(point.coder)]
                material.points.append(point)
            }
            for row in try Row.fetchAll(db, sql: "SELECT id, uuid FROM code") {
                material.codeRows[try Code.ID(row: row["uuid"])] = row["id"]
            }
            try texts.choose(for: &material, filter, in: db)
            material.unplaced = try texts.unplaced(coders.map(\.row), in: material, db)
            guard !material.sources.isEmpty else { throw StudyError.nothingShared(material.coders, filter) }
            return material
        }
    }

    /// The compared coders in the order of their names.
    private static func comparedCoders(_ names: [String]?, in db: Database) throws -> [(row: Int64, name: String)] {
        let all = try Row.fetchAll(
            db, sql: "SELECT id, name, EXISTS (SELECT 1 FROM coding WHERE coder = coder.id) AS hasCoded FROM coder"
        ).map { row -> (row: Int64, name: String, hasCoded: Bool) in (row["id"], row["name"], row["hasCoded"]) }
        var compared = all.filter(\.hasCoded)
        if let names {
            let names = Set(names.map(\.normalizedName))
            for name in names.sorted(by: inNameOrder) {
                guard let coder = all.first(where: { $0.name == name }) else {
                    throw StudyError.noCoder(name, among: all.map(\.name))
                }
                guard coder.hasCoded else { throw StudyError.hasCodedNothing(name) }
            }
            compared = compared.filter { names.contains($0.name) }
        }
        guard compared.count > 1 else { throw StudyError.oneCoder(compared.first?.name) }
        guard compared.count <= AgreementMaterial.maximumCoders else { throw StudyError.tooManyCoders(compared.count) }
        return compared.map { ($0.row, $0.name) }.sorted { inNameOrder($0.name, $1.name) }
    }

    /// The words at some ranges of the material's sources.
    package func words(at ranges: Set<PointRange>, in material: AgreementMaterial) throws -> [PointRange: String] {
        try read { db in
            var cursor = try TextCursor(db)
            var words: [PointRange: String] = [:]
            var revisions: [Int32: Int64] = [:]
            for place in ranges.sorted(by: { ($0.source, $0.lower, $0.upper) < ($1.source, $1.lower, $1.upper) }) {
                guard material.sources.indices.contains(Int(place.source)),
                    let range = TextRange(Int(place.lower), Int(place.upper))
                else { continue }
                let name = material.sources[Int(place.source)].name
                let known = try revisions[place.source] ?? Self.newestRevision(ofSourceNamed: name, in: db)
                guard let revision = known else { continue }
                revisions[place.source] = revision
                try cursor.move(to: revision)
                words[place] = cursor.quote(range)
            }
            return words
        }
    }

    static func newestRevision(ofSourceNamed name: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT r.id FROM source s JOIN revision r ON r.source = s.id WHERE s.name = ? ORDER BY r.number DESC LIMIT 1
                """, arguments: [name]) ?? AnswerName.find(name, in: db)?.revision
    }
}

extension StudyError {
    fileprivate static func hasCodedNothing(_ coder: String) -> StudyError {
        StudyError("coder '\(coder)' has coded nothing", remedy: "list who has with 'anker codings'")
    }
    fileprivate static func oneCoder(_ coder: String?) -> StudyError {
        StudyError(
            coder.map { "nobody but '\($0)' is there to compare" } ?? "nothing is coded yet",
            remedy:
                "code the same sources as somebody else, with --coder, or take in somebody's codings with 'anker code --from'")
    }
    fileprivate static func tooManyCoders(_ count: Int) -> StudyError {
        StudyError(
            "\(count) coders cannot be compared at once", remedy: "name up to \(AgreementMaterial.maximumCoders) with --coders")
    }
    fileprivate static func nothingShared(_ coders: [String], _ filter: AgreementFilter) -> StudyError {
        let names = coders.count == 2 ? "both \(coders[0]) and \(coders[1])" : "all of \(coders.joined(separator: ", "))"
        return filter.takesIncomplete
            ? StudyError("no source was coded by two of these coders", remedy: "name sources with --source")
            : StudyError(
                "no source was coded by \(names)",
                remedy: coders.count == 2
                    ? "name sources with --source, in which who coded nothing found nothing"
                    : "name two of them with --coders, or take --incomplete")
    }
}
