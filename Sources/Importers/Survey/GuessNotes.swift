import StudyModel

/// What is said about columns that no map settles.
extension Diagnostic {
    static func guessedRespondent(_ column: String, at place: Place) -> Diagnostic {
        .note(at: place, "column '\(column)' is taken to name the respondents", remedy: "name another column in a map")
    }

    static func guessedAddresses(_ column: String, at place: Place) -> Diagnostic {
        .note(
            at: place, "column '\(column)' seems to hold addresses of persons and is left out",
            remedy: "name the column in a map to keep it")
    }

    static func keptThousands(_ column: String, _ sign: UInt8, at place: Place) -> Diagnostic {
        let sign = String(decoding: [sign], as: UTF8.self)
        return .note(
            at: place, "column '\(column)' seems to hold numbers with '\(sign)' between thousands and is taken as text",
            remedy: "write them without it, or say with --decimal '\(sign)' that it is the decimal sign")
    }

    static func keptZeros(_ column: String, at place: Place) -> Diagnostic {
        .note(
            at: place,
            "column '\(column)' seems to hold numbers, some with zeros at the end that others lack, and is taken as text",
            remedy: "say in a map that it is decimal where such zeros mean nothing")
    }

    /// - Parameter columns: at least one.
    static func droppedZeros(_ columns: [String], at place: Place) -> Diagnostic {
        let shown = columns.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        let rest = columns.count > 4 ? " and \(columns.count - 4) more" : ""
        return .note(
            at: place,
            "\(columns.count == 1 ? "column" : "columns") \(shown)\(rest) \(columns.count == 1 ? "is" : "are") taken as numbers, without the zeros at their ends",
            remedy: "say in a map that it is text where they are times, chapters or the like")
    }

    static func separatorsInside(_ sign: UInt8, at place: Place) -> Diagnostic {
        let sign = sign == UInt8(ascii: "\t") ? "a tab" : "'\(String(decoding: [sign], as: UTF8.self))'"
        return .warning(
            at: place, "holds one column, of which every row has \(sign) equally often",
            remedy:
                "say with --separator what stands between the fields; where each row is quoted as a whole, export the file again"
        )
    }

    static func notInMap(_ column: String, _ kind: Question.Kind, at place: Place) -> Diagnostic {
        .note(at: place, "column '\(column)' is not in the map; taken as \(kind.rawValue)", remedy: "add it to the map")
    }
}
