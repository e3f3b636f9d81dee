import GRDB
import StudyModel

/// Makes actors and ties of those whom respondents name, with the answer as evidence, and of what other answers say of them.
struct NamedActorWriter {
    private let db: Database
    private var register: ActorRegister
    private var survey = Survey(name: "", format: "")
    private var rows: [Int64] = []
    private var naming: [Int: ActorNaming] = [:]
    private var selfQuestion: Int?
    /// What says something of those whom a question names, by its place.
    private var details: [Int: [(place: Int, property: NamedDetail.Property)]] = [:]
    private var attributes: [String: FoundAttribute] = [:]
    /// By the place of the question: answers that name nobody, and details that do not fit.
    private var nobody: [Int: Int] = [:]
    private var misfits: [Int: Int] = [:]

    init(_ db: Database) throws {
        self.db = db
        register = try ActorRegister(db)
    }

    /// - Parameter rows: those of the questions.
    mutating func begin(_ survey: Survey, rows: [Int64]) {
        (self.survey, self.rows) = (survey, rows)
        let places = Dictionary(survey.questions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        for (place, question) in survey.questions.enumerated() {
            if let naming = question.naming {
                self.naming[place] = naming
                if naming.isSelf { selfQuestion = place }
            }
            if let detail = question.detail, let of = places[detail.question] {
                details[of, default: []].append((place, detail.property))
            }
        }
    }

    var isNeeded: Bool { !naming.isEmpty }

    /// What was left out, told once for each question.
    var diagnostics: [Diagnostic] {
        let place = Diagnostic.Place(file: survey.name)
        var told: [Diagnostic] = []
        for (question, count) in nobody.sorted(by: { $0.key < $1.key }) {
            told.append(
                .note(
                    at: place, .nobody(survey.questions[question].name, count),
                    remedy: "write them under 'missing' of the column in the map, so that they are no answers either"))
        }
        for (question, count) in misfits.sorted(by: { $0.key < $1.key }) {
            let asked = survey.questions[question]
            told.append(
                .warning(
                    at: place, .misfit(asked.name, asked.detail?.property.word ?? "", count),
                    remedy: "correct them, or say in the map what codes stand for"))
        }
        return told
    }

    /// Each actor whom the respondent names becomes a tie from the respondent, with the answer as evidence.
    mutating func addTies(
        of respondent: AnswerBatch.Respondent, row: Int64, in batch: borrowing AnswerBatch, _ change: inout Change
    ) throws {
        let answers = batch.answers[respondent.answers].filter { naming[Int($0.question)] != nil }
        guard !answers.isEmpty else { return }
        let own = try self.own(
            of: respondent, answers.first { Int($0.question) == selfQuestion }.map { batch.text(of: $0) }, &change)
        for answer in answers {
            let place = Int(answer.question)
            guard let naming = naming[place], !naming.isSelf else { continue }
            var told: Told?
            if let about = details[place] {
                told = self.told(about, in: batch, of: respondent, instance: answer.instance)
            }
            for name in naming.names(in: batch.text(of: answer)) {
                // A code of the map in a list of names names nobody.
                guard !survey.questions[place].missing.contains(name) else { continue }
                guard !ActorNaming.isNobody(name) else {
                    nobody[place, default: 0] += 1
                    continue
                }
                let named = try actor(name, naming, told, &change)
                guard let kind = told?.tieKind ?? naming.tieKind, named.row != own.row else { continue }
                let evidence = ActorRegister.EvidenceRow.response(
                    respondent: row, question: rows[place], instance: Int64(answer.instance))
                let draft = ActorRegister.TieDraft(
                    from: own, to: named, kind: kind, sign: told?.sign, reach: told?.tieReach, strength: told?.strength,
                    first: told?.first, last: told?.last)
                _ = try register.add(draft, evidence: [evidence], in: &change)
            }
        }
    }

    /// The actor that the respondent is.
    private mutating func own(
        of respondent: AnswerBatch.Respondent, _ answer: String?, _ change: inout Change
    ) throws -> (row: Int64, id: Actor.ID) {
        let answer = answer?.normalizedName ?? ""
        let name = answer.isEmpty ? respondent.caseName : answer
        if let known = register.find(name) {
            try register.complete(known.row, with: Actor(name: name, caseName: respondent.caseName), in: &change)
            return known
        }
        let kind = selfQuestion.flatMap { naming[$0]?.actorKind }
        return try register.add(
            Actor(name: name.normalizedName, kind: kind, caseName: respondent.caseName), in: &change)
    }

    private mutating func actor(
        _ name: String, _ naming: ActorNaming, _ told: Told?, _ change: inout Change
    ) throws -> (row: Int64, id: Actor.ID) {
        let found = try register.actor(name, kind: told?.actor.kind ?? naming.actorKind, in: &change)
        guard let told else { return found }
        if !told.actor.isBare {
            var actor = told.actor
            actor.aliases.removeAll { $0.normalizedName == name }
            try register.complete(found.row, with: actor, in: &change)
        }
        for (name, kind, value) in told.attributes { try set(name, kind, value, of: found.row, &change) }
        return found
    }

    // MARK: Details

    /// What a respondent says of those whom one answer names.
    fileprivate struct Told {
        var actor = Actor(name: "")
        var attributes: [(name: String, kind: Attribute.Kind, value: AttributeValue)] = []
        var tieKind: String?
        var tieReach: Reach?
        var strength: Double?
        var sign: Tie.Sign?
        var first: String?
        var last: String?
    }

    private mutating func told(
        _ details: [(place: Int, property: NamedDetail.Property)], in batch: borrowing AnswerBatch,
        of respondent: AnswerBatch.Respondent, instance: Int32
    ) -> Told {
        var told = Told()
        for (place, property) in details {
            let answers = batch.answers[respondent.answers].filter { Int($0.question) == place }
            // Where only the names are asked several times, the one answer is of all of them.
            guard let answer = answers.first(where: { $0.instance == instance }) ?? (answers.count == 1 ? answers[0] : nil)
            else { continue }
            let code = batch.text(of: answer).normalizedName
            guard !code.isEmpty else { continue }
            let question = survey.questions[place]
            let text = question.labels.first { $0.code == code }?.label.preferring(survey.languages) ?? code
            if !told.take(text, code: code, as: property, answer.value, of: question) { misfits[place, default: 0] += 1 }
        }
        return told
    }

    /// Sets an attribute where none stands.
    private mutating func set(
        _ name: String, _ kind: Attribute.Kind, _ value: AttributeValue, of actor: Int64, _ change: inout Change
    ) throws {
        let attribute: FoundAttribute
        if let known = attributes[name] {
            attribute = known
        } else if let found = try FoundAttribute(name, of: .actor, in: db) {
            attribute = found
        } else {
            try change.willSetValues()
            attribute = try FoundAttribute.add(name, kind, of: .actor, in: &change)
        }
        attributes[name] = attribute
        // Another type has it from elsewhere; words are taken as they are.
        guard attribute.kind == kind || attribute.kind == .text else { return }
        let stored = attribute.kind == kind ? value : .text(value.text(as: kind))
        try change.willComplete()
        try db.cachedStatement(
            sql: """
                INSERT INTO actorAttributeValue(actor, attribute, instance, value) SELECT ?1, ?2, 1, ?3
                WHERE NOT EXISTS (SELECT 1 FROM actorAttributeValue WHERE actor = ?1 AND attribute = ?2)
                """
        ).execute(arguments: [actor, attribute.row, stored.databaseValue])
    }
}

extension NamedActorWriter.Told {
    /// - Parameters:
    ///   - text: the label of the code, where it has one.
    /// - Returns: false where the answer is nothing that the property can be.
    fileprivate mutating func take(
        _ text: String, code: String, as property: NamedDetail.Property, _ value: AnswerBatch.Value, of question: Question
    ) -> Bool {
        switch property {
        case .kind: actor.kind = text
        case .place: actor.place = text
        case .alias: actor.aliases.append(text)
        case .tieKind: tieKind = text
        case .reach:
            actor.reach = Reach(word: text)
            return actor.reach != nil
        case .tieReach:
            tieReach = Reach(word: text)
            return tieReach != nil
        case .sign:
            sign = Tie.Sign(word: text)
            return sign != nil
        case .strength:
            let number: Double? =
                switch value {
                case .integer(let number): Double(number)
                case .decimal(let number): number
                case .text: Double(code)
                }
            guard let number, number > 0, number.isFinite else { return false }
            strength = number
        case .first:
            guard code.isYearMonthOrDay else { return false }
            first = code
        case .last:
            guard code.isYearMonthOrDay else { return false }
            last = code
        case .attribute(let name):
            switch (question.attributeKind, value) {
            case (.text, _): attributes.append((name, .text, .text(text)))
            case (let kind, .integer(let number)): attributes.append((name, kind, .integer(number)))
            case (let kind, .decimal(let number)): attributes.append((name, kind, .decimal(number)))
            case (.date, .text), (.dateTime, .text): attributes.append((name, question.attributeKind, .text(code)))
            default: return false
            }
        }
        return true
    }
}

extension Question {
    /// The type of an attribute that its answers are the values of.
    fileprivate var attributeKind: Attribute.Kind {
        labels.isEmpty ? Attribute.Kind(rawValue: kind.rawValue) ?? .text : .text
    }
}

extension Actor {
    /// True where nothing is said of it but its name.
    fileprivate var isBare: Bool {
        kind == nil && place == nil && reach == nil && caseName == nil && aliases.isEmpty
    }
}

extension Diagnostic.Message {
    fileprivate static func nobody(_ question: String, _ count: Int) -> Self {
        count == 1
            ? "1 answer to '\(question)' names nobody, such as 'keine' or '-', and makes no tie"
            : "\(count) answers to '\(question)' name nobody, such as 'keine' or '-', and make no tie"
    }
    fileprivate static func misfit(_ question: String, _ property: String, _ count: Int) -> Self {
        count == 1
            ? "1 answer to '\(question)' is nothing that \(property) can be, and was left out of the register"
            : "\(count) answers to '\(question)' are nothing that \(property) can be, and were left out of the register"
    }
}
