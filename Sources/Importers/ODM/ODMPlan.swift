import FileFormats
import StudyModel

/// What a first reading of ODM files finds: the metadata, the items of the data, and the subjects that come in several blocks.
struct ODMPlan {
    let files: [InputFile]
    let items = ODMItemTable()
    private let limits: InputLimits
    private(set) var definition = ODMDefinition()
    private(set) var questions: [Question] = []
    /// By the number of the item; nil for words that are only read.
    private(set) var questionOfItem: [Int?] = []
    /// How many blocks each subject has that has more than one.
    private(set) var blocks: [String: Int] = [:]
    private(set) var hasData = false
    private(set) var isTransactional = false
    /// Items of the data that no metadata describe.
    private(set) var undefinedItems = 0
    private(set) var fileAnswers = 0

    /// - Throws: `Refusal` where a file is no ODM, or there is nothing in any of them.
    init(_ file: InputFile, limits: InputLimits) throws {
        files = [file] + file.companions
        self.limits = limits
        var guesses: [KindGuess] = []
        var subjects = RespondentIndex()
        var blocks: [String: Int] = [:]
        var fileAnswers = 0
        var count = 0
        var found: [Findings] = []
        try eachFile { reader in
            found.append(
                Findings(
                    definition: reader.definition, hasData: reader.hasData, isTransactional: reader.isTransactional))
        } block: { block in
            count += 1
            if subjects.insert(block.subject, row: count) != nil { blocks[block.subject, default: 1] += 1 }
            for value in block.values {
                while guesses.count <= value.item { guesses.append(KindGuess()) }
                if value.sort == .file { fileAnswers += 1 }
                if value.sort == .text { guesses[value.item].look(at: block.bytes[value.range]) }
            }
        }
        (self.blocks, self.fileAnswers) = (blocks, fileAnswers)
        for findings in found { take(findings) }
        settle(guesses)
        guard !questions.isEmpty || hasData else {
            throw Refusal(at: file.place(), .nothingInIt, remedy: "export the project again, with its metadata")
        }
    }

    /// Reads the files one after another; hands over each subject's blocks, and each reader at its end.
    func eachFile(_ end: (ODMReader) -> Void = { _ in }, block: (ODMBlock) throws -> Void) throws {
        for file in files {
            try file.naming {
                try withoutActuallyEscaping(block) { block in
                    let reader = ODMReader(limits: limits, items: items, onBlock: block)
                    try reader.read(FileByteSource(path: file.path, limits: limits))
                    end(reader)
                }
            }
        }
    }

    /// What one file has beside its answers.
    private struct Findings {
        let definition: ODMDefinition
        let hasData: Bool
        let isTransactional: Bool
    }

    private mutating func take(_ found: Findings) {
        hasData = hasData || found.hasData
        isTransactional = isTransactional || found.isTransactional
        let read = found.definition
        if definition.studyName.isEmpty { definition.studyName = read.studyName }
        definition.items += read.items
        definition.codeLists.merge(read.codeLists) { first, _ in first }
        definition.languages.formUnion(read.languages)
        definition.labelCount += read.labelCount
        definition.missing += read.missing
    }

    /// Makes a question of each item: those of the metadata, then those that only the data have.
    private mutating func settle(_ guesses: [KindGuess]) {
        var questionOfName: [String: Int?] = [:]
        let guessOf = Dictionary(zip(items.oids, guesses), uniquingKeysWith: { first, _ in first })
        for item in definition.items where !item.oid.isEmpty && questionOfName[item.oid] == nil {
            questionOfName[item.oid] = .some(item.isDescription ? nil : questions.count)
            guard !item.isDescription else { continue }
            var question = item.question(in: definition)
            if question.kind == .text, guessOf[item.oid]?.kind == .open { question.kind = .open }
            questions.append(question)
        }
        for oid in items.oids {
            if let known = questionOfName[oid] {
                questionOfItem.append(known)
            } else {
                undefinedItems += 1
                questionOfItem.append(questions.count)
                questions.append(Question(name: oid, kind: guessOf[oid]?.kind ?? .text, wording: LocalizedText(oid)))
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static var nothingInIt: Self { "holds neither items nor answers" }
}
