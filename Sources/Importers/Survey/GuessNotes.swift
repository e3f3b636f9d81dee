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

    static func notInMap(_ column: String, _ kind: Question.Kind, at place: Place) -> Diagnostic {
        .note(at: place, "column '\(column)' is not in the map; taken as \(kind.rawValue)", remedy: "add it to the map")
    }
}
