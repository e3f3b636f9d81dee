import FileFormats
import StudyModel

/// What a first reading of an XML table finds: which element is a record, its columns, and who answers.
struct XMLRowsPlan {
    let tree: XMLPathTree
    let recordNode: Int
    /// A column for each question, in the order in which they come first in the file.
    let columns: [(node: Int, name: String)]
    private(set) var questions: [Question] = []
    /// The column that numbers or names the respondents, where no map says it.
    private(set) var respondent: String?
    /// Columns of numbers that are taken as text, since zeros at their ends may tell them apart.
    private(set) var keptZeros: [String] = []
    /// Columns of numbers whose zeros at their ends are not kept.
    private(set) var droppedZeros: [String] = []
    /// Columns of e-mail or network addresses, which are left out unless a map names them.
    private(set) var addresses: Set<Int> = []

    init(_ file: InputFile, limits: InputLimits) throws {
        var sights: [Sight] = []
        let tree = try file.naming {
            let source = try FileByteSource(path: file.path, limits: limits)
            return try XMLRecordReader.paths(of: source, limits: limits) { node, bytes in
                while sights.count <= node { sights.append(Sight()) }
                sights[node].look(at: bytes)
            }
        }
        guard let recordNode = tree.recordNode else {
            throw Refusal(
                at: file.place(), .noRecord(tree.nodes.first?.name ?? ""),
                remedy: "name a file in which one element a respondent holds the answers")
        }
        self.tree = tree
        self.recordNode = recordNode
        while sights.count < tree.nodes.count { sights.append(Sight()) }
        columns = tree.columns(of: recordNode)
        questions = columns.map { column in
            let kind = sights[column.node].guess.kind
            return Question(
                name: column.name, kind: tree.nodes[column.node].isRunningText && kind != .open ? .text : kind,
                wording: LocalizedText(column.name))
        }
        for (column, question) in zip(columns, questions) {
            let guess = sights[column.node].guess
            if guess.areWritings { keptZeros.append(column.name) }
            if question.kind == .decimal, guess.fractions.losesZeros { droppedZeros.append(column.name) }
        }
        addresses = Set(columns.map(\.node).filter { sights[$0].guess.holdsAddresses })
        respondent =
            columns.first { column in
                Self.idNames.contains(column.name.lowercased()) && tree.nodes[column.node].parent == recordNode
                    && sights[column.node].count == tree.nodes[recordNode].count && sights[column.node].names != nil
            }?.name
    }

    private static let idNames: Set<String> = [
        "id", "nr", "no", "nummer", "number", "respondent", "respondentid", "respondent_id", "response_id", "responseid",
        "uuid",
        "instanceid", "key", "fall", "fallnummer", "befragte", "teilnehmer",
    ]
}

/// What the values of one path look like.
private struct Sight {
    private(set) var count = 0
    private(set) var guess = KindGuess()
    /// Nil as soon as two values were the same, or one was too long to name somebody.
    private(set) var names: RespondentIndex? = RespondentIndex()

    mutating func look(at bytes: UnsafeRawBufferPointer) {
        count += 1
        if count <= KindGuess.sampleSize { guess.look(at: Array(bytes)[...]) }
        guard names != nil else { return }
        if bytes.count > 64 || names?.insert(String(decoding: bytes, as: UTF8.self), row: count) != nil { names = nil }
    }
}

extension Diagnostic.Message {
    fileprivate static func noRecord(_ root: String) -> Self {
        "holds no record: looked for an element below '\(root)', or below its only child, that has attributes or children of its own"
    }
}
