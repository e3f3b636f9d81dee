import StudyModel

/// Looks up the names of a query among what was read of the study.
struct QueryResolver {
    let material: QueryMaterial

    /// - Throws: `QueryError` for a name that the study does not know.
    func plan(_ query: Query) throws -> QueryPlan {
        switch query {
        case .all(let parts): return .all(try parts.map(plan).sorted { $0.cost < $1.cost })
        case .any(let parts): return .any(try parts.map(plan).sorted { $0.cost < $1.cost })
        case .not(let query): return .not(try plan(query))
        case .relation(let relation, let query): return .relation(relation, try plan(query))
        case .test(let test): return try plan(test)
        case .saved(let name): throw name.error("no query '\(name.text)' is saved", nil)
        }
    }

    private func plan(_ test: QueryTest) throws -> QueryPlan {
        switch test {
        case .code(let test):
            let codes = try rows(of: test)
            let coders = test.coders.isEmpty ? nil : try rows(of: test.coders, in: material.coders, "coder")
            let weight = test.weight
            return .codings(
                material.codings.map { coding in
                    codes.contains(Int64(coding.code)) && coders?.contains(coding.coder) ?? true
                        && weight?.holds(of: coding) ?? true
                })
        case .coder(let names):
            let coders = try rows(of: names, in: material.coders, "coder")
            return .codings(material.codings.map { coders.contains($0.coder) })
        case .weight(let test): return .codings(material.codings.map(test.holds))
        case .finding(let name, let bearing):
            let codes = try rows(of: name, bearing)
            return .codings(material.codings.map { codes.contains(Int64($0.code)) })
        case .source(let names): return try documents(named: names)
        case .question(let names): return try documents(answering: names)
        case .caseName(let names):
            let cases = try rows(of: names, in: material.cases, "case")
            return holders(of: cases)
        case .attribute(let name, let test):
            let cases = try AttributeResolver(material: material, name: name).cases(test)
            return cases.isComplement ? .not(holders(of: cases.rows)) : holders(of: cases.rows)
        case .speaker(let names): return .speakers(try speakers(named: names))
        case .role(let roles): return .speakers(Set(material.speakers.filter { roles.contains($0.role) }.map(\.row)))
        case .memo(let pattern): return .memo(try pattern.matcher())
        case .text(let pattern): return .text(try pattern.matcher())
        }
    }

    /// What belongs to one of the cases: by its source, or by who speaks there.
    private func holders(of cases: Set<Int32>) -> QueryPlan {
        let documents = QueryPlan.documents(material.documents.map { cases.contains($0.caseRow) })
        let speakers = Set(material.speakerCases.filter { cases.contains($0.value) }.keys)
        return speakers.isEmpty ? documents : .any([documents, .speakers(speakers)])
    }

    private func rows(of test: QueryTest.CodeTest) throws -> RowSet {
        guard let code = material.codebook.code(at: test.name.text) else {
            throw test.name.error(
                "no code '\(test.name.text)'",
                test.name.text.nearest(among: material.codebook.codes.map(\.name)).map { "did you mean '\($0)'?" }
                    ?? "list them with 'anker codebook list'")
        }
        let codes = [code] + (test.isExact ? [] : material.codebook.descendants(of: code.id))
        return RowSet(codes.compactMap { material.codeRows[$0.id].map(Int64.init) })
    }

    private func rows(of finding: QueryName, _ bearing: Finding.Bearing?) throws -> RowSet {
        let name = finding.text.normalizedName
        guard material.codebook.findings.contains(where: { $0.name == name }) else {
            let names = material.codebook.findings.map(\.name)
            throw finding.error(
                "no finding '\(finding.text)'",
                names.isEmpty ? "the codebook has none" : name.suggestion(among: names, "there are"))
        }
        let codes = material.codebook.codes.filter { code in
            code.findings[name].map { bearing == nil || $0 == bearing } ?? false
        }
        return RowSet(codes.compactMap { material.codeRows[$0.id].map(Int64.init) })
    }

