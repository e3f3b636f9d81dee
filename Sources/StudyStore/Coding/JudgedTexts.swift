import GRDB
import StudyModel

/// The texts in which something is coded, and which of them coders can be compared on.
struct JudgedTexts {
    private struct Text {
        var revision: Int64
        var name: String
        /// Nil for a transcript, which stands for itself.
        var question: Int64?
    }

    /// Where the positions of a revision belong; sources are numbered from 0 in no particular order, with -1 for what is not
    /// asked about.
    private(set) var places: [Int64: RevisionPlace] = [:]
    private var texts: [Text] = []
    private let isNamed: Bool

    init(_ filter: AgreementFilter, in db: Database) throws {
        isNamed = !filter.sources.isEmpty
        if isNamed {
            for name in Set(filter.sources.map(\.normalizedName)).sorted() {
                guard let revision = try Study.newestRevision(ofSourceNamed: name, in: db) else {
                    let near = try name.nearest(
                        among: String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL"))
                    throw StudyError.noSource(name, near: near)
                }
                add(Text(revision: revision, name: name, question: nil))
            }
        }
        for holder in try Study.passageHolders(db) {
            if isNamed {
                if places[holder.revision] == nil { places[holder.revision] = RevisionPlace(source: -1, offset: 0) }
            } else {
                add(Text(revision: holder.revision, name: holder.name, question: holder.question))
            }
        }
    }

    private mutating func add(_ text: Text) {
        places[text.revision] = RevisionPlace(source: Int32(clamping: texts.count), offset: 0)
        texts.append(text)
    }

    /// Puts the sources that count into the material, and its points to their numbers there.
    func choose(for material: inout AgreementMaterial, _ filter: AgreementFilter, in db: Database) throws {
        let everybody = UInt64.max >> UInt64(64 - material.coders.count)
        var judges = [UInt64](repeating: isNamed ? everybody : 0, count: texts.count)
        var byQuestion: [Int64: UInt64] = [:]
        for point in material.points {
            judges[Int(point.source)] |= 1 << UInt64(point.coder)
            if let question = texts[Int(point.source)].question {
                byQuestion[question, default: 0] |= 1 << UInt64(point.coder)
            }
        }
        func counts(_ judges: UInt64) -> Bool {
            judges == everybody || filter.takesIncomplete && judges.nonzeroBitCount > 1
        }
        var chosen: [(text: Text, number: Int?, judges: UInt64)] = []
        for (number, text) in texts.enumerated() where text.question == nil {
            if counts(judges[number]) {
                chosen.append((text, number, judges[number]))
            } else if judges[number] != 0 {
                material.leftOut += 1
            }
        }
        let numbers = Dictionary(texts.enumerated().map { ($1.revision, $0) }) { first, _ in first }
        for (question, judges) in byQuestion.sorted(by: { $0.key < $1.key }) {
            guard counts(judges) else {
                material.leftOut += 1
                continue
            }
            for text in try Self.answers(to: question, in: db) { chosen.append((text, numbers[text.revision], judges)) }
        }
        chosen.sort { $0.text.name < $1.text.name }
        var sources = [Int32](repeating: -1, count: texts.count)
        for (source, choice) in chosen.enumerated() {
            if let number = choice.number { sources[number] = Int32(clamping: source) }
            let first = material.turns.count
            if choice.text.question == nil {
                material.turns += try Self.turns(of: choice.text.revision, filter.leavesOutInterviewers, in: db)
            }
            let length = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT length FROM revision WHERE id = ?"), arguments: [choice.text.revision])
            material.sources.append(
                .init(
                    name: choice.text.name, length: length ?? 0, turns: first..<material.turns.count, judges: choice.judges))
        }
        material.points = material.points.compactMap { point in
            var point = point
            point.source = sources[Int(point.source)]
            return point.source < 0 ? nil : point
        }
    }

    /// All answers to a question in their newest revisions.
    private static func answers(to question: Int64, in db: Database) throws -> [Text] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT max(r.number), r.id, \(AnswerName.sql) AS name FROM source s JOIN revision r ON r.source = s.id
                JOIN respondent n ON n.id = s.respondent JOIN survey u ON u.id = n.survey JOIN question q ON q.id = s.question
                WHERE s.question = ? GROUP BY s.id
                """, arguments: [question]
        ).map { Text(revision: $0["id"], name: $0["name"], question: question) }
    }

    private static func turns(
        of revision: Int64, _ leavesOutInterviewers: Bool, in db: Database
    ) throws -> [AgreementMaterial.Turn] {
        var turns: [AgreementMaterial.Turn] = []
        let cue = try BulkStatement(db, "SELECT turn, lower, upper FROM cue WHERE revision = ? ORDER BY number")
        cue.bind(1, revision)
        while try cue.step() {
            let (number, lower, upper) = (Int(cue.integer(0)), Int(cue.integer(1)), Int(cue.integer(2)))
            if let last = turns.indices.last, turns[last].number == number {
                turns[last].upper = max(turns[last].upper, upper)
            } else {
                turns.append(.init(number: number, lower: lower, upper: upper))
            }
        }
        guard leavesOutInterviewers else { return turns }
        let asked = try Set(
            Int.fetchAll(
                db,
                sql: """
                    SELECT t.number FROM speakerTurn t JOIN speaker p ON p.id = t.speaker
                    WHERE t.revision = ? AND p.role = 'interviewer'
                    """, arguments: [revision]))
        for index in turns.indices { turns[index].isLeftOut = asked.contains(turns[index].number) }
        return turns
    }

    /// How many codings of these coders in sources of the material have no place in the newest text.
    func unplaced(_ coders: [Int64], in material: AgreementMaterial, _ db: Database) throws -> Int {
        let names = Set(material.sources.map(\.name))
        let wanted = Set(coders)
        var count = 0
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT s.name, k.coder FROM passage p JOIN coding k ON k.passage = p.id JOIN revision r ON r.id = p.revision
                JOIN source s ON s.id = r.source WHERE p.state IN ('ambiguous', 'lost') AND s.name IS NOT NULL
                """)
        where wanted.contains(row["coder"]) && names.contains(row["name"]) { count += 1 }
        return count
    }
}
