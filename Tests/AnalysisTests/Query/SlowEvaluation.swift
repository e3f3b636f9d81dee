import Foundation
import StudyModel

@testable import Analysis

/// Answers a query as `Docs/Queries.md` tells it, unit by unit and with every unit held against every other.
struct SlowEvaluation {
    let study: RandomMaterial
    let unit: QueryUnit

    struct Unit: Equatable {
        var document: Int
        var lower: Int
        var upper: Int
        /// Which codings it bears.
        var codings: [Int]
        var sort: QueryUnit
    }

    private let material: QueryMaterial
    /// Of every sort, of all documents and of the newest.
    private var known: [QueryUnit: [Bool: [Unit]]] = [:]

    init(study: RandomMaterial, unit: QueryUnit) {
        self.study = study
        self.unit = unit
        material = study.material
        for sort in QueryUnit.allCases {
            known[sort] = [true: found(sort, newestOnly: true), false: found(sort, newestOnly: false)]
        }
    }

    private func units(_ sort: QueryUnit, newestOnly: Bool) -> [Unit] { known[sort]?[newestOnly] ?? [] }

    private func found(_ sort: QueryUnit, newestOnly: Bool) -> [Unit] {
        var units: [Unit] = []
        for (document, value) in material.documents.enumerated() {
            if newestOnly, !value.isNewest { continue }
            let length = study.texts[value.revision]?.unicodeScalars.count ?? 0
            let cues = material.cues.filter { $0.document == document }
            let passages = material.passages.enumerated().filter { $0.element.document == document }
            func codings(of place: Int) -> [Int] {
                material.codings.indices.filter { coding in
                    let next =
                        place + 1 < material.passages.count
                        ? Int(material.passages[place + 1].firstCoding) : material.codings.count
                    return coding >= Int(material.passages[place].firstCoding) && coding < next
                }
            }
            func add(_ lower: Int, _ upper: Int) {
                let touched = passages.filter { lower < Int($0.element.upper) && Int($0.element.lower) < upper }
                units.append(
                    Unit(
                        document: document, lower: lower, upper: upper, codings: touched.flatMap { codings(of: $0.offset) },
                        sort: sort))
            }
            switch sort {
            case .passage, .coding:
                for (place, passage) in passages {
                    let own = codings(of: place)
                    for codings in sort == .passage ? [own] : own.map({ [$0] }) {
                        units.append(
                            Unit(
                                document: document, lower: Int(passage.lower), upper: Int(passage.upper), codings: codings,
                                sort: sort))
                    }
                }
            case .turn:
                if cues.isEmpty { add(0, length) }
                for turn in Set(cues.map(\.turn)).sorted() {
                    let own = cues.filter { $0.turn == turn }
                    add(Int(own.map(\.lower).min() ?? 0), Int(own.map(\.upper).max() ?? 0))
                }
            case .paragraph:
                if cues.isEmpty { add(0, length) }
                for cue in cues { add(Int(cue.lower), Int(cue.upper)) }
            case .source: add(0, length)
            }
        }
        return units
    }

    /// The hits as document, lower and upper bound and codings, sorted.
    func hits(_ query: Query) -> [Unit] {
        let units = units(unit, newestOnly: unit != .passage && unit != .coding)
        return units.indices.filter { holds(query, units[$0], at: $0) }.map { units[$0] }
            .sorted {
                ($0.document, $0.lower, $0.upper, $0.codings.first ?? 0) < (
                    $1.document, $1.lower, $1.upper, $1.codings.first ?? 0
                )
            }
    }

    /// The cases for which the query holds: those by name or attribute themselves, others by what they have.
    func cases(_ query: Query) -> Set<Int32> { Set(material.cases.values.filter { holds(query, ofCase: $0) }) }

    private func holds(_ query: Query, ofCase row: Int32) -> Bool {
        switch query {
        case .all(let parts): return parts.allSatisfy { holds($0, ofCase: row) }
        case .any(let parts): return parts.contains { holds($0, ofCase: row) }
        case .not(let query): return !holds(query, ofCase: row)
        case .test(.caseName(let names)): return names.contains { material.cases[$0.text] == row }
        case .test(.attribute(let name, let test)): return holds(test, of: name.text, row)
        case .test, .relation, .saved: break
        }
        if case .test(.memo(let pattern)) = query,
            material.memos.contains(where: { $0.subject == .caseRow(row) && matches(pattern, $0.text) })
        {
            return true
        }
        let sources = units(.source, newestOnly: true), paragraphs = units(.paragraph, newestOnly: true)
        return sources.indices.contains { place in
            material.documents[sources[place].document].caseRow == row && holds(query, sources[place], at: place)
        }
            || paragraphs.indices.contains { place in
                let unit = paragraphs[place]
                let isSaid = material.cues.contains {
                    $0.document == unit.document && Int($0.lower) == unit.lower && Int($0.upper) == unit.upper
                        && material.speakerCases[$0.speaker] == row
                }
                return isSaid && holds(query, unit, at: place)
            }
    }

