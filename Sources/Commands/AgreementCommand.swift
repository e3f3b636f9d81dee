import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension AgreementDesign.Unit: ExpressibleByArgument {}
extension AgreementDesign.Draw: ExpressibleByArgument {}

struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "How far coders agree, with intervals, and where they differ.",
        discussion: """
            Compared are the sources that all of the coders have coded, and in them each code by itself: was it given to a unit or not. \
            Open answers are taken by the question. A source that is named with --source counts for everybody: who coded nothing in it \
            found nothing.

            There is a row for each code; 'overall', for which what was observed and what chance would give is averaged over the codes; \
            and 'together', where what a coder gave a unit is the set of its codes, and only the same set is the same. 'percent' is the \
            share of pairs of coders who gave a unit the same, 'kappa' Cohen's (two coders), 'fleiss' Fleiss' (any number), 'ac1' \
            Gwet's, 'alpha' Krippendorff's for nominal values. 'alpha_u' and 'cu_alpha' are Krippendorff's for passages, to the character \
            whatever the unit: whether the same was marked, and where two marked something, whether with the same codes. Where nothing \
            could differ by chance a coefficient is undefined.

            Intervals hold the middle 95 of 100 values when as many turns as there are (or sources, with --resample) are drawn with \
            replacement. Turns of one interview are alike, so these are rather narrow; sources want ten or more.

            With --json there is a line a row as with 'table': "row" (code, overall or together), "code", "units", "all", "some" and \
            "none" (units that all, some and none gave it), "prevalence", and each coefficient with its "…_low" and "…_high"; null where \
            it is undefined. With --differences a line has "source", "turn", "lower", "upper", "code", "given_by", "not_by", "instead" \
            and "quote".
            """)

    @Option(
        name: .long,
        help: ArgumentHelp("Compare these coders, set apart by commas; else all who coded.", valueName: "names"),
        completion: .nameList(of: .coder))
    var coders: String?

    @Option(
        name: .long, help: ArgumentHelp("Only this source; may be repeated.", valueName: "name"),
        completion: .names(of: .source))
    var source: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("Only this code; may be repeated. Else all that were given.", valueName: "name"),
        completion: .names(of: .code))
    var code: [String] = []

    @Flag(
        name: .long,
        help: "A code was given where one below it was; without --code those at the top of the codebook are compared.")
    var withChildren = false

    @Option(name: .long, help: "In what the same must have been given; a text without turns is one.")
    var unit = AgreementDesign.Unit.turn

    @Flag(name: .long, help: "Leave out what interviewers say.")
    var withoutInterviewers = false

    @Flag(name: .long, help: "Take sources too that two or more of the coders have coded, and not all.")
    var incomplete = false

    @Option(name: .long, help: "What is drawn for the intervals; else turns, or sources where these are the units.")
    var resample: AgreementDesign.Draw?

    @Option(name: .long, help: ArgumentHelp("How often units are drawn; 0 for no intervals.", valueName: "count"))
    var resamples = 1000

    @Option(name: .long, help: ArgumentHelp("Other draws, but the same for the same number.", valueName: "number"))
    var seed: UInt64 = 1

    @Flag(name: .long, help: "List the places that differ instead: who gave the code, who did not, and what instead.")
    var differences = false

    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    private var names: [String]? {
        coders.map { $0.split(separator: ",").map { String($0).normalizedName }.filter { !$0.isEmpty } }
    }

    func validate() throws {
        if let names, Set(names).count < 2 { throw ValidationError("name two coders or more, as in --coders AB,CD") }
        if unit == .source, resample == .turn { throw ValidationError("turns cannot be drawn where the units are sources") }
        guard (0...100_000).contains(resamples) else { throw ValidationError("--resamples goes from 0 to 100000") }
    }

    func run() throws {
        try options.withStudy { study in
            let filter = AgreementFilter(
                coders: names, sources: source, takesIncomplete: incomplete, leavesOutInterviewers: withoutInterviewers)
            let codebook = try study.codebook()
            let named = try Set(code.map { try codebook.code(required: $0).id })
            let material = try study.agreementMaterial(filter)
            let codes = CodeIndex(codebook, rows: material.codeRows)
            let compared =
                named.isEmpty
                ? AgreementDesign.usedCodes(material, codes, takingChildren: withChildren)
                : codes.codes.indices.filter { named.contains(codes.codes[$0].id) }
            let design = AgreementDesign(
                codes: compared, unit: unit, takesChildren: withChildren, draw: resample ?? .turn)
            let agreement = Agreement(
                material, codes: codes, design: design, draws: differences ? 0 : resamples, seed: seed,
                listingDifferences: differences)
            report(material, agreement, compared.count)
            try print(agreement, material, codes, design, study)
        }
    }

    /// Says what is compared and what is not.
    private func report(_ material: AgreementMaterial, _ agreement: Agreement, _ codes: Int) {
        let place = Diagnostic.Place(file: "agreement")
        options.report(.note(at: place, .compared(material, agreement.rows.last?.units ?? 0, unit, codes)))
        if material.leftOut > 0 {
            options.report(
                .note(
                    at: place, .leftOut(material.leftOut),
                    remedy: incomplete || material.coders.count == 2
                        ? "take one in with --source; who coded nothing in it found nothing"
                        : "take in those that two coded with --incomplete, or one with --source"))
        }
        if material.unplaced > 0 {
            options.report(
                .note(at: place, .unplaced(material.unplaced), remedy: "settle them with 'anker sources resolve'"))
        }
    }

    private func print(
        _ agreement: Agreement, _ material: AgreementMaterial, _ codes: CodeIndex, _ design: AgreementDesign, _ study: Study
    ) throws {
        let format = table.format ?? (options.json ? .json : .text)
        if differences {
            let ranges = Set(agreement.differences.map(\.range))
            let words = try study.words(at: ranges, in: material)
            let listing = DifferenceListing(agreement.differences, material, design.codes.map { codes.codes[$0].name }, words)
            return try table.write(format == .text ? listing.readingTable : listing.table, options)
        }
        let kappa: Agreement.Coefficient = material.coders.count == 2 ? .kappa : .fleiss
        try table.write(
            [.text, .markdown, .latex].contains(format)
                ? agreement.readingTable(codes, coefficients: [.percent, kappa, .ac1, .alpha, .alphaU, .cuAlpha])
                : agreement.table(codes), options)
    }
}

extension Diagnostic.Message {
    fileprivate static func compared(
        _ material: AgreementMaterial, _ units: Int, _ unit: AgreementDesign.Unit, _ codes: Int
    ) -> Self {
        let coders = material.coders.joined(separator: ", ")
        let texts = material.sources.count.counted("source")
        return unit == .source
            ? "\(coders) are compared on \(codes.counted("code")) in \(texts)"
            : "\(coders) are compared on \(codes.counted("code")) in \(units.counted(unit.rawValue)) of \(texts)"
    }
    fileprivate static func leftOut(_ count: Int) -> Self {
        "\(count.counted("source")) that only some of them coded \(count == 1 ? "is" : "are") left out"
    }
    fileprivate static func unplaced(_ count: Int) -> Self {
        "\(count.counted("coding")) without a place in the newest text \(count == 1 ? "is" : "are") left out"
    }
}