    func rows(of names: [QueryName], in known: [String: Int32], _ what: String) throws -> Set<Int32> {
        Set(
            try names.map { name in
                guard let row = known[name.text.normalizedName] else {
                    throw name.error(
                        "no \(what) '\(name.text)'",
                        known.isEmpty
                            ? "the study has none"
                            : name.text.suggestion(among: known.keys.sorted(by: inNameOrder), "there are"))
                }
                return row
            })
    }

    private func speakers(named names: [QueryName]) throws -> Set<Int32> {
        let byName = Dictionary(grouping: material.speakers, by: \.name)
        return Set(
            try names.flatMap { name in
                guard let speakers = byName[name.text.normalizedName] else {
                    throw name.error(
                        "no speaker '\(name.text)'",
                        byName.isEmpty
                            ? "no source names one"
                            : name.text.suggestion(among: byName.keys.sorted(by: inNameOrder), "there are"))
                }
                return speakers.map(\.row)
            })
    }

    private func documents(named names: [QueryName]) throws -> QueryPlan {
        var sources: Set<Int64> = []
        for name in names {
            let pattern = Array(name.text.normalizedName.unicodeScalars)
            let isPattern = pattern.contains("*")
            let found = material.sourceNames.filter { _, source in
                isPattern ? Array(source.unicodeScalars).matches(pattern) : source.unicodeScalars.elementsEqual(pattern)
            }
            guard isPattern || !found.isEmpty else {
                throw name.error(
                    "no source '\(name.text)' has a coding or a text that is asked",
                    name.text.nearest(among: material.sourceNames.values.sorted(by: inNameOrder)).map {
                        "did you mean '\($0)'?"
                    }
                        ?? "list them with 'anker sources'")
            }
            sources.formUnion(found.keys)
        }
        return .documents(material.documents.map { sources.contains($0.source) })
    }
}

extension QueryResolver {
    /// Answers to questions of that name in any survey, or in the one whose name stands before a slash.
    private func documents(answering names: [QueryName]) throws -> QueryPlan {
        var rows: Set<Int64> = []
        for name in names {
            let pattern = Array(name.text.normalizedName.unicodeScalars)
            let isPattern = pattern.contains("*")
            let named = material.questions.filter { question in
                [question.name, "\(question.survey)/\(question.name)"].contains { candidate in
                    isPattern
                        ? Array(candidate.unicodeScalars).matches(pattern) : candidate.unicodeScalars.elementsEqual(pattern)
                }
            }
            guard isPattern || named.contains(where: \.isOpen) else {
                if !named.isEmpty {
                    throw name.error(
                        "the answers to question '\(name.text)' are no texts", "ask for them with case.\(name.written)")
                }
                let open = Set(material.questions.filter(\.isOpen).map(\.name)).sorted(by: inNameOrder)
                throw name.error(
                    "no question '\(name.text)'",
                    open.isEmpty ? "the study has no open question" : name.text.suggestion(among: open, "open questions are"))
            }
            rows.formUnion(named.map(\.row))
        }
        return .documents(material.documents.map { material.sourceQuestions[$0.source].map(rows.contains) ?? false })
    }
}

extension QueryTest.WeightTest {
    /// A coding without a weight is neither light nor heavy.
    func holds(of coding: QueryMaterial.Coding) -> Bool {
        coding.weight >= 0 && comparison.holds(Int(coding.weight), weight)
    }
}

extension [Unicode.Scalar] {
    /// Whether the pattern, in which `*` stands for anything, is the whole of it.
    func matches(_ pattern: [Unicode.Scalar]) -> Bool {
        var (place, position) = (0, 0)
        var star: (pattern: Int, place: Int)?
        while place < count {
            if position < pattern.count, pattern[position] == "*" {
                star = (position + 1, place)
                position += 1
            } else if position < pattern.count, pattern[position] == self[place] {
                position += 1
                place += 1
            } else if let last = star {
                // The last star takes one more.
                star = (last.pattern, last.place + 1)
                (position, place) = (last.pattern, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == "*" }
    }
}
