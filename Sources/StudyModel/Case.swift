/// A person, household or initiative that a study is about; interviews and questionnaires belong to one.
package struct Case: Hashable, Sendable {
    package typealias ID = Identifier<Case>

    /// Somebody who speaks in a source.
    package struct Speaker: Hashable, Sendable {
        package var source: String
        package var name: String

        package init(source: String, name: String) {
            self.source = source
            self.name = name
        }
    }

    package var id: ID
    package var name: String
    /// Sources that belong to it as a whole, sorted by name; open answers come with their questionnaires.
    package var sources: [String] = []
    package var speakers: [Speaker] = []
    /// Questionnaires, as `survey/respondent`.
    package var respondents: [String] = []
    /// Actors that it speaks for.
    package var actors: [String] = []
    package var memos = 0
    /// What was set about it, by the name of the attribute; several values stand in the order in which they were set.
    package var values: [String: [AttributeValue]] = [:]

    package init(id: ID, name: String) {
        self.id = id
        self.name = name
    }
}
