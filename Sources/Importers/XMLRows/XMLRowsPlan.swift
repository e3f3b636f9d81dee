import FileFormats
import StudyModel

/// What a first reading of an XML table finds: which element is a record, its columns, and who answers.
struct XMLRowsPlan {
    let tree: XMLPathTree
    let recordNode: Int
    /// A column for each question, in the order in which they come first in the file.
    private let table: XMLRowsColumns
    var columns: [XMLRowsColumns.Column] { table.columns }
    /// What was found out about the record, where no map says it.
    private(set) var notes: [Diagnostic] = []
    private(set) var questions: [Question] = []
    /// The column that numbers or names the respondents, where no map says it.
    private(set) var respondent: String?
    /// Columns of numbers that are taken as text, since zeros at their ends may tell them apart.
    private(set) var keptZeros: [String] = []
    /// Columns of numbers whose zeros at their ends are not kept.
    private(set) var droppedZeros: [String] = []
    /// Columns of e-mail or network addresses, which are left out unless a map names them.
    private(set) var addresses: Set<String> = []

    /// - Parameter map: may say which element is a respondent.
    init(_ file: InputFile, map: SurveyMap?, limits: InputLimits) throws {
        var sights: [Sight] = []
        let (tree, found) = try file.naming {
            let source = try FileByteSource(path: file.path, limits: limits)
            return try XMLRecordReader.paths(of: source, record: map?.record, limits: limits) { node, bytes in
                while sights.count <= node { sights.append(Sight()) }
                sights[node].look(at: bytes)
            }
        }
        if let kind = OfficeXMLKind(tree) { throw kind.refusal(of: file) }
        guard let recordNode = found else {
            if let record = map?.record {
                throw Refusal(
                    at: file.place(), .noElement(record),
                    remedy: record.suggestion(among: tree.elementNames, "its elements are"))
            }
            throw Refusal(
                at: file.place(), .noRecord(tree.nodes.first?.name ?? ""),
                remedy: "name a file in which one element a respondent holds the answers")
        }
        self.tree = tree
        self.recordNode = recordNode
        while sights.count < tree.nodes.count { sights.append(Sight()) }
        let others = tree.others(beside: recordNode)
        if map?.record == nil, map == nil || !others.isEmpty {
            notes.append(.guessedRecord(tree.shownName(of: recordNode), others, at: file.place()))
        }
        let named = XMLRowsColumns.named(tree, record: recordNode) { sights[$0].count }
        let keyed = try named.isEmpty ? [:] : Self.keyed(named, file, tree, recordNode, limits)
        table = XMLRowsColumns(tree, record: recordNode, keys: keyed.mapValues(\.keys))
        func sight(_ column: XMLRowsColumns.Column) -> Sight {
            column.key.flatMap { keyed[column.node]?.sights[$0] } ?? sights[column.node]
        }
        let columns = table.columns
        questions = columns.map { column in
            let kind = sight(column).guess.kind
            return Question(
                name: column.name, kind: tree.nodes[column.node].isRunningText && kind != .open ? .text : kind,
                wording: LocalizedText(column.name))
        }
        for (column, question) in zip(columns, questions) {
            let guess = sight(column).guess
            if guess.areWritings { keptZeros.append(column.name) }
            if question.kind == .decimal, guess.fractions.losesZeros { droppedZeros.append(column.name) }
        }
        addresses = Set(columns.filter { sight($0).guess.holdsAddresses }.map(\.name))
        respondent =
            columns.first { column in
                Self.idNames.contains(column.name.lowercased()) && tree.nodes[column.node].parent == recordNode
                    && sight(column).count == tree.nodes[recordNode].count && sight(column).names != nil
            }?.name
    }

    /// The values of a record, each in its column.
    func values(of record: XMLRecord) -> [XMLRowsColumns.Value] { table.values(of: record) }

    /// What the leaves of each name hold, by a reading of the records.
    private static func keyed(
        _ named: [(element: Int, attribute: Int)], _ file: InputFile, _ tree: XMLPathTree, _ recordNode: Int,
        _ limits: InputLimits
    ) throws -> [Int: (keys: [String], sights: [String: Sight])] {
        let elements = Dictionary(named.map { ($0.attribute, $0.element) }, uniquingKeysWith: { first, _ in first })
        var result: [Int: (keys: [String], sights: [String: Sight])] = [:]
        var count = 0
        try file.naming {
            let source = try FileByteSource(path: file.path, limits: limits)
            try XMLRecordReader.read(source, tree: tree, recordNode: recordNode, limits: limits) { record in
                var key: (element: Int, name: String)?
                for value in record.values {
                    let bytes = record.bytes[value.range]
                    if let element = elements[value.node] {
                        key = (element, String(decoding: bytes, as: UTF8.self))
                    } else if let (element, name) = key, element == value.node {
                        if result[element]?.sights[name] == nil {
                            count += 1
                            guard count <= SheetLayout.columnLimit else {
                                throw FormatError.tooManyNames(SheetLayout.columnLimit)
                            }
                            result[element, default: ([], [:])].keys.append(name)
                        }
                        bytes.withUnsafeBytes { result[element]?.sights[name, default: Sight()].look(at: $0) }
                        key = nil
                    }
                }
            }
        }
        return result
    }

    private static let idNames: Set<String> = [
        "id", "nr", "no", "nummer", "number", "respondent", "respondentid", "respondent_id", "response_id", "responseid",
        "uuid", "instanceid", "key", "fall", "fallnummer", "befragte", "teilnehmer",
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

extension XMLPathTree {
    fileprivate var elementNames: [String] { Set(nodes.filter { !$0.isAttribute }.map(\.name)).sorted() }
}

extension FormatError {
    fileprivate static func tooManyNames(_ limit: Int) -> FormatError {
        FormatError("names more than \(limit) different things by an attribute", remedy: "check that it holds a table")
    }
}

extension Diagnostic {
    fileprivate static func guessedRecord(
        _ name: String, _ others: [(name: String, count: Int)], at place: Place
    ) -> Diagnostic {
        let remedy = "name another element as 'record' in a map"
        guard !others.isEmpty else {
            return .note(at: place, "each element '\(name)' is taken for a respondent", remedy: remedy)
        }
        let beside = others.prefix(3).map { "'\($0.name)' (\($0.count))" }.joined(separator: ", ")
        let more = others.count > 3 ? " and \(others.count - 3) more" : ""
        return .warning(
            at: place, "each element '\(name)' is taken for a respondent; what is beside them is left out: \(beside)\(more)",
            remedy: remedy)
    }
}

extension Diagnostic.Message {
    fileprivate static func noElement(_ name: String) -> Self {
        "the map names element '\(name)' as record, which the file does not have"
    }
    fileprivate static func noRecord(_ root: String) -> Self {
        "holds no record: looked for an element below '\(root)', or below its only child, that has attributes or children of its own"
    }
}
