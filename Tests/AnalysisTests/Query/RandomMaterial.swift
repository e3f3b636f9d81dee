import EditScripts
import Foundation
import StudyModel

@testable import Analysis

/// A small study at random, the same for each seed: few positions, so that ranges meet in every way.
struct RandomMaterial {
    private(set) var material = QueryMaterial()
    private(set) var texts: [Int64: String] = [:]
    private var random: SplitMix

    static let words = ["Dorf", "dorfladen", "neue", "Räume", "Raeume", "neu", "3", "Straße", "–", "👍🏽", "D", "e\u{301}", "a/b"]

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
        let codes = [
            Code(name: "A", findings: ["F1": .supporting]), Code(name: "B", parent: Code(name: "A").id),
            Code(name: "C", parent: Code(name: "B").id, findings: ["F1": .contradicting, "F2": .supporting]), Code(name: "D E"),
        ]
        material.codebook = Codebook(findings: [Finding(name: "F1"), Finding(name: "F2")], codes: codes)
        for (row, code) in codes.enumerated() { material.codeRows[code.id] = Int32(row + 1) }
        material.coders = ["AB": 1, "C D": 2]
        material.cases = ["K1": 1, "K 2": 2, "K3": 3]
        material.speakers = [
            .init(row: 1, name: "I", role: .interviewer), .init(row: 2, name: "B", role: .respondent),
            .init(row: 3, name: "X", role: .other),
        ]
        addAttributes()
        var row: Int64 = 0
        for source in 0..<below(4) + 1 {
            let revisions = below(4) == 0 ? 2 : 1
            material.sourceNames[Int64(source)] = ["one", "two", "three", "four"][source]
            for number in 0..<revisions {
                row += 1
                let caseRow = Int32(below(4))
                material.documents.append(
                    .init(
                        revision: row, source: Int64(source), isNewest: number == revisions - 1,
                        caseRow: caseRow == 0 ? -1 : caseRow))
                addText()
            }
        }
        addMemos()
        material.questions = [
            .init(row: 7, survey: "S", name: "Was fehlt", isOpen: true), .init(row: 8, survey: "T", name: "Was", isOpen: true),
            .init(row: 9, survey: "S", name: "Alter", isOpen: false),
        ]
        for source in material.sourceNames.keys.sorted() where below(2) == 0 {
            material.sourceQuestions[source] = Int64(7 + below(2))
        }
        // In every other study somebody who speaks is a case.
        if below(2) == 0 {
            for speaker in 1...3 as ClosedRange<Int32> where below(2) == 0 {
                material.speakerCases[speaker] = Int32(below(3) + 1)
            }
        }
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

    private mutating func addText() {
        let document = Int32(material.documents.count - 1)
        var text = ""
        var cues: [QueryMaterial.Cue] = []
        let hasCues = below(5) > 0
        var turn: Int32 = 0
        for _ in 0..<below(8) + 1 {
            text += ["", "I: ", " "][below(3)]
            let lower = Int32(text.unicodeScalars.count)
            text += (0..<below(3) + 1).map { _ in Self.words[below(Self.words.count)] }.joined(separator: " ")
            if turn == 0 || below(3) > 0 { turn += 1 }
            // Here and there two speak at once, and one has no name.
            let upper = Int32(text.unicodeScalars.count)
            cues.append(
                .init(
                    document: document, turn: turn, lower: max(0, lower - Int32(below(10) == 0 ? 3 : 0)), upper: upper,
                    speaker: Int32(below(4)) == 0 ? -1 : Int32(below(3) + 1)))
            text += "\n"
        }
        if hasCues { material.cues += cues.sorted { ($0.lower, $0.upper) < ($1.lower, $1.upper) } }
        texts[material.documents.last?.revision ?? 0] = text
        let length = text.unicodeScalars.count
        material.documents[material.documents.count - 1].length = Int32(length)
        var ranges: Set<TextRange> = []
        for _ in 0..<below(9) {
            let lower = below(length)
            if let range = TextRange(lower, min(length, lower + 1 + below(below(2) == 0 ? 3 : length))) { ranges.insert(range) }
        }
        for range in ranges.sorted() {
            material.passages.append(
                .init(
                    row: Int64(material.passages.count + 1), document: document, lower: Int32(range.lowerBound),
                    upper: Int32(range.upperBound),
                    firstCoding: Int32(material.codings.count)))
            var made: Set<Int32> = []
            for _ in 0..<below(3) + 1 { made.insert(Int32(below(4) * 2 + below(2))) }
            for key in made.sorted() {
                material.codings.append(
                    .init(
                        row: Int64(material.codings.count + 1), code: key / 2 + 1, coder: key % 2 + 1,
                        weight: below(2) == 0 ? -1 : Int8(below(101))))
            }
        }
    }

