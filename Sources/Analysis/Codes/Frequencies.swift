package import StudyModel

/// How often each code was used, by itself and together with the codes under it.
package struct Frequencies: Hashable, Sendable {
    package struct Counts: Hashable, Sendable {
        /// A passage that two coders gave the code counts twice.
        package var codings = 0
        /// Distinct ranges of distinct sources, whoever coded them.
        package var passages = 0
        package var sources = 0
        /// A source without a case counts for none.
        package var cases = 0
        package var coders = 0

        package init(codings: Int = 0, passages: Int = 0, sources: Int = 0, cases: Int = 0, coders: Int = 0) {
            self.codings = codings
            self.passages = passages
            self.sources = sources
            self.cases = cases
            self.coders = coders
        }
    }

    /// A count that rows are chosen and sorted by; those that begin with `all_` take in the codes below.
    package enum Measure: String, Hashable, Sendable, CaseIterable {
        case codings, passages, sources, cases, coders
        case allCodings = "all-codings"
        case allPassages = "all-passages"
        case allSources = "all-sources"
        case allCases = "all-cases"
        case allCoders = "all-coders"
    }

    /// For each code of the index, codings of the code itself.
    package let own: [Counts]
    /// For each code of the index, codings of the code or of any code under it; a passage with two of them counts once.
    package let rolledUp: [Counts]

    /// `cases` gives the case of a source, both as the study's row numbers. Points of unknown codes are left out.
    package init(_ points: [CodingPoint], codes: CodeIndex, cases: [Int32: Int32] = [:]) {
        let ordered = OrderedPoints(points, cases: cases)
        let coders = CoderNumbers(points)
        var own = Tally(codes: codes.codes.count, coders: coders.count)
        var rolledUp = own
        let ancestors = codes.codes.indices.map(codes.ancestors)
        for source in ordered.sources {
            for point in ordered.points[source.points] {
                guard let code = codes.index(ofRow: point.code) else { continue }
                let coder = coders.number(of: point.coder)
                own.add(point, of: source, to: code, coder: coder)
                rolledUp.add(point, of: source, to: code, coder: coder)
                for ancestor in ancestors[code] { rolledUp.add(point, of: source, to: ancestor, coder: coder) }
            }
        }
        self.own = own.counts
        self.rolledUp = rolledUp.counts
    }
}

/// Coders numbered from 0 in order of appearance. Their rows are small numbers, which an array finds faster than hashing.
private struct CoderNumbers {
    private var numbers: [Int] = []
    private(set) var count = 0

    init(_ points: [CodingPoint]) {
        for point in points where point.coder >= 0 {
            let row = Int(point.coder)
            while numbers.count <= row { numbers.append(-1) }
            if numbers[row] < 0 {
                numbers[row] = count
                count += 1
            }
        }
        count = max(count, 1)
    }

    func number(of coder: Int32) -> Int { coder >= 0 ? numbers[Int(coder)] : 0 }
}

/// Counts over points that come in the order of `OrderedPoints`.
private struct Tally {
    var counts: [Frequencies.Counts]
    /// Where each code was met last: no source and no range is `max`.
    private var last: [(source: UInt64, range: UInt64)]
    private var lastCase: [UInt32]
    private var hasCoder: [Bool]
    private let coders: Int

    init(codes: Int, coders: Int) {
        counts = Array(repeating: .init(), count: codes)
        last = Array(repeating: (.max, .max), count: codes)
        lastCase = Array(repeating: noCase, count: codes)
        hasCoder = Array(repeating: false, count: codes * coders)
        self.coders = coders
    }