    /// - Parameter place: which of the units of its sort it is.
    private func holds(_ query: Query, _ unit: Unit, at place: Int) -> Bool {
        switch query {
        case .all(let parts): parts.allSatisfy { holds($0, unit, at: place) }
        case .any(let parts): parts.contains { holds($0, unit, at: place) }
        case .not(let query): !holds(query, unit, at: place)
        case .saved: false
        case .test(let test): holds(test, unit)
        case .relation(let relation, let query): holds(relation, query, unit, at: place)
        }
    }

    private func holds(_ relation: QueryRelation, _ query: Query, _ unit: Unit, at place: Int) -> Bool {
        let isCoded = unit.sort == .passage || unit.sort == .coding
        let asksPassages = !isCoded && [.overlaps, .encloses, .inside].contains(relation.kind)
        let sort = asksPassages ? .passage : unit.sort
        // The same units in the same order, so that a place names one.
        let others = units(sort, newestOnly: unit.sort == sort && !isCoded)
        return others.indices.contains { index in
            let other = others[index]
            guard other.document == unit.document, sort != unit.sort || index != place else { return false }
            return stands(relation, unit, other) && holds(query, other, at: index)
        }
    }

    private func stands(_ relation: QueryRelation, _ unit: Unit, _ other: Unit) -> Bool {
        let distance = relation.distance.map { ($0.count, $0.measure) }
        switch relation.kind {
        case .overlaps: return unit.lower < other.upper && other.lower < unit.upper
        case .encloses: return other.lower >= unit.lower && other.upper <= unit.upper
        case .inside: return other.lower <= unit.lower && other.upper >= unit.upper
        case .within:
            guard let (count, measure) = distance else { return false }
            return between(unit, other, measure) <= count
        case .precedes:
            return other.lower >= unit.upper && distance.map { between(unit, other, $0.1) <= $0.0 } ?? true
        case .follows:
            return other.upper <= unit.lower && distance.map { between(unit, other, $0.1) <= $0.0 } ?? true
        }
    }

    private func between(_ unit: Unit, _ other: Unit, _ measure: QueryRelation.Distance.Measure) -> Int {
        if measure == .scalars { return max(0, other.lower - unit.upper, unit.lower - other.upper) }
        let (own, foreign) = (part(unit, measure), part(other, measure))
        return max(0, foreign.lowerBound - own.upperBound, own.lowerBound - foreign.upperBound)
    }

    private func part(_ unit: Unit, _ measure: QueryRelation.Distance.Measure) -> ClosedRange<Int> {
        let cues = material.cues.filter { $0.document == unit.document }
        guard !cues.isEmpty else { return 0...0 }
        func number(at position: Int) -> Int {
            let place = cues.lastIndex { Int($0.lower) <= position } ?? 0
            return measure == .turns ? Int(cues[place].turn) : place
        }
        let (first, last) = (number(at: unit.lower), number(at: unit.upper - 1))
        return min(first, last)...max(first, last)
    }

