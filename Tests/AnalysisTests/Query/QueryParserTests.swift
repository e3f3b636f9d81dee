import EditScripts
import StudyModel
import Testing

@testable import Analysis

struct QueryParserTests {
    private func code(_ name: String) -> Query { .test(.code(.init(QueryName(name)))) }
    private func query(_ text: String) throws -> Query { try Query(QueryText(text)) }

    @Test func readsAQueryOfEverySort() throws {
        let text = """
            code("Öffentlicher Raum") and within(2 turns, code(Resonanz)) and not speaker.role = interviewer
              and case.reach in (regional, supraregional) and text ~ "dorfcaf*"
            """
        let query = try query(text)
        #expect(
            query
                == .all([
                    code("Öffentlicher Raum"), .relation(.init(.within, .init(2, .turns)), code("Resonanz")),
                    .not(.test(.role([.interviewer]))),
                    .test(.attribute(QueryName("reach"), .oneOf([QueryName("regional"), QueryName("supraregional")]))),
                    .test(.text(.words(try #require(WordPattern("dorfcaf*"))))),
                ]))
    }

    @Test func bindsNotBeforeAndBeforeOr() throws {
        #expect(try query("not A and B or C") == .any([.all([.not(code("A")), code("B")]), code("C")]))
        #expect(try query("not (A and (B or C))") == .not(.all([code("A"), .any([code("B"), code("C")])])))
        #expect(try query("A AND B") == .all([code("A"), code("B")]))
    }

    @Test(arguments: [
        ("Resonanz", "code(Resonanz)"), ("'Öffentlicher Raum'", #"code("Öffentlicher Raum")"#),
        ("code( = Resonanz )", "code(=Resonanz)"),
        ("overlaps(A or B)", "overlaps(code(A) or code(B))"), ("within(1 turns, A)", "within(1 turn, code(A))"),
        ("precedes(A)", "precedes(code(A))"), ("follows(10 scalar, A)", "follows(10 scalars, code(A))"),
        ("code(A, coder = AB, weight >= 50)", "code(A, coder = AB, weight >= 50)"), ("coder != AB", "not coder = AB"),
        ("coder in (AB)", "coder = AB"), ("source = interview-*", "source = interview-*"),
        ("question in (Was, \"S/Wer macht mit\")", "question in (Was, \"S/Wer macht mit\")"), ("finding(F2)", "finding = F2"),
        ("finding(F2, contradicting)", "finding(F2, contradicting)"), ("case.reach = local", "case.reach = local"),
        (#"case."Wer macht mit" is missing"#, #"case."Wer macht mit" is missing"#),
        ("case.a is not missing", "not case.a is missing"),
        ("case.founded>=2020", "case.founded >= 2020"),
        ("speaker.role in (other, respondent)", "speaker.role in (other, respondent)"),
        ("text ~ /D\\/orf\\w+/i", "text ~ /D\\/orf\\w+/i"), ("memo ~ offen", "memo ~ offen"), ("@fertig", "@fertig"),
        ("@\"fast fertig\"", "@\"fast fertig\""), ("code(\"and\")", "code(\"and\")"),
        (#"code("a \"b\" \\c")"#, #"code("a \"b\" \\c")"#),
        ("case = 'Dorf''x'", nil), ("Räume/Raum", "code(Räume/Raum)"), ("weight", nil), ("code(weight)", "code(weight)"),
    ])
    func writesAQueryInOneForm(text: String, written: String?) throws {
        guard let written else {
            #expect(throws: QueryError.self) { try query(text) }
            return
        }
        #expect(try query(text).description == written)
        #expect(try query(written) == query(text))
    }

    @Test(arguments: [
        ("", 1, "the query is empty"), ("code(A", 7, "')' is missing before the end"),
        ("A B", 3, "'and' or 'or' is missing before 'B'"),
        ("A and", 6, "a condition is missing before the end"), ("A)", 2, "')' has no '('"),
        ("coed(A)", 1, "no operator 'coed'"),
        ("speeker = A", 1, "no field 'speeker'"), ("within(code(A))", 8, "'within' does not say how far"),
        ("within(2 tuns, A)", 10, "no measure 'tuns'"), ("within(-1 turns, A)", 8, "'-1' is no distance"),
        ("overlaps(2 turns, A)", 10, "'overlaps' has no distance"), ("code(\"A)", 6, "the quotation mark is not closed"),
        ("text ~ /a", 8, "the regular expression is not closed"),
        ("text ~ /a/g", 11, "'g' is no option of a regular expression"),
        ("text ~ //", 8, "the regular expression is empty"), ("text = a", 6, "'text' is compared with '~'"),
        ("text ~ \"*\"", 8, "'*' is no row of words"), ("weight >= 101", 11, "a weight is missing before '101'"),
        ("speaker.role = guest", 16, "no role 'guest'"), ("finding(F1, agains)", 13, "no bearing 'agains'"),
        ("Ö and code()", 12, "a code is missing before ')'"), ("code(Öffentlicher Raum)", 19, "')' is missing before 'Raum'"),
        ("code = A", 6, "'code' is not compared"), ("coder ~ A", 7, "'coder' is compared with '=', '!=' or 'in (…)'"),
        ("coder = and", 9, "a coder is missing before 'and'"), ("A ! B", 3, "'!' stands alone"),
        ("within", 7, "'(' is missing behind 'within'"),
        ("case.a", 7, "a sign of comparison is missing before the end"),
        ("finding in (F1, F2)", 9, "'finding' is compared with one name"),
        ("code(A, role = b)", 9, "'role' is nothing that is asked of a coding"),
    ])
    func pointsAtTheColumn(text: String, column: Int, problem: String) throws {
        let error = #expect(throws: QueryError.self) { try query(text) }
        #expect(error?.column == column)
        #expect(error?.problem == problem)
    }

    @Test func showsTheQueryWithACaret() throws {
        let error = #expect(throws: QueryError.self) { try query("Öffentlich and speeker = AB") }
        #expect(
            error?.diagnostic.description == """
                query:16: error: no field 'speeker'
                  Öffentlich and speeker = AB
                                 ^
                  did you mean 'speaker'?
                """)
    }

    @Test func refusesWhatIsNestedTooDeep() throws {
        let text = String(repeating: "(", count: 100_000) + "A" + String(repeating: ")", count: 100_000)
        #expect(throws: QueryError.self) { try query(text) }
        #expect(throws: QueryError.self) { try query(String(repeating: "not ", count: 100_000) + "A") }
    }

    @Test(arguments: 0..<400)
    func readsBackWhatItWrote(seed: Int) throws {
        var random = RandomQuery(seed: UInt64(seed))
        let query = random.query(depth: 4)
        #expect(try self.query(query.description) == query, "\(query)")
    }

    @Test func endsInAQueryOrAnErrorWhateverIsTyped() {
        let pieces = [
            "code", "(", ")", "=", "~", "\"", "'", "/", "@", "and", "not", "or", "in", "within", "2", "turns", ",", "case.",
            "a", "text",
            "!", "<", "is", "missing", "weight", "speaker.role", "\\", "\u{0}", "é", "finding", " ",
        ]
        var random = SplitMix(seed: 7)
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined(separator: Bool.random(using: &random) ? " " : "")
            do {
                let query = try query(text)
                #expect((try? self.query(query.description)) == query, "\(text)")
            } catch let error as QueryError {
                #expect((1...text.unicodeScalars.count + 1).contains(error.column), "\(text)")
            } catch {
                Issue.record(error)
            }
        }
    }
}