    mutating func add(_ point: CodingPoint, of source: OrderedPoints.Source, to code: Int, coder: Int) {
        let previous = last[code]
        last[code] = (UInt64(UInt32(bitPattern: source.source)), point.range)
        counts[code].codings += 1
        if previous.source != last[code].source {
            counts[code].sources += 1
            counts[code].passages += 1
            if source.caseRow != noCase, lastCase[code] != source.caseRow {
                counts[code].cases += 1
                lastCase[code] = source.caseRow
            }
        } else if previous.range != point.range {
            counts[code].passages += 1
        }
        if !hasCoder[code * coders + coder] {
            hasCoder[code * coders + coder] = true
            counts[code].coders += 1
        }
    }
}

extension Frequencies {
    /// One row a code, uncoded ones too; columns that begin with `all_` take in the codes below.
    package func table(_ codes: CodeIndex, by measure: Measure = .codings, choice: RowChoice = .init()) -> DataTable {
        let columns: [DataTable.Column] = [
            .init("code", .string, "name of the code"),
            .init("parent", .string, "name of the code above it; empty at the top"),
            .init("depth", .integer, "steps from the top of the tree, from 0"),
            .init("codings", .integer, "times the code was given, each coder counted"),
            .init("passages", .integer, "distinct passages with the code"),
            .init("sources", .integer, "sources with such a passage"),
            .init("cases", .integer, "cases with such a source"),
            .init("coders", .integer, "coders who gave the code"),
            .init("all_codings", .integer, "times the code or one below it was given"),
            .init("all_passages", .integer, "distinct passages with the code or one below it"),
            .init("all_sources", .integer, "sources with such a passage"),
            .init("all_cases", .integer, "cases with such a source"),
            .init("all_coders", .integer, "coders who gave the code or one below it"),
        ]
        let rows = chosen(codes, by: measure, choice).map { index -> [DataTable.Cell] in
            let code = codes.codes[index]
            let parent = codes.parents[index].map { DataTable.Cell.text(codes.codes[$0].name) } ?? .empty
            return [.text(code.name), parent, .integer(codes.ancestors(of: index).count)]
                + own[index].cells + rolledUp[index].cells
        }
        return DataTable(
            name: "frequencies", title: Self.title, columns: columns, primaryKey: ["code"],
            foreignKeys: [.init("parent", table: "frequencies", column: "code")], rows: rows)
    }
}

extension Frequencies {
    /// The codes that are shown, in their order.
    package func chosen(_ codes: CodeIndex, by measure: Measure, _ choice: RowChoice) -> [Int] {
        choice.rows(codes.codes.indices.map { Double(value(of: measure, $0)) }) { [codes.codes[$0].name] }
    }

    package func chart(_ codes: CodeIndex, by measure: Measure, choice: RowChoice) -> Chart {
        let rows = chosen(codes, by: measure, choice)
        let isRolledUp = measure.rawValue.hasPrefix("all-")
        return Chart(
            title: Self.title, rows: rows.map { codes.codes[$0].name }, columns: [measure.rawValue],
            values: rows.map { [Double(value(of: measure, $0))] },
            unit: LocalizedText { language in
                guard isRolledUp else { return language.word(measure.rawValue) }
                return language.word(String(measure.rawValue.dropFirst(4)))
                    + (language == .german ? ", mit denen der Untercodes" : ", with those of codes below")
            })
    }

    private static var title: LocalizedText { LocalizedText(["en": "Code frequencies", "de": "Häufigkeit der Codes"]) }

    package func value(of measure: Measure, _ code: Int) -> Int {
        switch measure {
        case .codings: own[code].codings
        case .passages: own[code].passages
        case .sources: own[code].sources
        case .cases: own[code].cases
        case .coders: own[code].coders
        case .allCodings: rolledUp[code].codings
        case .allPassages: rolledUp[code].passages
        case .allSources: rolledUp[code].sources
        case .allCases: rolledUp[code].cases
        case .allCoders: rolledUp[code].coders
        }
    }
}

extension Frequencies.Counts {
    fileprivate var cells: [DataTable.Cell] {
        [.integer(codings), .integer(passages), .integer(sources), .integer(cases), .integer(coders)]
    }
}