    private func holds(_ test: QueryTest, _ unit: Unit) -> Bool {
        let document = material.documents[unit.document]
        func bears(_ condition: (QueryMaterial.Coding) -> Bool) -> Bool {
            unit.codings.contains { condition(material.codings[$0]) }
        }
        switch test {
        case .code(let test):
            let rows = study.codes(test.name.text, withChildren: !test.isExact)
            return bears { coding in
                rows.contains(coding.code)
                    && (test.coders.isEmpty || test.coders.contains { material.coders[$0.text] == coding.coder })
                    && (test.weight.map { holds($0, coding) } ?? true)
            }
        case .coder(let names): return bears { coding in names.contains { material.coders[$0.text] == coding.coder } }
        case .weight(let test): return bears { holds(test, $0) }
        case .finding(let name, let bearing):
            let rows = study.codes(bearingOn: name.text, bearing)
            return bears { rows.contains($0.code) }
        case .source(let names):
            let source = material.sourceNames[document.source] ?? ""
            return names.contains { $0.text == "*" || $0.text == source || ($0.text == "t*" && source.hasPrefix("t")) }
        case .question(let names):
            guard let answered = material.sourceQuestions[document.source],
                let question = material.questions.first(where: { $0.row == answered })
            else { return false }
            return names.contains { name in
                ["*", question.name, question.survey + "/" + question.name].contains(name.text)
                    || (name.text == "Was*" && question.name.hasPrefix("Was"))
            }
        case .caseName(let names):
            return names.contains { name in material.cases[name.text].map { cases(of: unit).contains($0) } ?? false }
        case .attribute(let name, .isMissing): return cases(of: unit).allSatisfy { holds(.isMissing, of: name.text, $0) }
        case .attribute(let name, let test): return cases(of: unit).contains { holds(test, of: name.text, $0) }
        case .speaker(let names): return overlapsCue(unit) { speaker in names.contains { $0.text == speaker.name } }
        case .role(let roles): return overlapsCue(unit) { roles.contains($0.role) }
        case .memo(let pattern):
            return material.memos.contains { memo in
                guard matches(pattern, memo.text) else { return false }
                switch memo.subject {
                case .coding(let row): return bears { $0.row == row }
                case .passage(let row):
                    guard let place = material.passages.firstIndex(where: { $0.row == row }) else { return false }
                    let own = units(.passage, newestOnly: false)[place].codings
                    return unit.codings.contains { own.contains($0) }
                case .source(let row): return unit.sort == .source && document.source == row
                case .caseRow: return false
                }
            }
        case .text(let pattern):
            let scalars = Array((study.texts[document.revision] ?? "").unicodeScalars)
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[unit.lower..<unit.upper])
            return matches(pattern, String(text))
        }
    }

    private func holds(_ test: QueryTest.WeightTest, _ coding: QueryMaterial.Coding) -> Bool {
        guard coding.weight >= 0 else { return false }
        switch test.comparison {
        case .equal: return Int(coding.weight) == test.weight
        case .unequal: return Int(coding.weight) != test.weight
        case .less: return Int(coding.weight) < test.weight
        case .atMost: return Int(coding.weight) <= test.weight
        case .greater: return Int(coding.weight) > test.weight
        case .atLeast: return Int(coding.weight) >= test.weight
        }
    }

    /// The case of the source, and those of the people who speak in the unit.
    private func cases(of unit: Unit) -> Set<Int32> {
        var cases = Set([material.documents[unit.document].caseRow].filter { $0 >= 0 })
        for cue in material.cues
        where cue.document == unit.document && unit.lower < Int(cue.upper) && Int(cue.lower) < unit.upper {
            if let row = material.speakerCases[cue.speaker] { cases.insert(row) }
        }
        return cases
    }

    private func overlapsCue(_ unit: Unit, _ condition: (QueryMaterial.Speaker) -> Bool) -> Bool {
        material.cues.contains { cue in
            guard cue.document == unit.document, unit.lower < Int(cue.upper), Int(cue.lower) < unit.upper,
                let speaker = material.speakers.first(where: { $0.row == cue.speaker })
            else { return false }
            return condition(speaker)
        }
    }

    private func holds(_ test: QueryTest.AttributeTest, of name: String, _ caseRow: Int32) -> Bool {
        let values = material.attributes.filter { $0.name == name }.flatMap { attribute in
            attribute.values.filter { $0.caseRow == caseRow }.map { (attribute, $0.value) }
        }
        func words(_ attribute: QueryMaterial.Attribute, _ value: QueryMaterial.Attribute.Value) -> [String] {
            let stored =
                switch value {
                case .number(let number): String(Int(number));
                case .text(let text): text
                }
            return [stored] + (attribute.labels[stored] ?? [])
        }
        switch test {
        case .isMissing: return values.isEmpty
        case .oneOf(let wanted):
            return values.contains { words($0.0, $0.1).contains { word in wanted.contains { $0.text == word } } }
        case .compares(.unequal, let wanted):
            return !values.isEmpty && !values.contains { words($0.0, $0.1).contains(wanted.text) }
        case .compares(let comparison, let wanted):
            return values.contains { value in
                guard case .number(let number) = value.1, let limit = Double(wanted.text) else { return false }
                return comparison.holds(number, limit)
            }
        case .matches(let pattern): return values.contains { words($0.0, $0.1).contains { matches(pattern, $0) } }
        }
    }

    private func matches(_ pattern: TextPattern, _ text: String) -> Bool {
        switch pattern {
        case .words(let words):
            let spoken = RandomMaterial.words(of: text)
            let wanted = words.text.split(separator: " ").map(String.init)
            guard spoken.count >= wanted.count else { return false }
            return (0...(spoken.count - wanted.count)).contains { start in
                zip(wanted, spoken[start...]).allSatisfy { pattern, word in
                    let spellings = RandomMaterial.spellings(of: word)
                    guard pattern.hasSuffix("*") else {
                        return !spellings.isDisjoint(with: RandomMaterial.spellings(of: pattern))
                    }
                    return RandomMaterial.spellings(of: String(pattern.dropLast())).contains { beginning in
                        spellings.contains { $0.hasPrefix(beginning) }
                    }
                }
            }
        case .expression(let expression, let ignoresCase):
            // Its lines are told apart as in the language.
            let lines = "(?m)" + expression.text
            return text.range(
                of: lines, options: ignoresCase ? [.regularExpression, .caseInsensitive] : .regularExpression) != nil
        }
    }
}
