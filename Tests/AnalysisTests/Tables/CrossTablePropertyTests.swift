import StudyModel
import Testing

@testable import Analysis

/// Compares tables with asking of each cell which units stand in it, on random small studies.
struct CrossTablePropertyTests {
    /// B and C under A, D alone.
    private let codebook: Codebook = {
        let top = Code(name: "A", order: 0, findings: ["F1": .supporting])
        return Codebook(
            findings: [Finding(name: "F1"), Finding(name: "F2")],
            codes: [
                top, Code(name: "B", parent: top.id, order: 0, findings: ["F1": .contradicting, "F2": .supporting]),
                Code(name: "C", parent: top.id, order: 1), Code(name: "D", order: 1),
            ])
    }()

    private var codes: CodeIndex {
        CodeIndex(
            codebook, rows: Dictionary(uniqueKeysWithValues: codebook.codes.enumerated().map { ($1.id, Int32($0)) }))
    }

    private func study(_ seed: Int) -> CodingData {
        var random = SplitMix(seed: UInt64(seed))
        func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        var data = CodingData()
        data.sourceNames = ["a", "b", "c", "d"]
        data.caseNames = ["x", "y"]
        data.casesBySource = [0: 0, 1: 1, 2: Int32(below(2))]
        data.coderNames = [4: "AB", 5: "CD", 6: "EF"]
        data.speakers = [
            .init(row: 1, name: "I", role: .interviewer), .init(row: 2, name: "B", role: .respondent),
            .init(row: 3, name: "B", role: .respondent),
        ]
        for source in Int32(0)..<4 {
            data.texts.append(CodedText(source: source, offset: 0, length: 40, revision: Int64(source)))
            for place in Int32(0)..<5 where below(6) > 0 {
                data.cues.append(
                    .init(
                        document: source, turn: place + 1, lower: place * 7, upper: place * 7 + 6 + Int32(below(3)),
                        speaker: Int32(below(4)) - (below(2) == 0 ? 1 : 0)))
            }
            for _ in 0..<below(18) {
                let lower = below(38)
                data.points.append(
                    CodingPoint(
                        source: source, lower: Int32(lower), upper: Int32(lower + 1 + below(3) * 4).clamped(to: 40),
                        code: Int32(below(4)), coder: Int32(4 + below(2))))
            }
        }
        return data
    }

    /// What a unit is known by.
    private func key(_ place: Int, _ unit: CrossTable.CodedUnit, _ data: CodingData) -> [Int32]? {
        let point = data.points[place]
        return switch unit {
        case .codings: [Int32(place)]
        case .passages: [point.source, point.lower, point.upper]
        case .sources: [point.source]
        case .cases: data.casesBySource[point.source].map { [$0] }
        }
    }

    private func groupings(_ data: CodingData) -> [(CodeGrouping, (CodingPoint) -> Set<String>)] {
        func caseName(_ point: CodingPoint) -> String? { data.casesBySource[point.source].map { data.caseNames[Int($0)] } }
        func spoken(_ point: CodingPoint) -> [QueryMaterial.Speaker] {
            data.cues.filter { $0.document == point.source && $0.lower < point.upper && point.lower < $0.upper }
                .compactMap { cue in data.speakers.first { $0.row == cue.speaker } }
        }
        func findings(_ point: CodingPoint) -> [String] {
            codebook.codes[Int(point.code)].findings.map { $0.value == .supporting ? $0.key : "\($0.key) (against)" }
        }
        let question = ClosedQuestion(
            name: "Q", survey: "S", takesSeveral: true,
            categories: [.init(value: "1", label: "one"), .init(value: "2"), .init(value: "99", isMissing: true)],
            holders: [
                .init(respondent: 1, caseName: "x", categories: [0, 1]), .init(respondent: 2, caseName: "y", categories: [2]),
                .init(respondent: 3, caseName: "z", categories: [0]),
            ])
        return [
            (.cases(of: data, missing: .leftOut), { Set([caseName($0)].compactMap(\.self)) }),
            (.cases(of: data, missing: .shown), { [caseName($0) ?? "(no case)"] }),
            (.sources(of: data), { [data.sourceNames[Int($0.source)]] }),
            (.coders(of: data), { [data.coderNames[$0.coder] ?? ""] }),
            (.findings(of: codebook, codes, missing: .leftOut), { Set(findings($0)) }),
            (.findings(of: codebook, codes, missing: .shown), { findings($0).isEmpty ? ["(no finding)"] : Set(findings($0)) }),
            (.speakers(of: data, byRole: false, missing: .leftOut), { Set(spoken($0).map(\.name)) }),
            (
                .speakers(of: data, byRole: true, missing: .shown),
                { spoken($0).isEmpty ? ["(nobody)"] : Set(spoken($0).map(\.role.rawValue)) }
            ),
            (.answers(to: question, of: data, missing: .leftOut), { caseName($0) == "x" ? ["one", "2"] : [] }),
            (
                .answers(to: question, of: data, missing: .shown),
                { caseName($0) == "x" ? ["one", "2"] : caseName($0) == "y" ? ["99"] : ["(unknown)"] }
            ),
        ]
    }

