import ArgumentParser
import Importers
import StudyModel
import StudyStore

/// `NAME=TYPE` as it is typed.
struct TypedName: ExpressibleByArgument {
    let name: String
    let kind: Attribute.Kind

    init?(argument: String) {
        guard let sign = argument.lastIndex(of: "="),
            let kind = Attribute.Kind(rawValue: String(argument[argument.index(after: sign)...]))
        else { return nil }
        name = String(argument[..<sign]).normalizedName
        guard !name.isEmpty else { return nil }
        self.kind = kind
    }
}

/// The types that somebody gives attributes which are new.
struct TypeOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "The type of a new attribute: text, integer, decimal, boolean, date or dateTime; else it is guessed.",
            valueName: "name=type"))
    var type: [TypedName] = []

    /// - Parameter decimal: the sign before the fraction, where a whole file has one.
    func reader(decimal: UInt8 = UInt8(ascii: ".")) -> AttributeReader {
        .typed(Dictionary(type.map { ($0.name, $0.kind) }, uniquingKeysWith: { _, last in last }), decimal: decimal)
    }
}

extension AttributeReader {
    /// Reads values as the answers of a survey are read.
    ///
    /// - Parameters:
    ///   - kinds: types that somebody gave, by the names of attributes.
    ///   - decimal: the sign before the fraction, where a whole file has one.
    static func typed(_ kinds: [String: Attribute.Kind] = [:], decimal: UInt8 = UInt8(ascii: ".")) -> AttributeReader {
        AttributeReader(
            kinds: kinds, value: { AttributeText.value(of: $0, as: $1, decimal: decimal) },
            guess: { AttributeText.kind(of: $0, decimal: decimal) })
    }
}
