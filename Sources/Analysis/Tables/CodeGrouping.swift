package import StudyModel

/// What codes are set against: which columns a coding stands in.
package struct CodeGrouping {
    package enum Missing: Hashable, Sendable {
        /// Codings in no column are not counted.
        case leftOut
        /// They have a column of their own.
        case shown
    }

    var title: String
    var labels: [String]
    var columns: (CodingPoint) -> [Int]
    /// Of answers: the column of each category that has one.
    private(set) var columnsByCategory: [Int: Int] = [:]

    /// - Parameter missing: puts what stands in no column into one of this name.
    private init(
        title: String, labels: [String], missing: (Missing, String), columns: @escaping (CodingPoint) -> [Int]
    ) {
        self.title = title
        guard missing.0 == .shown else {
            self.labels = labels
            self.columns = columns
            return
        }
        self.labels = labels + [missing.1]
        self.columns = { point in
            let found = columns(point)
            return found.isEmpty ? [labels.count] : found
        }
    }

    package static func cases(of data: CodingData, missing: Missing) -> CodeGrouping {
        CodeGrouping(title: "case", labels: data.caseNames, missing: (missing, "(no case)")) { point in
            data.casesBySource[point.source].map { [Int($0)] } ?? []
        }
    }

    package static func sources(of data: CodingData) -> CodeGrouping {
        CodeGrouping(title: "source", labels: data.sourceNames, missing: (.leftOut, "")) { [Int($0.source)] }
    }

    package static func coders(of data: CodingData) -> CodeGrouping {
        let used = Set(data.points.map(\.coder))
        let coders = data.coderNames.filter { used.contains($0.key) }.sorted { inNameOrder($0.value, $1.value) }
        let columns = Dictionary(uniqueKeysWithValues: coders.enumerated().map { ($1.key, $0) })
        return CodeGrouping(title: "coder", labels: coders.map(\.value), missing: (.leftOut, "")) { point in
            columns[point.coder].map { [$0] } ?? []
        }
    }

    /// Findings on which the code of a coding bears; one against which it speaks is a column of its own.
    package static func findings(of codebook: Codebook, _ codes: CodeIndex, missing: Missing) -> CodeGrouping {
        var labels: [String] = []
        var columns: [String: [Finding.Bearing: Int]] = [:]
        for finding in codebook.findings {
            for bearing in Finding.Bearing.allCases
            where codebook.codes.contains(where: { $0.findings[finding.name] == bearing }) {
                columns[finding.name, default: [:]][bearing] = labels.count
                labels.append(bearing == .supporting ? finding.name : "\(finding.name) (against)")
            }
        }
        let byCode = codes.codes.map { code in code.findings.compactMap { columns[$0.key]?[$0.value] }.sorted() }
        return CodeGrouping(title: "finding", labels: labels, missing: (missing, "(no finding)")) { point in
            codes.index(ofRow: point.code).map { byCode[$0] } ?? []
        }
    }

    /// Who speaks in a passage, under the name that stands in the transcript; a passage over several turns has several.
    ///
    /// - Parameter data: with cues.
    package static func speakers(of data: CodingData, byRole: Bool, missing: Missing) -> CodeGrouping {
        var labels: [String] = []
        var columns: [Int32: Int] = [:]
        let named = Set(data.cues.map(\.speaker))
        if byRole {
            let used = Set(data.speakers.filter { named.contains($0.row) }.map(\.role))
            let roles = Transcript.Speaker.Role.allCases.filter(used.contains)
            labels = roles.map(\.rawValue)
            for speaker in data.speakers { columns[speaker.row] = roles.firstIndex(of: speaker.role) }
        } else {
            let names = Set(data.speakers.filter { named.contains($0.row) }.map(\.name)).sorted(by: inNameOrder)
            let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
            labels = names
            for speaker in data.speakers { columns[speaker.row] = places[speaker.name] }
        }
        let cues = CueFinder(data)
        return CodeGrouping(
            title: byRole ? "role" : "speaker", labels: labels, missing: (missing, "(nobody)")
        ) { point in
            cues.cues(in: point).compactMap { columns[$0.speaker] }
        }
    }

    /// What the case of a coding has for an attribute or question.
    ///
    /// - Parameter missing: whether reasons for no answer are columns, and what has no value at all is one.
    package static func answers(to question: ClosedQuestion, of data: CodingData, missing: Missing) -> CodeGrouping {
        let shown = question.categories.indices.filter { missing == .shown || !question.categories[$0].isMissing }
        let places = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
        var byCase: [String: Set<Int>] = [:]
        for holder in question.holders {
            byCase[holder.caseName, default: []].formUnion(holder.categories.compactMap { places[$0] })
        }
        let columns = data.caseNames.map { byCase[$0]?.sorted() ?? [] }
        var grouping = CodeGrouping(
            title: question.name, labels: shown.map { question.categories[$0].name }, missing: (missing, "(unknown)")
        ) { point in
            data.casesBySource[point.source].map { columns[Int($0)] } ?? []
        }
        grouping.columnsByCategory = places
        return grouping
    }
}

/// Finds the cues that share a scalar with a passage.
struct CueFinder {
    private let cues: [QueryMaterial.Cue]
    private let bySource: [Int32: Range<Int>]
    /// The furthest end up to each cue, within its source.
    private let furthest: [Int32]

    init(_ data: CodingData) {
        cues = data.cues
        var (bySource, furthest): ([Int32: Range<Int>], [Int32]) = ([:], [])
        for (index, cue) in cues.enumerated() {
            let source = data.texts[Int(cue.document)].source
            let first = bySource[source]?.lowerBound ?? index
            furthest.append(first == index ? cue.upper : max(furthest[index - 1], cue.upper))
            bySource[source] = first..<(index + 1)
        }
        self.bySource = bySource
        self.furthest = furthest
    }

    func cues(in point: CodingPoint) -> [QueryMaterial.Cue] {
        guard let own = bySource[point.source] else { return [] }
        var (low, high) = (own.lowerBound, own.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if furthest[middle] > point.lower { high = middle } else { low = middle + 1 }
        }
        return cues[low..<own.upperBound].prefix { $0.lower < point.upper }.filter { $0.upper > point.lower }
    }
}

extension CodeGrouping {
    /// The columns of each case that has an answer and in which none of the data's codings stands.
    package func columnsOfOthers(in question: ClosedQuestion, than data: CodingData) -> [[Int]] {
        let coded = Set(data.points.compactMap { data.casesBySource[$0.source] }.map { data.caseNames[Int($0)] })
        var byCase: [String: Set<Int>] = [:]
        for holder in question.holders where !coded.contains(holder.caseName) {
            byCase[holder.caseName, default: []].formUnion(holder.categories.compactMap { columnsByCategory[$0] })
        }
        return byCase.keys.sorted().compactMap { byCase[$0]?.sorted() }.filter { !$0.isEmpty }
    }
}
