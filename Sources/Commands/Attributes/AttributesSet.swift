import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct AttributesSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set attributes of a case.",
        discussion: """
            'anker attributes set Dorfcafé reach=local founded=2019' sets two. A name that is given again makes a multiple response of \
            it: partner=Schule partner=Kommune. What the case had for these attributes is replaced.

            An attribute that is new gets the type that its value looks like, which is said; --type NAME=TYPE says otherwise. Dates may be \
            written 2025-03-01 or 1.3.2025 and fractions 3.5 or 3,5 where the type is settled.

            With --json there is one line: "set", "replaced", "known", "newAttributes" (with "attribute" and "type") and "newCases".
            """)

    @Argument(help: ArgumentHelp("The case.", valueName: "case"), completion: .names(of: .case))
    var name: String

    @Argument(help: ArgumentHelp("What it is to have.", valueName: "name=value"))
    var values: [String]

    @OptionGroup var types: TypeOptions

    @Flag(name: .long, help: "Add the case where there is none.")
    var add = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    private func settings() throws -> [AttributeSetting] {
        var settings: [AttributeSetting] = []
        for text in values {
            guard let sign = text.firstIndex(of: "=") else {
                throw ValidationError("'\(text)' sets nothing\nwrite it as NAME=VALUE")
            }
            let attribute = String(text[..<sign]).normalizedName
            let value = String(text[text.index(after: sign)...]).normalizedName
            guard !attribute.isEmpty, !value.isEmpty else {
                throw ValidationError(
                    attribute.isEmpty
                        ? "'\(text)' names no attribute\nwrite it as NAME=VALUE"
                        : "'\(text)' gives no value\ntake away what a case has with 'anker attributes unset'")
            }
            if let known = settings.firstIndex(where: { $0.attribute == attribute }) {
                settings[known].texts.append(value)
            } else {
                settings.append(
                    .init(holder: name, attribute: attribute, texts: [value], place: .init(file: "attributes")))
            }
        }
        return settings
    }

    func validate() throws { _ = try settings() }

    func run() throws {
        let outcome = try options.withStudy {
            try $0.setAttributes(
                try settings(), reader: types.reader(), addingCases: add, dryRun: change.dryRun, by: change.coder)
        }
        try options.say(outcome, change)
    }
}

extension StudyOptions {
    /// - Throws: `ExitCode.notDone` after the problems were listed, where there are any.
    func say(_ outcome: AttributeOutcome, of file: String = "attributes", _ change: ChangeOptions) throws {
        guard outcome.problems.isEmpty else {
            outcome.problems.forEach(Output.report)
            report(.note(at: .init(file: file), "no attributes were set"))
            throw ExitCode.notDone
        }
        note(outcome.newAttributes, of: file, correction: ", or retype it later")
        var text = "\(change.dryRun ? "would set" : "set") \(outcome.set.counted("attribute value"))"
        if outcome.replaced > 0 { text += ", \(outcome.replaced) in the place of another" }
        if outcome.known > 0 { text += ", \(outcome.known) known already" }
        if !outcome.newCases.isEmpty { text += ", \(outcome.newCases.count.counted("new case"))" }
        try say(text, change) { line in
            line.member("set", outcome.set)
            line.member("replaced", outcome.replaced)
            line.member("known", outcome.known)
            line.member(outcome.newAttributes)
            line.member("newCases", outcome.newCases)
        }
    }

    /// Tells of attributes whose type was guessed, or which are called almost as others are.
    ///
    /// - Parameter correction: how else a type is put right.
    func note(_ attributes: [AttributeOutcome.NewAttribute], of file: String, correction: String) {
        for attribute in attributes where attribute.isGuessed || attribute.near != nil {
            let remedy = [
                attribute.near.map { "there is an attribute '\($0)'" },
                attribute.isGuessed ? "pass --type '\(attribute.name)=TYPE'\(correction)" : nil,
            ].compactMap(\.self).joined(separator: "\n")
            report(.note(at: .init(file: file), .isNew(attribute), remedy: remedy))
        }
    }
}

extension JSONWriter {
    /// Attributes that were made, as the member "newAttributes".
    mutating func member(_ attributes: [AttributeOutcome.NewAttribute]) {
        array("newAttributes", of: attributes) { line, attribute in
            line.member("attribute", attribute.name)
            line.member("type", attribute.kind.rawValue)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func isNew(_ attribute: AttributeOutcome.NewAttribute) -> Self {
        attribute.isGuessed
            ? "attribute '\(attribute.name)' is new, and by what its values look like of type \(attribute.kind.rawValue)"
            : "attribute '\(attribute.name)' is new"
    }
}