    private mutating func addAttributes() {
        var reach = QueryMaterial.Attribute(name: "reach", kind: .single)
        reach.labels = ["1": ["local", "lokal"], "2": ["re gional"]]
        var size = QueryMaterial.Attribute(name: "size", kind: .integer)
        var again = QueryMaterial.Attribute(name: "reach", kind: .text)
        for row in 1...3 as ClosedRange<Int32> {
            for _ in 0..<below(3) { reach.values.append((row, .text(["1", "2", "3"][below(3)]))) }
            for _ in 0..<below(3) { size.values.append((row, .number(Double(below(6))))) }
            if below(3) == 0 { again.values.append((row, .text(["local", "Dorf"][below(2)]))) }
        }
        material.attributes = [reach, size, again]
        material.attributeNames = ["reach", "size"]
    }

    private mutating func addMemos() {
        for _ in 0..<below(4) {
            let row = Int64(below(6) + 1)
            let subject: QueryMaterial.Memo.Subject =
                [.passage(row), .coding(row), .source(row - 1), .caseRow(Int32(below(3) + 1))][below(4)]
            material.memos.append(.init(subject: subject, text: "\n" + Self.words[below(Self.words.count)] + " Räume"))
        }
    }

    /// The rows of a code and, where wanted, of those under it.
    func codes(_ name: String, withChildren: Bool) -> [Int32] {
        let tree = ["A": [1, 2, 3], "B": [2, 3], "C": [3], "D E": [4]] as [String: [Int32]]
        let own = ["A": 1, "B": 2, "C": 3, "D E": 4] as [String: Int32]
        return withChildren ? tree[name] ?? [] : own[name].map { [$0] } ?? []
    }

    func codes(bearingOn finding: String, _ bearing: Finding.Bearing?) -> [Int32] {
        switch (finding, bearing) {
        case ("F1", nil): [1, 3]
        case ("F1", .supporting): [1]
        case ("F1", .contradicting): [3]
        case ("F2", nil), ("F2", .supporting): [3]
        default: []
        }
    }

    /// The words of a text, told apart by Foundation.
    static func words(of text: String) -> [String] {
        var words = [""]
        for scalar in text.unicodeScalars {
            if CharacterSet.alphanumerics.contains(scalar) {
                words[words.count - 1].unicodeScalars.append(scalar)
            } else {
                words.append("")
            }
        }
        return words.filter { !$0.isEmpty }
    }

    /// A word as its letters alone, and with umlauts spelled out.
    static func spellings(of word: String) -> Set<String> {
        let lower = word.lowercased().precomposedStringWithCanonicalMapping.replacingOccurrences(of: "ß", with: "ss")
        let spelled = lower.replacingOccurrences(of: "ä", with: "ae").replacingOccurrences(of: "ö", with: "oe")
            .replacingOccurrences(of: "ü", with: "ue")
        return Set([lower, spelled].map { $0.folding(options: .diacriticInsensitive, locale: nil) })
    }
}
