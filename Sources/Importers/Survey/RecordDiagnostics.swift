import StudyModel

/// What is said about a record of a survey file that has no cells to point at.
extension Diagnostic {
    static func repeatedRespondent(_ name: String, record: Int, first: Int, in file: InputFile) -> Diagnostic {
        .error(
            at: file.place(), "respondent '\(name)' in record \(record) already answered in record \(first)",
            remedy: "give this record its own respondent, or remove it")
    }

    static func noRespondent(record: Int, column: String, in file: InputFile) -> Diagnostic {
        .warning(
            at: file.place(), "record \(record) names no respondent and is left out",
            remedy: "name the respondent in column '\(column)', or remove the record")
    }

    /// `name` is the one that the case got instead.
    static func noCase(_ name: String, at place: Diagnostic.Place, record: Int? = nil) -> Diagnostic {
        .warning(
            at: place,
            "\(record.map { "in record \($0) " } ?? "")a column that 'case' names is empty; the case is named '\(name)'",
            remedy: "fill in the columns that 'case' names in the map")
    }

    static func misfit(_ question: String, _ kind: Question.Kind, record: Int, in file: InputFile) -> Diagnostic {
        .warning(
            at: file.place(),
            "the map asks for \(kind.rawValue), which the answer to '\(question)' in record \(record) is not; kept as text",
            remedy: "correct the answer, or give the column another type in the map")
    }

    static func widened(
        _ question: Question, from kind: Question.Kind, record: Int, in file: InputFile
    ) -> Diagnostic {
        .warning(
            at: file.place(),
            "an answer to '\(question.name)' in record \(record) is not of kind \(kind.rawValue); the question is read as \(question.kind.rawValue)",
            remedy: "say its kind in a map, or correct the answer")
    }
}
