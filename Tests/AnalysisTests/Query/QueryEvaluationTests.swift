import EditScripts
import StudyModel
import Testing

@testable import Analysis

struct QueryEvaluationTests {
    /// A fast answer and a slow one of the same random query of the same random study.
    @Test(arguments: 0..<400)
    func answersAsThePageSays(seed: Int) throws {
        let study = RandomMaterial(seed: UInt64(seed))
        var queries = RandomQuery(seed: UInt64(seed) &+ 0x9E37)
        queries.useNames(of: study)
        for unit in QueryUnit.allCases {
            let query = queries.query(depth: 3)
            var evaluation = QueryEvaluation(study.material, texts: study.queryTexts)
            let found = try evaluation.hits(query, unit: unit).map { hit in
                SlowEvaluation.Unit(
                    document: hit.document, lower: Int(hit.lower), upper: study.end(hit), codings: hit.codings, sort: unit)
            }.sorted {
                ($0.document, $0.lower, $0.upper, $0.codings.first ?? 0) < (
                    $1.document, $1.lower, $1.upper, $1.codings.first ?? 0
                )
            }
            let expected = SlowEvaluation(study: study, unit: unit).hits(query)
            #expect(found == expected, "\(unit) of \(seed): \(query)")
        }
    }

    @Test(arguments: 0..<400)
    func answersOfCasesAsThePageSays(seed: Int) throws {
        let study = RandomMaterial(seed: UInt64(seed))
        var queries = RandomQuery(seed: UInt64(seed) &+ 0x79B9)
        queries.useNames(of: study)
        for depth in 0...3 {
            let query = queries.query(depth: depth)
            var evaluation = QueryEvaluation(study.material, texts: study.queryTexts)
            let expected = SlowEvaluation(study: study, unit: .source).cases(query)
            #expect(try evaluation.cases(query) == expected, "\(seed): \(query)")
        }
    }

    /// Else the comparison above would compare nothing with nothing.
    @Test func theRandomQueriesFindSomeAndNotAll() throws {
        var (some, all, none) = (0, 0, 0)
        for seed in 0..<100 as Range<UInt64> {
            let study = RandomMaterial(seed: seed)
            var queries = RandomQuery(seed: seed &+ 0x9E37)
            queries.useNames(of: study)
            var evaluation = QueryEvaluation(study.material, texts: study.queryTexts)
            let hits = try evaluation.hits(queries.query(depth: 3), unit: .passage).count
            if hits == 0 { none += 1 } else if hits == study.material.passages.count { all += 1 } else { some += 1 }
        }
        #expect(some > 25 && all > 0 && none > 0, "\(some), \(all), \(none)")
    }

    @Test func asksTheIndexBeforeItReads() throws {
        let study = RandomMaterial(seed: 3)
        var material = study.material
        material.documents = (0..<8).map { .init(revision: Int64($0), source: Int64($0), isNewest: $0 != 7) }
        material.cues = []
        material.passages = (0..<8).map {
            .init(row: Int64($0), document: Int32($0), lower: 0, upper: 4, firstCoding: Int32($0))
        }
        material.codings = (0..<8).map { .init(row: Int64($0), code: 1, coder: 1) }
        let texts = GivenTexts(
            Dictionary(uniqueKeysWithValues: (0..<8).map { ($0, $0 == 5 ? "Dorx" : "Dorf") }), indexFinds: [2, 5])
        var evaluation = QueryEvaluation(material, texts: texts)
        let hits = try evaluation.hits(Query(QueryText("text ~ dorf")), unit: .passage)
        #expect(texts.expressions == ["(\"dorf\")"])
        #expect(texts.revisions == [2, 5, 7])
        #expect(hits.map(\.document) == [2, 7])
    }

    @Test(arguments: [
        ("code(Aa)", 6, "no code 'Aa'"), ("coder = AC", 9, "no coder 'AC'"), ("finding = F3", 11, "no finding 'F3'"),
        ("question = Wass", 12, "no question 'Wass'"), ("question = Alter", 12, "the answers to question 'Alter' are no texts"),
        ("source = ones", 10, "no source 'ones' has a coding or a text that is asked"), ("case = K4", 8, "no case 'K4'"),
        ("case.rech = local", 6, "no attribute 'rech'"), ("speaker = Y", 11, "no speaker 'Y'"),
        ("case.size > much", 13, "'much' is no number"), ("case.size = much", 13, "'much' is no number"),
        ("case.reach = nowhere", 14, "no case has 'nowhere' for 'reach'"),
        ("text ~ /(/", 8, "the regular expression cannot be understood"),
    ])
    func pointsAtNamesThatAreNotKnown(text: String, column: Int, problem: String) throws {
        let study = RandomMaterial(seed: 1)
        var evaluation = QueryEvaluation(study.material, texts: study.queryTexts)
        let query = try Query(QueryText(text))
        let error = #expect(throws: QueryError.self) { try evaluation.hits(query, unit: .passage) }
        #expect(error?.column == column)
        #expect(error?.problem == problem)
    }

    @Test func comparesDatesAsExactlyAsTheyAreTyped() throws {
        var material = RandomMaterial(seed: 1).material
        var founded = QueryMaterial.Attribute(name: "founded", kind: .date)
        founded.values = [(1, .text("2020-05-17"))]
        material.attributes = [founded]
        func holds(_ text: String) throws -> Bool {
            guard case .test(.attribute(let name, let test)) = try Query(QueryText(text)) else { return false }
            return try AttributeResolver(material: material, name: name).cases(test).contains(1)
        }
        for text in ["= 2020", "= 2020-05", "<= 2020", ">= 2020-05-17", "< 2021", "> 2020-04", "!= 2019"] {
            #expect(try holds("case.founded \(text)"), "\(text)")
        }
        for text in ["= 2020-04", "< 2020", "> 2020", "> 2020-05-17", "!= 2020"] {
            #expect(try !holds("case.founded \(text)"), "\(text)")
        }
        #expect(throws: QueryError.self) { try holds("case.founded > spring") }
        #expect(throws: QueryError.self) { try holds("case.founded > 2020-5") }
    }

    @Test func takesSavedQueriesIntoOneAnother() throws {
        let saved = ["a": "code(A) or @b", "b": "code(B)", "c": "@d", "d": "not @c", "e": "code("]
        func expanded(_ text: String) throws -> Query {
            try Query(QueryText(text)).expanded(saved.keys.sorted()) { saved[$0] }
        }
        #expect(try expanded("@a and coder = AB").description == "(code(A) or code(B)) and coder = AB")
        let circle = #expect(throws: QueryError.self) { try expanded("@c") }
        #expect(circle?.problem == "query @c leads back to itself")
        #expect(circle?.suggestion == "@c → @d → @c")
        #expect(circle?.query.name == "d")
        #expect(#expect(throws: QueryError.self) { try expanded("@f") }?.problem == "no query 'f' is saved")
        #expect(
            #expect(throws: QueryError.self) { try expanded("@e") }?.diagnostic.description.hasPrefix("query @e:6: error:")
                == true)
    }
}

extension RandomMaterial {
    var queryTexts: GivenTexts { GivenTexts(texts) }

    func end(_ hit: QueryHit) -> Int {
        hit.upper < .max ? Int(hit.upper) : texts[material.documents[hit.document].revision]?.unicodeScalars.count ?? 0
    }
}
