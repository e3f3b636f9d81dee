import Analysis
import StudyModel

/// The command that lists what a number in a report counts.
struct ListingCommand {
    /// The query that limits the report; nil where none does.
    let limit: String?

    func passages(_ finding: Finding, _ bearing: Finding.Bearing?) -> String {
        line([.test(.finding(QueryName(finding.name), bearing))])
    }

    func mixed(_ finding: Finding) -> String {
        line([.supporting, .contradicting].map { .test(.finding(QueryName(finding.name), $0)) })
    }

    func passages(withCode name: String) -> String { line([.test(.code(.init(QueryName(name), isExact: true)))]) }

    func passages(_ finding: Finding, ofCase name: String) -> String {
        line([.test(.finding(QueryName(finding.name), nil)), .test(.caseName([QueryName(name)]))])
    }

    func answers(to question: String, in survey: String) -> String {
        "anker find --unit source \(Query.test(.question([QueryName("\(survey)/\(question)")])).description.quotedForShell)"
    }

    func cases(with value: String, of question: String) -> String {
        let test = QueryTest.attribute(QueryName(question), .oneOf([QueryName(value)]))
        return "anker cases --where \(Query.test(test).description.quotedForShell)"
    }

    /// Of codings where a query limits these, since a passage may have others too.
    private func line(_ tests: [Query]) -> String {
        let query = Query.all(tests).description
        guard let limit else { return "anker find \(query.quotedForShell)" }
        return "anker find --unit coding \("(\(limit)) and \(query)".quotedForShell)"
    }
}

extension String {
    /// As one word of a POSIX shell.
    fileprivate var quotedForShell: String { "'" + replacing("'", with: "'\\''") + "'" }
}
