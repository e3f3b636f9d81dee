import Analysis
import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

extension QueryUnit: ExpressibleByArgument {}

struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Find the passages for which a query holds.",
        discussion: """
            A query joins conditions by 'and', 'or', 'not' and parentheses:
              code(Resonanz) and not coder = AB
              code("Öffentlicher Raum") and within(2 turns, code(Resonanz)) and case.reach in (regional, supraregional)
              speaker.role = respondent and text ~ "dorfcaf*"
            Conditions: code(NAME) with the codes under it, code(=NAME) without them, code(NAME, coder = AB, weight >= 50); coder, weight, \
            finding, source, case, case.ATTRIBUTE, speaker, speaker.role, memo ~ and text ~ with "words" or /expression/; of another \
            passage overlaps(…), encloses(…), inside(…), within(2 turns, …), precedes(…), follows(…); @NAME for a saved query. A name \
            with blanks or signs stands in quotation marks. Docs/Queries.md says what each of them means.

            With --unit the query is asked of every coding, turn, paragraph or source instead of the coded passages. With --quotes the \
            whole words are printed with place, case and codes below, as Markdown for a text.

            With --json each line has "source", "case", "turn", "range", "codes", "coders", "quote", "revision" and "state", so that \
            'anker code --from' reads it; a source as a whole has no range and quote. With --count there is one line: "unit", "count" \
            and "sourceCount".
            """)

    @Argument(help: ArgumentHelp("What is looked for.", valueName: "query"))
    var query: String?

    @Option(
        name: .long, help: ArgumentHelp("Look for what a saved query says.", valueName: "name"), completion: .names(of: .query))
    var saved: String?

    @Option(name: .long, help: "What the query is asked of.")
    var unit = QueryUnit.passage

    @Flag(name: .long, help: "Say how many there are, and list none.")
    var count = false

    @Flag(name: .long, help: "Print whole quotes with their places, as Markdown.")
    var quotes = false

    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard (query == nil) != (saved == nil) else {
            throw ValidationError(
                query == nil
                    ? "no query is given\nwrite one, such as 'code(Resonanz)', or name one with --saved"
                    : "--saved says all\nleave out the query, or write @NAME in it")
        }
        if quotes, count || options.json || unit == .source {
            throw ValidationError(
                unit == .source
                    ? "a source as a whole has no quote\nleave out --quotes, or ask for turns with --unit turn"
                    : "quotes are printed, or passages counted or given as JSON\nleave out all but one of --quotes, --count and --json"
            )
        }
    }

    func run() throws {
        try options.withStudy { study in
            let text = query ?? Query.saved(QueryName(saved ?? "")).description
            let (material, hits) = try StudyQuery(text, in: study).hits(unit)
            if count { return try say(hits, material) }
            let names = MaterialNames(material, coders: try study.coderNames())
            var output = BufferedOutput()
            var line = JSONWriter()
            var rows: [[DataTable.Cell]] = []
            var isFirst = true
            let requests = hits.enumerated().map { number, hit in
                PlaceRequest(
                    revision: material.documents[hit.document].revision, lower: hit.lower, upper: hit.upper,
                    passage: hit.passage,
                    number: number)
            }
            try study.forEachPlace(requests) { place in
                let hit = hits[place.number]
                if quotes {
                    guard let text = place.markdown(codes: names.codes(of: hit)) else { return }
                    // A blank line parts two quotations, which would else be one.
                    try output.line((isFirst ? "" : "\n") + text.dropLast())
                    isFirst = false
                    return
                }
                guard options.json else {
                    return rows.append([
                        .text(place.citation.description), .text(place.citation.range?.description ?? ""),
                        .text(names.codes(of: hit).joined(separator: " · ").shortened(to: 60)),
                        .text(place.quote?.shortened(to: 60) ?? ""),
                    ])
                }
                line.removeAll()
                place.write(to: &line, codes: names.codes(of: hit), coders: names.coders(of: hit))
                try output.line(line)
            }
            if !options.json, !quotes { try Output.write(table(rows).terminalText().utf8) }
            try output.flush()
        }
    }

    private func table(_ rows: [[DataTable.Cell]]) -> DataTable {
        DataTable(
            name: "found", title: "Found",
            columns: [
                .init("place", .string, "source and turn"), .init("range", .string, "Unicode scalars"),
                .init("codes", .string, "codes, the first 60 characters"), .init("quote", .string, "the first 60 characters"),
            ], rows: rows)
    }

    private func say(_ hits: [QueryHit], _ material: QueryMaterial) throws {
        let sources = Set(hits.map { material.documents[$0.document].source }).count
        guard options.json else {
            return try Output.line("\(hits.count.counted(unit.rawValue)) in \(sources.counted("source"))")
        }
        var line = JSONWriter()
        line.beginObject()
        line.member("unit", unit.rawValue)
        line.member("count", hits.count)
        line.member("sourceCount", sources)
        line.endObject()
        try Output.line(line)
    }
}

/// The names of codes and coders by their rows.
private struct MaterialNames {
    private let material: QueryMaterial
    /// The material has the names from before too, so that a query finds by them.
    private let coderNames: [Int32: String]

    init(_ material: QueryMaterial, coders: [Int32: String]) {
        self.material = material
        coderNames = coders
    }

    func codes(of hit: QueryHit) -> [String] {
        Set(hit.codings.compactMap { material.codeNames[material.codings[$0].code] }).sorted(by: inNameOrder)
    }

    func coders(of hit: QueryHit) -> [String] {
        Set(hit.codings.compactMap { coderNames[material.codings[$0].coder] }).sorted(by: inNameOrder)
    }
}

extension FoundPlace {
    fileprivate func write(to line: inout JSONWriter, codes: [String], coders: [String]) {
        line.beginObject()
        line.members(of: citation)
        line.member("codes", codes)
        line.member("coders", coders)
        if let quote { line.member("quote", quote) }
        line.member("revision", revision)
        line.member("state", state.rawValue)
        line.endObject()
    }
}
