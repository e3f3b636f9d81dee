import Analysis
import ArgumentParser
import StudyModel
import StudyStore

/// A query as it is put to a study.
struct StudyQuery {
    private let study: Study
    private let query: Query

    /// - Parameter draft: a saved query that is to be, in the place of one of that name.
    /// - Throws: `Refusal` where the query cannot be understood; the diagnostic shows where.
    init(_ text: String, in study: Study, besides draft: SavedQuery? = nil) throws {
        self.study = study
        query = try Self.telling {
            let saved = [draft].compactMap(\.self) + (try study.savedQueries())
            return try Query(QueryText(text)).expanded(saved.map(\.name)) { name in saved.first { $0.name == name }?.text }
        }
    }

    func hits(_ unit: QueryUnit) throws -> (material: QueryMaterial, hits: [QueryHit]) {
        try Self.telling {
            let material = try study.queryMaterial(query.needs(of: unit))
            var evaluation = QueryEvaluation(material, texts: texts)
            return (material, try evaluation.hits(query, unit: unit))
        }
    }

    /// The rows of the codings for which it holds.
    func codings() throws -> RowSet {
        try Self.telling {
            let material = try study.queryMaterial(query.needs(of: .coding))
            var evaluation = QueryEvaluation(material, texts: texts)
            return try evaluation.codings(query)
        }
    }

    /// The rows of the cases for which it holds.
    func cases() throws -> Set<Int32> {
        try Self.telling {
            guard !query.asksForNeighbours else {
                throw Refusal(
                    at: .init(file: "query"), "no case stands near another",
                    remedy: "ask for passages of the case: encloses(code(A) and within(2 turns, code(B)))")
            }
            let material = try study.queryMaterial(query.needsOfCases)
            var evaluation = QueryEvaluation(material, texts: texts)
            return try evaluation.cases(query)
        }
    }

    /// The rows of the sources for whose newest text it holds.
    func sources() throws -> Set<Int64> {
        let (material, hits) = try hits(.source)
        return Set(hits.map { material.documents[$0.document].source })
    }

    /// The places that are to be coded where it holds, and how many were left out since their text is no longer the newest.
    func autocodePlaces(_ unit: AutocodeUnit) throws -> (places: [AutocodePlace], leftOut: Int) {
        try Self.telling {
            let patterns = query.textPatterns
            guard !unit.isPartOfParagraph || !patterns.isEmpty else {
                throw Refusal(
                    at: .init(file: "query"), .asksNoWords(unit), remedy: "add text ~ \"words\", or choose another --unit")
            }
            let material = try study.queryMaterial(query.needs(of: unit.asked))
            var evaluation = QueryEvaluation(material, texts: texts)
            let found = try evaluation.hits(query, unit: unit.asked)
            let hits = found.filter { material.documents[$0.document].isNewest }
            return (try evaluation.places(hits, unit, patterns: patterns), found.count - hits.count)
        }
    }

    /// - Throws: `Refusal` where a name in it is not known.
    func check() throws {
        try Self.telling { try QueryEvaluation(study.queryMaterial(query.needs(of: .coding)), texts: texts).check(query) }
    }

    private var texts: StudyTexts { StudyTexts(study: study) }

    static func telling<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as QueryError {
            throw Refusal(error.diagnostic)
        }
    }
}

/// The texts of a study, for the queries of it.
private struct StudyTexts: QueryTexts {
    let study: Study

    func indexed(_ expression: String) throws -> Set<Int64> { try study.revisions(indexedUnder: expression) }

    func map<Result: Sendable>(
        _ revisions: [Int64], _ body: @escaping @Sendable (Int64, [UInt8]) throws -> Result
    ) throws -> [Result] {
        try study.mapTexts(of: revisions, body)
    }
}

/// Which codings a command is about.
struct WhereOptions: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Only codings for which this query holds; see 'anker find --help'.", valueName: "query"))
    var query: String?

    /// The rows of the codings; nil where all are meant.
    func codings(in study: Study) throws -> RowSet? {
        try query.map { try StudyQuery($0, in: study).codings() }
    }
}

extension Diagnostic.Message {
    fileprivate static func asksNoWords(_ unit: AutocodeUnit) -> Self {
        "it asks for no words that would make a \(unit.rawValue)"
    }
}
