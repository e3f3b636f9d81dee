import GRDB
import StudyModel

/// What has names in a study.
package enum NamedThing: CaseIterable, Sendable {
    case actor, actorKind, attribute, `case`, code, coder, finding, query, question, source, speaker, survey, tieKind
    /// An attribute of cases or a closed question, as tables take them; boxes to tick by what they have in common too.
    case closedQuestion

    /// SQL for the names, each once.
    fileprivate var names: String {
        switch self {
        case .actor: "SELECT name FROM actor UNION SELECT alias FROM actorAlias"
        case .actorKind: "SELECT name FROM actorKind"
        case .attribute: "SELECT DISTINCT name FROM attribute WHERE subject = 'case'"
        case .case: "SELECT name FROM \"case\""
        case .closedQuestion:
            """
            SELECT name FROM attribute WHERE subject = 'case'
            UNION SELECT name FROM question WHERE kind NOT IN ('open', 'actor')
            UNION SELECT substr(name, 1, instr(name, '[') - 1) FROM question WHERE kind = 'multiple' AND name LIKE '_%[%]'
            UNION SELECT groupName FROM question WHERE kind = 'multiple' AND name LIKE groupName || '\\_\\_\\_%' ESCAPE '\\'
            """
        case .code: "SELECT name FROM code"
        case .coder: "SELECT name FROM coder"
        case .finding: "SELECT name FROM finding"
        case .query: "SELECT name FROM savedQuery"
        case .question: "SELECT DISTINCT name FROM question"
        case .source: "SELECT name FROM source WHERE name IS NOT NULL"
        case .speaker: "SELECT DISTINCT name FROM speaker"
        case .survey: "SELECT name FROM survey"
        case .tieKind: "SELECT name FROM tieKind"
        }
    }
}

extension Study {
    /// The names in a study that begin with some text, sorted, for a shell that completes what is typed.
    ///
    /// The file is only read: a study of an older version is not brought to the newest one. Case does not count.
    ///
    /// - Parameter limit: at most so many.
    /// - Returns: none where the file is no study or cannot be read.
    package static func names(
        of thing: NamedThing, beginningWith prefix: String, inStudyAt path: String, limit: Int = 1000
    ) -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(1)
        guard (try? StudyHeader.check(path: path, newest: Migration.all.count)) != nil,
            let queue = try? DatabaseQueue(path: path, configuration: configuration)
        else { return [] }
        defer { try? queue.close() }
        let names = (try? queue.read { try String.fetchAll($0, sql: thing.names) }) ?? []
        let wanted = prefix.normalizedName.lowercased()
        return Array(names.filter { $0.lowercased().hasPrefix(wanted) }.sorted(by: inNameOrder).prefix(limit))
    }
}
