package import StudyModel

/// The tables of a study as rows that can stand outside of it, in one of two forms.
///
/// A table stands behind those that it names.
package struct PortableTables: Sendable {
    package enum Form: Hashable, Sendable {
        /// Beside a project of other programs: what that has no place for. Things are named by their ids.
        case beside(ProjectAnswers)
        /// All that a study holds but its journal. Things are named by their names, where they have one, and rows are in the order of names and
        /// places.
        case whole

        init(_ form: ProjectRows.Form) {
            switch form {
            case .beside: self = .beside(.none)
            case .whole: self = .whole
            }
        }
    }

    let form: Form

    package init(_ form: Form) { self.form = form }

    /// How they are read.
    package var tables: [StudyTable] { all.map(\.table) }

    var all: [PortableTable] { study + codebook + cases + surveys + texts + passages + network + notes }

    var isWhole: Bool { form == .whole }
    /// The column by which a thing with an id and a name is known.
    var key: String { isWhole ? "name" : "uuid" }
    /// That column in the table of the things themselves.
    var ownKey: String { isWhole ? "name" : "id" }
    private var described: String { isWhole ? "name" : "id" }
}

/// What rows name.
extension PortableTables {
    var code: PortableField { .thing(.code, "code", described, in: "code", as: "d", by: key, at: "code") }
    func holder(isOptional: Bool = false) -> PortableField {
        .thing(.holder, "case", described, in: "case", as: "h", by: key, at: "case", isOptional: isOptional)
    }
    func attribute(_ thing: PortableTable.Thing) -> PortableField {
        .thing(thing, "attribute", described, in: "attribute", as: "b", by: key, at: "attribute")
    }
    func actor(
        _ thing: PortableTable.Thing = .actor, _ name: String = "actor", as alias: String = "a", at column: String = "actor"
    )
        -> PortableField
    {
        .thing(thing, name, isWhole ? "name of an actor" : "id of an actor", in: "actor", as: alias, by: key, at: column)
    }
    var tie: PortableField { .thing(.tie, "tie", "id", in: "tie", as: "z", by: "uuid", at: "tie") }

    private static let survey = PortableField.Cell(.init("survey", .string, "name"), "xu.name")

    /// The question that the row is about or, with a respondent, answers.
    func question(isOptional: Bool = false) -> PortableField {
        let left = isOptional ? "LEFT " : ""
        var field = PortableField(
            cells: [.init(.init("question", .string, described), "xq.\(key)")],
            joins: [.init(alias: "xq", sql: "\(left)JOIN question xq ON xq.id = t.question")],
            written: [("question", "@question")],
            name: .init(
                thing: .question, columns: isWhole ? ["survey", "question"] : ["question"], isOptional: isOptional))
        // With a respondent the survey is joined already.
        field.joins.append(.init(alias: "xu", sql: "\(left)JOIN survey xu ON xu.id = xq.survey"))
        if isWhole { field.cells.insert(Self.survey, at: 0) }
        return field
    }

    func respondent(isOptional: Bool = false) -> PortableField {
        let left = isOptional ? "LEFT " : ""
        return PortableField(
            cells: [Self.survey, .init(.init("respondent", .string, "name"), "xn.name")],
            joins: [
                .init(alias: "xn", sql: "\(left)JOIN respondent xn ON xn.id = t.respondent"),
                .init(alias: "xu", sql: "\(left)JOIN survey xu ON xu.id = xn.survey"),
            ], written: [("respondent", "@respondent")],
            name: .init(thing: .respondent, columns: ["survey", "respondent"], isOptional: isOptional))
    }

    /// The place of an answer.
    func answer(isOptional: Bool = false) -> [PortableField] {
        [
            respondent(isOptional: isOptional), question(isOptional: isOptional),
            .number("instance", "which repetition, from 1"),
        ]
    }

    /// What the source `s` is known by: its id or name, or the name of an open answer.
    var sourceKey: String { "coalesce(s.\(key), \(AnswerName.sql))" }
    var sourceCell: PortableField.Cell {
        .init(.init("source", .string, isWhole ? "name" : "id, or the name of an open answer"), sourceKey)
    }
    static let revisionCell = PortableField.Cell(.init("revision", .integer, "revision of the source, from 1"), "r.number")

    /// What the name of an open answer `s` is made of.
    static let answerJoins: [PortableField.Join] = [
        .init(alias: "n", sql: "LEFT JOIN respondent n ON n.id = s.respondent"),
        .init(alias: "u", sql: "LEFT JOIN survey u ON u.id = n.survey"),
        .init(alias: "q", sql: "LEFT JOIN question q ON q.id = s.question"),
    ]

    var source: PortableField {
        PortableField(
            cells: [sourceCell],
            joins: [.init(alias: "s", sql: "JOIN source s ON s.id = t.source")] + Self.answerJoins,
            written: [("source", "@source")], name: .init(thing: .source, columns: ["source"]))
    }

    /// The cells of the passage `p` of the revision `r`, with its words where a person is to read them.
    var passageCells: [PortableField.Cell] {
        let range: [PortableField.Cell] = [
            .init(.init("lower", .integer, "first character, from 0"), "p.lower"),
            .init(.init("upper", .integer, "character behind the last"), "p.upper"),
        ]
        guard isWhole else { return [sourceCell, Self.revisionCell] + range }
        return [sourceCell, .init(.init("turn", .integer, "turn in which it begins, from 1"), "r.id", derived: .turn)] + range
            + [.init(.init("quote", .string, "the words"), "r.id", derived: .quote), Self.revisionCell]
    }

    func passage(isOptional: Bool = false) -> PortableField {
        let left = isOptional ? "LEFT " : ""
        return PortableField(
            cells: passageCells,
            joins: [
                .init(alias: "p", sql: "\(left)JOIN passage p ON p.id = t.passage"),
                .init(alias: "r", sql: "\(left)JOIN revision r ON r.id = p.revision"),
                .init(alias: "s", sql: "\(left)JOIN source s ON s.id = r.source"),
            ] + Self.answerJoins, written: [("passage", "@passage")],
            name: .init(thing: .passage, columns: ["source", "revision", "lower", "upper"], isOptional: isOptional))
    }

    /// The order of passages by source and place.
    var passageOrder: String { "\(sourceKey), r.number, p.lower, p.upper" }
}
