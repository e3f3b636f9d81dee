import Analysis
import FileFormats
import StudyModel

extension WrittenReport {
    /// The report as one object, with all that the other formats cut off.
    func json() -> JSONWriter {
        var json = JSONWriter()
        json.beginObject()
        json.member("study", study)
        json.member("language", words.language.rawValue)
        json.member("where", limit)
        json.key("seed")
        json.integer(measures.seed)
        json.member("rounds", measures.rounds)
        json.key("totals")
        json.beginObject()
        json.counts(report.totals)
        json.endObject()
        json.array("findings", of: report.sections) { write($1, to: &$0) }
        json.endObject()
        return json
    }

    private func write(_ section: FindingsReport.Section, to json: inout JSONWriter) {
        json.member("finding", section.finding.name)
        json.member("title", words.text(section.finding.title))
        json.member("claim", words.text(section.finding.claim))
        for bearing in Finding.Bearing.allCases {
            json.key(bearing.rawValue)
            json.beginObject()
            json.counts(section[bearing].counts)
            json.array("quotes", of: section[bearing].quotes.filter { $0.found?.quote != nil }) { write($1, to: &$0) }
            json.endObject()
        }
        json.member("mixedCount", section.mixed)
        json.member("silentCaseCount", section.silentCases)
        json.array("codes", of: section.codes) { write($1, to: &$0) }
        json.array("cases", of: section.cases) { json, line in
            json.member("case", line.name)
            json.member("sourceCount", line.sources)
            json.member("supporting", line.supporting)
            json.member("contradicting", line.contradicting)
        }
        json.array("sources", of: section.sources) { json, line in
            json.member("source", line.name)
            json.member("case", line.caseName)
            json.member("supporting", line.supporting)
            json.member("contradicting", line.contradicting)
        }
        json.array("questions", of: section.questions) { write($1, to: &$0) }
        if let network = section.network {
            json.key("network")
            write(network, to: &json)
        }
    }

    private func write(_ quote: FindingsReport.Quote, to json: inout JSONWriter) {
        guard let place = quote.found, let text = place.quote else { return }
        json.members(of: place.citation)
        json.member("codes", quote.codes)
        json.member("coders", quote.coders)
        json.member("weight", quote.weight)
        json.member("quote", text)
        json.member("revision", place.revision)
        json.member("state", place.state.rawValue)
    }

    private func write(_ line: FindingsReport.CodeLine, to json: inout JSONWriter) {
        json.member("code", line.code.name)
        json.member("label", line.code.labels[words.language.rawValue])
        json.member("bearing", line.bearing.rawValue)
        json.counts(line.own)
        json.key("withCodesBelow")
        json.beginObject()
        json.counts(line.rolledUp)
        json.endObject()
    }

    private func write(_ line: FindingsReport.QuestionLine, to json: inout JSONWriter) {
        json.member("survey", line.survey)
        json.member("question", line.name)
        json.member("wording", words.text(line.wording))
        json.member("kind", line.kind.rawValue)
        json.member("bearing", line.bearing?.rawValue)
        json.member("answerCount", line.answered)
        json.member("unanswered", line.unanswered)
        json.member("coded", line.coded)
        if let numbers = line.numbers {
            json.key("numbers")
            json.beginObject()
            for (name, value) in [("least", numbers.least), ("median", numbers.median), ("greatest", numbers.greatest)] {
                json.key(name)
                json.number(value)
            }
            json.endObject()
        }
        json.array("answers", of: line.answers) { json, answer in
            json.member("value", answer.value)
            json.member("label", answer.label)
            json.member("count", answer.count)
            json.member("bearing", answer.bearing?.rawValue)
        }
        json.member("furtherAnswers", line.furtherAnswers)
    }

    private func write(_ found: FindingNetwork, to json: inout JSONWriter) {
        let names = MeasureWords(language: words.language)
        json.beginObject()
        json.member("network", found.kind.rawValue)
        json.member("nodeCount", found.network.nodes.count)
        json.member("edgeCount", found.network.edges.count)
        json.member("supportingTies", found.supportingTies)
        json.member("contradictingTies", found.contradictingTies)
        json.array("measures", of: found.measures) { json, line in
            json.member("measure", line.name)
            switch line.value {
            case .integer(let count): json.member("value", count)
            case .number(let value):
                json.key("value")
                json.number(value)
            default: break
            }
            json.chance(line.test, by: line.test == nil ? nil : line.chance)
            json.member("meaning", names.meaning(of: line))
        }
        json.array("nodes", of: found.nodes) { json, line in
            json.member("node", line.node)
            json.member("label", line.label)
            json.member("group", line.group)
            json.member("degree", line.degree)
            json.key("strength")
            json.number(line.strength)
            json.key("betweenness")
            json.number(line.betweenness)
        }
        json.array("groups", of: found.groups) { json, line in
            json.member("group", line.group)
            json.member("nodeCount", line.nodes)
            for (name, test) in [("degree", line.degree), ("betweenness", line.betweenness)] {
                guard let test else { continue }
                json.key(name)
                json.beginObject()
                json.key("mean")
                json.number(test.observed)
                json.chance(test, by: nil)
                json.endObject()
            }
        }
        EdgeListing(of: found, self).write(to: &json)
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func counts(_ counts: Frequencies.Counts) {
        member("codingCount", counts.codings)
        member("passageCount", counts.passages)
        member("sourceCount", counts.sources)
        member("caseCount", counts.cases)
        member("coderCount", counts.coders)
    }

    /// What chance gives, in the object that is open.
    fileprivate mutating func chance(_ test: PermutationTest?, by chance: WholeMeasures.Chance?) {
        guard let test else { return }
        let numbers = [
            ("expected", test.mean), ("deviation", test.deviation), ("pLarger", test.larger), ("pSmaller", test.smaller),
        ]
        for (name, value) in numbers {
            key(name)
            number(value)
        }
        member("chance", chance?.rawValue)
    }
}
