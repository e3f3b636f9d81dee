import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension TwoModeWeight.Unit: ExpressibleByArgument {}
extension TwoModeWeight.Normalisation: ExpressibleByArgument {}

/// When codes are tied.
struct CooccurrenceNetworkChoice: NetworkChoice {
    static let name = "code-cooccurrence"
    static let abstract = "The codes, tied where they occur together."
    static let discussion = """
        With another weight than count, pairs are no edge that are together no more often than by chance, where the measure is 0 or less. \
        What the measures say stands in Docs/Tables.md.
        """

    @OptionGroup var meeting: MeetingOptions

    @Option(name: .long, help: "What an edge weighs: how many units hold both (count), or how closely the two go together.")
    var weight = Association.Coefficient.count

    @OptionGroup var chosen: WhereOptions
    @OptionGroup var trim: NetworkTrimOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        try options.withStudy { study in
            let (data, codebook) = try study.codingData(only: chosen.codings(in: study), meeting.extent)
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
            let cooccurrence = Cooccurrence(data, codes: codes, unit: meeting.unit, within: meeting.within)
            let citations = try study.citations(
                of: Set(cooccurrence.pairs.flatMap { $0.places.map(PointRange.init) }), in: data)
            return NetworkForms {
                try Network(cooccurrence, frequencies: frequencies, codes: codes, weight: weight) { citations[PointRange($0)] }
            }.trimmed(trim.trim)
        }
    }
}

/// What edges of codings weigh, and what is done with networks of two sorts.
struct TwoModeOptions: ParsableArguments {
    @Option(name: .long, help: "What an edge weighs: how many passages, codings or sources.")
    var weight = TwoModeWeight.Unit.passages

    @Option(
        name: .long,
        help: "Weights as shares: activity of all that the code or actor has, prominence of all that the case or finding has.")
    var normalise = TwoModeWeight.Normalisation.none

    @OptionGroup var projection: ProjectionOptions
    @OptionGroup var chosen: WhereOptions
    @OptionGroup var trim: NetworkTrimOptions

    func networks(_ make: @escaping (TwoModeWeight) throws -> Network) -> NetworkForms {
        projection.applied(trim.trim, to: NetworkForms { try make(TwoModeWeight(weight, normalise)) })
    }
}

struct CodeByCaseChoice: NetworkChoice {
    static let name = "code-by-case"
    static let abstract = "The codes and the cases in which they were given."
    static let discussion = """
        An edge rests on the passages that have the code in the sources and answers of the case. With --project code those are tied that were \
        given in the same cases, with --project case the cases that have codes in common.
        """

    @OptionGroup var edges: TwoModeOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        try options.withStudy { study in
            let (data, codebook) = try study.codingData(only: edges.chosen.codings(in: study))
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
            let citations = try study.citations(of: Set(data.points.map(PointRange.init)), in: data)
            let cases = try study.cases()
            return edges.networks { weight in
                try Network(cases: cases, data, codes: codes, frequencies: frequencies, weight: weight) { citations[$0] }
            }
        }
    }
}

struct ActorByFindingChoice: NetworkChoice {
    static let name = "actor-by-finding"
    static let abstract = "The actors that speak for a case, and the findings on which their passages bear."
    static let discussion = """
        An edge rests on the passages of the actor's case with a code that bears on the finding; passages that contradict it are an edge of \
        their own with a negative sign. With --project actor those are tied who speak to the same findings, with a positive sign where they \
        agree and a negative one where they do not.
        """

    @OptionGroup var edges: TwoModeOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        try options.withStudy { study in
            let (data, codebook) = try study.codingData(only: edges.chosen.codings(in: study))
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let citations = try study.citations(of: Set(data.points.map(PointRange.init)), in: data)
            let actors = try study.actors()
            return edges.networks { weight in
                try Network(actors: actors, findings: codebook.findings, data, codes: codes, weight: weight) { citations[$0] }
            }
        }
    }
}

struct CodebookNetworkChoice: NetworkChoice {
    static let name = "codebook"
    static let abstract = "The codes and those under them, as a tree."

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        try options.withStudy { study in
            let (data, codebook) = try study.codingData()
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
            return NetworkForms { try Network(codes, frequencies: frequencies) }
        }
    }
}

struct SpeakerNetworkChoice: NetworkChoice {
    static let name = "speakers"
    static let abstract = "Who speaks directly after whom."
    static let discussion = """
        An edge goes from who has spoken to who speaks next, and weighs as many turns; it cites the first ten. A speaker is one of its source, \
        unless it is a case, which is one in all of its sources.
        """

    @Option(
        name: .long, parsing: .upToNextOption, help: ArgumentHelp("Only these sources.", valueName: "name"),
        completion: .names(of: .source))
    var source: [String] = []

    @Flag(name: .long, help: "Pass over what interviewers say: who speaks before and after it answer one another.")
    var withoutInterviewers = false

    @OptionGroup var trim: NetworkTrimOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        let turns = try options.withStudy { try $0.namedTurns(of: source) }.map { turn in
            SpokenTurn(
                citation: turn.citation,
                speaker: turn.speaker.map { SpokenTurn.Speaker(name: $0.name, role: $0.role, caseName: turn.speakerCase) })
        }
        return NetworkForms { try Network(turns: turns, leavesOutInterviewers: withoutInterviewers) }.trimmed(trim.trim)
    }
}

extension PointRange {
    fileprivate init(_ place: Cooccurrence.Place) {
        self.init(source: place.source, lower: place.lower, upper: place.upper)
    }

    fileprivate init(_ point: CodingPoint) {
        self.init(source: point.source, lower: point.lower, upper: point.upper)
    }
}
