import ArgumentParser
import StudyModel

/// What an archive asks of a folder, and what only the researcher can say.
struct CrateOptions: ParsableArguments {
    @Option(name: .long, help: "What it is called; without it as the study is. A pipeline's needs one.")
    var title: String?

    @Option(name: .long, help: "What it is, in a sentence or two.")
    var description: String

    @Option(
        name: .long, help: ArgumentHelp("The licence: its id at SPDX, such as CC-BY-4.0, or its address.", valueName: "licence")
    )
    var license: CrateLicense

    @Option(name: .long, help: ArgumentHelp("The day on which it is published, as 2026-01-31.", valueName: "day"))
    var datePublished: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Who made it, as 'Name' or 'Name <https://orcid.org/…>'; can be given several times.", valueName: "name"))
    var author: [CrateParty] = []

    @Option(
        name: .long,
        help: ArgumentHelp("The organization that publishes it, as 'Name' or 'Name <https://…>'.", valueName: "name"))
    var publisher: CrateParty?

    func validate() throws {
        guard datePublished.utf8.count == 10, datePublished.isYearMonthOrDay else {
            throw ValidationError("--date-published '\(datePublished)' is no day\nwrite it as 2026-01-31")
        }
        for (option, text) in [("--description", description), ("--title", title ?? "x")]
        where !text.contains(where: { !$0.isWhitespace }) {
            throw ValidationError("\(option) is empty\nsay it in a few words")
        }
    }

    func crate(title: String, study: String) -> ResearchCrate {
        var crate = ResearchCrate(
            title: self.title ?? title, about: description, license: (license.name, license.address),
            datePublished: datePublished, study: study)
        crate.authors = author.map(\.party)
        crate.publisher = publisher?.party
        return crate
    }
}

/// An id of SPDX, or an address.
struct CrateLicense: ExpressibleByArgument {
    let name: String
    let address: String

    init?(argument: String) {
        if argument.isWebAddress {
            (name, address) = (argument, argument)
        } else {
            let isPlain = argument.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
                    || Character(Unicode.Scalar(byte)).isLetter && byte < 0x80 || (0x30...0x39).contains(byte)
            }
            guard !argument.isEmpty, isPlain else { return nil }
            (name, address) = (argument, "https://spdx.org/licenses/\(argument)")
        }
    }
}

/// `Name`, or `Name <https://…>`.
struct CrateParty: ExpressibleByArgument {
    let party: ResearchCrate.Party

    init?(argument: String) {
        guard let bracket = argument.firstIndex(of: "<") else {
            guard argument.contains(where: { !$0.isWhitespace }) else { return nil }
            party = .init(name: argument)
            return
        }
        let name = argument[..<bracket].split(separator: " ").joined(separator: " ")
        let address = String(argument[argument.index(after: bracket)...].dropLast())
        guard !name.isEmpty, argument.hasSuffix(">"), address.isWebAddress else { return nil }
        party = .init(name: name, address: address)
    }
}

extension String {
    fileprivate var isWebAddress: Bool {
        (hasPrefix("https://") && utf8.count > 8 || hasPrefix("http://") && utf8.count > 7)
            && utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"{}|\\^`".utf8.contains($0) }
    }
}
