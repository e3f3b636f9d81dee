package import StudyModel

/// A query as somebody typed it, or as it is kept under a name.
package struct QueryText: Hashable, Sendable {
    /// The name under which it is kept; nil where it was typed.
    package let name: String?
    package let text: String

    package init(_ text: String, name: String? = nil) {
        self.text = text
        self.name = name
    }
}

/// A word or number in a query, with its place.
///
/// Two are equal where their texts are: the place is for messages.
package struct QueryName: Hashable, Sendable {
    package let text: String
    package let query: QueryText
    /// Unicode scalars, counted from 1.
    package let column: Int

    package init(_ text: String, in query: QueryText = QueryText(""), at column: Int = 1) {
        self.text = text
        self.query = query
        self.column = column
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.text.unicodeScalars.elementsEqual(right.text.unicodeScalars)
    }

    package func hash(into hasher: inout Hasher) { for scalar in text.unicodeScalars { hasher.combine(scalar) } }

    func error(_ problem: String, _ suggestion: String? = nil) -> QueryError {
        QueryError(in: query, at: column, problem, suggestion: suggestion)
    }
}

/// Why a query cannot be understood, with the column at which it cannot.
package struct QueryError: Error, Hashable, Sendable {
    package let query: QueryText
    /// Unicode scalars, counted from 1.
    package let column: Int
    /// Lower case, without a full stop.
    package let problem: String
    package let suggestion: String?

    package init(in query: QueryText, at column: Int, _ problem: String, suggestion: String? = nil) {
        self.query = query
        self.column = column
        self.problem = problem
        self.suggestion = suggestion
    }

    /// The query with a caret below the column, and below that what to do.
    package var diagnostic: Diagnostic {
        let before = String(String.UnicodeScalarView(query.text.unicodeScalars.prefix(column - 1))).visible
        let lines =
            [query.text.visible, String(repeating: " ", count: before.displayWidth) + "^"] + [suggestion].compactMap(\.self)
        return .error(
            at: Diagnostic.Place(file: query.name.map { "query @\($0)" } ?? "query", column: column),
            Diagnostic.Message(problem), remedy: lines.joined(separator: "\n"))
    }
}
