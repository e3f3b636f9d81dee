import ArgumentParser
import StudyModel
import StudyStore

/// What may be said of a code.
struct CodeEditOptions: ParsableArguments {
    /// Whether passages may have the code.
    enum Codability: String, EnumerableFlag {
        case codable
        case notCodable = "not-codable"

        static func help(for value: Self) -> ArgumentHelp? {
            value == .codable ? "Passages may have it, which is usual." : "It only holds other codes."
        }
    }

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("What it is called in a language.", valueName: "text"))
    var label: String?

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("What it means.", valueName: "text"))
    var definition: String?

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("What belongs to it.", valueName: "text"))
    var include: String?

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("What does not belong to it.", valueName: "text"))
    var exclude: String?

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("An example.", valueName: "text"))
    var example: String?

    @Option(name: .long, help: ArgumentHelp("The language of these texts; else the codebook's first.", valueName: "code"))
    var language: String?

    @Option(name: .long, help: ArgumentHelp("Its colour, such as #1b9e77, or none.", valueName: "colour"))
    var colour: String?

    @Flag var codability: Codability?

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("A finding that it supports; several may follow.", valueName: "finding"),
        completion: .names(of: .finding))
    var supports: [String] = []

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("A finding that it contradicts; several may follow.", valueName: "finding"),
        completion: .names(of: .finding))
    var contradicts: [String] = []

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("A note on the code, added to those it has.", valueName: "text"))
    var memo: String?

    mutating func validate() throws {
        if let colour, colour != "none", !colour.isColour {
            throw ValidationError("--colour is six hexadecimal digits behind #, such as #1b9e77, or none")
        }
        if let language, !language.isLanguage {
            throw ValidationError("--language is a code such as 'de' or 'de-informal'")
        }
        if language != nil, texts.isEmpty {
            throw ValidationError("--language goes with --label, --definition, --include, --exclude or --example")
        }
        if let memo, memo.normalizedName.isEmpty { throw ValidationError("the memo is empty") }
        if let both = Set(supports.map(\.normalizedName)).intersection(contradicts.map(\.normalizedName)).min() {
            throw ValidationError("finding '\(both)' cannot be both supported and contradicted")
        }
    }

    private var texts: [Code.Field: String] {
        var texts: [Code.Field: String] = [:]
        texts[.label] = label
        texts[.definition] = definition
        texts[.include] = include
        texts[.exclude] = exclude
        texts[.example] = example
        return texts
    }

    var edit: CodeEdit {
        var edit = CodeEdit()
        edit.texts = texts
        edit.language = language
        edit.colour = colour == "none" ? "" : colour?.lowercased()
        edit.isCodable = codability.map { $0 == .codable }
        for finding in supports { edit.findings[finding.normalizedName] = .bears(.supporting) }
        for finding in contradicts { edit.findings[finding.normalizedName] = .bears(.contradicting) }
        edit.memo = memo
        return edit
    }
}

extension String {
    fileprivate var isColour: Bool { count == 7 && first == "#" && dropFirst().allSatisfy { $0.isASCII && $0.isHexDigit } }

    /// Two or three letters, and behind hyphens letters and digits.
    fileprivate var isLanguage: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        return (2...3).contains(parts[0].utf8.count) && parts[0].allSatisfy { $0.isASCII && $0.isLetter }
            && parts.dropFirst().allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
    }
}