    @Test(arguments: 1...60)
    func eachCellHoldsTheUnitsThatStandInIt(seed: Int) {
        let data = study(seed)
        for (grouping, columnsOf) in groupings(data) {
            for unit in CrossTable.CodedUnit.allCases {
                for withChildren in [false, true] {
                    let table = CrossTable(data, codes: codes, by: grouping, counting: unit, withChildren: withChildren)
                    func rowsOf(_ point: CodingPoint) -> Set<String> {
                        let name = codebook.codes[Int(point.code)].name
                        return withChildren && (name == "B" || name == "C") ? [name, "A"] : [name]
                    }
                    func units(_ row: String?, _ column: String?) -> Int {
                        Set(
                            data.points.indices.filter { place in
                                let (rows, columns) = (rowsOf(data.points[place]), columnsOf(data.points[place]))
                                return !columns.isEmpty && row.map(rows.contains) ?? true
                                    && column.map(columns.contains) ?? true
                            }.compactMap { key($0, unit, data) }
                        ).count
                    }
                    #expect(table.total == units(nil, nil))
                    for (row, name) in table.rows.enumerated() {
                        #expect(table.rowTotals[row] == units(name, nil))
                        for (column, label) in table.columns.enumerated() {
                            #expect(table.cell(row, column) == units(name, label), "\(name), \(label), \(unit)")
                        }
                    }
                    for (column, label) in table.columns.enumerated() {
                        #expect(table.columnTotals[column] == units(nil, label))
                    }
                }
            }
        }
    }

    @Test(arguments: 1...60)
    func questionsMeetInTheAnswersOfOneRespondent(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        func question(_ name: String, several: Bool, survey: String?) -> ClosedQuestion {
            ClosedQuestion(
                name: name, survey: survey, takesSeveral: several,
                categories: [.init(value: "1"), .init(value: "2"), .init(value: "3"), .init(value: "none", isMissing: true)],
                holders: (0..<20).map { number in
                    var categories = Set((0..<(several ? 2 : 1)).map { _ in below(4) })
                    if categories.contains(3) { categories = [3] }
                    return .init(
                        respondent: survey == nil ? nil : Int64(number), caseName: "\(number / 2)",
                        categories: categories.sorted())
                })
        }
        for survey in ["S", nil] {
            let (left, right) = (question("L", several: true, survey: survey), question("R", several: false, survey: survey))
            for showsMissing in [false, true] {
                let table = CrossTable(left, by: right, showsMissing: showsMissing)
                let units = Set(left.holders.map { survey == nil ? $0.caseName : "\($0.respondent ?? -1)" })
                func sets(_ question: ClosedQuestion, _ unit: String) -> Set<String> {
                    Set(
                        question.holders.filter { (survey == nil ? $0.caseName : "\($0.respondent ?? -1)") == unit }
                            .flatMap { $0.categories.map { question.categories[$0] } }
                            .filter { showsMissing || !$0.isMissing }.map(\.value))
                }
                let base = units.filter { !sets(left, $0).isEmpty && !sets(right, $0).isEmpty }
                #expect(table.total == base.count)
                for (row, name) in table.rows.enumerated() {
                    #expect(table.rowTotals[row] == base.count { sets(left, $0).contains(name) })
                    for (column, label) in table.columns.enumerated() {
                        #expect(
                            table.cell(row, column)
                                == base.count { sets(left, $0).contains(name) && sets(right, $0).contains(label) })
                    }
                }
            }
        }
    }

    @Test(arguments: 1...60)
    func coverageCountsCharactersAndWordsThatAnyPassageTouches(seed: Int) {
        let data = study(seed)
        var random = SplitMix(seed: UInt64(seed) + 1000)
        var texts: [[Character]] = []
        for _ in 0..<4 { texts.append((0..<40).map { _ in ["a", "ß", " ", "Ö", "-", "b"][Int(random.next() % 6)] }) }
        for withChildren in [false, true] {
            var coverage = Coverage(data, codes: codes, withChildren: withChildren)
            for (source, text) in texts.enumerated() { coverage.add(Array(String(text).utf8), ofSource: Int32(source)) }
            for (source, text) in texts.enumerated() {
                for (code, name) in ["A", "B", "C", "D"].enumerated() {
                    let points = data.points.filter { point in
                        let own = codebook.codes[Int(point.code)].name
                        return point.source == source
                            && (own == name || withChildren && name == "A" && (own == "B" || own == "C"))
                    }
                    let covered = Set(points.flatMap { Array($0.lower..<$0.upper) })
                    let amount = coverage.covered[source][code]
                    #expect(amount.characters == covered.count)
                    #expect(amount.passages == Set(points.map { [$0.lower, $0.upper] }).count)
                    #expect(amount.words == words(text).count { !covered.isDisjoint(with: $0.map(Int32.init)) })
                }
                #expect(coverage.lengths[source].words == words(text).count)
            }
        }
    }

    private func words(_ text: [Character]) -> [Range<Int>] {
        var (words, start): ([Range<Int>], Int?) = ([], nil)
        for (place, character) in (text + [" "]).enumerated() {
            if character.isLetter {
                start = start ?? place
            } else if let first = start {
                words.append(first..<place)
                start = nil
            }
        }
        return words
    }
}

extension Int32 {
    fileprivate func clamped(to most: Int32) -> Int32 { Swift.min(self, most) }
}
