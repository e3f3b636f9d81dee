import FileFormats
import StudyModel

/// Turns the subjects of ODM files into respondents, each with the answers of all its blocks.
///
/// A subject that comes in one block is handed on at once. Those that come in several are held until their last block; where
/// they would take more than `heldBytes`, those begun last are left to a further reading of the files.
struct ODMIntake {
    private let plan: ODMPlan
    private let heldBytes: Int
    private(set) var records: RecordIntake
    private let questionOfName: [String: Int]
    private var count = 0

    init(_ plan: ODMPlan, survey: Survey, of file: InputFile, map: SurveyMap?, heldBytes: Int = 32 << 20) throws {
        self.plan = plan
        self.heldBytes = heldBytes
        questionOfName = Dictionary(
            survey.questions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        records = try RecordIntake(survey, of: file, map: map)
    }

    mutating func readAll(into sink: inout some SurveySink) throws {
        guard plan.hasData else { return }
        var left = try readOnce(nil, into: &sink)
        while !left.isEmpty { left = try readOnce(left, into: &sink) }
    }

    mutating func finish(notes: [Diagnostic], into sink: inout some SurveySink) throws {
        try records.finish(notes: notes, into: &sink)
    }

    private struct Held {
        let block: ODMBlock
        var blocksLeft: Int
        let number: Int
    }

    /// Reads the files once, for the subjects that are `wanted` or for all, and returns those that did not fit.
    private mutating func readOnce(_ wanted: Set<String>?, into sink: inout some SurveySink) throws -> Set<String> {
        var held: [String: Held] = [:]
        var begun: [String] = []
        var size = 0
        var deferred: Set<String> = []
        let plan = plan
        try plan.eachFile { block in
            guard let blocks = plan.blocks[block.subject] else {
                if wanted == nil {
                    count += 1
                    try take(block, number: count, into: &sink)
                }
                return
            }
            guard wanted?.contains(block.subject) ?? true, !deferred.contains(block.subject) else { return }
            if held[block.subject] == nil {
                count += 1
                held[block.subject] = Held(block: ODMBlock(of: block.subject), blocksLeft: blocks, number: count)
                begun.append(block.subject)
            }
            guard let subject = held[block.subject] else { return }
            size -= subject.block.size
            try subject.block.append(block)
            if subject.blocksLeft == 1 {
                held[block.subject] = nil
                return try take(subject.block, number: subject.number, into: &sink)
            }
            size += subject.block.size
            held[block.subject]?.blocksLeft -= 1
            while size > heldBytes, held.count > 1, let last = begun.popLast() {
                guard let dropped = held.removeValue(forKey: last) else { continue }
                size -= dropped.block.size
                deferred.insert(last)
            }
        }
        return deferred
    }
}

// One subject.
extension ODMIntake {
    /// One time that a form was filled in.
    private struct Occurrence: Hashable {
        let form: String
        let event: String?
        let repeats: [String]
    }
    private struct Spot: Hashable {
        let question: Int
        let instance: Int
    }

    private mutating func take(_ block: ODMBlock, number: Int, into sink: inout some SurveySink) throws {
        guard !block.subject.isEmpty else {
            return records.diagnostics.add(.noRespondent(record: number, column: "SubjectKey", in: records.file))
        }
        var values: [Spot: Int] = [:]
        var last: [Int: Int] = [:]
        let instances = Self.instances(of: block.places)
        var order: [Spot] = []
        for (index, value) in block.values.enumerated() {
            guard value.item < plan.questionOfItem.count, let question = plan.questionOfItem[value.item] else { continue }
            var spot = Spot(question: question, instance: instances[value.place])
            // What a snapshot has twice are two answers; a later transaction replaces an earlier one.
            if values[spot] != nil, !plan.isTransactional {
                spot = Spot(question: question, instance: (last[question] ?? 0) + 1)
            }
            if values.updateValue(index, forKey: spot) == nil { order.append(spot) }
            last[question] = max(last[question] ?? 0, spot.instance)
        }
        let (questionOfName, first) = (questionOfName, values)
        func text(_ name: String) -> String? {
            guard let question = questionOfName[name], let index = first[Spot(question: question, instance: 1)],
                block.values[index].sort == .text
            else { return nil }
            return String(decoding: block.bytes[block.values[index].range], as: UTF8.self).normalizedName.nonEmpty
        }
        guard records.begin(block.subject, record: number, text) else { return }
        for spot in order {
            guard let index = values[spot] else { continue }
            let value = block.values[index]
            switch value.sort {
            case .text, .file:
                records.answer(
                    spot.question, instance: spot.instance, block.bytes[value.range],
                    occurrence: block.places[value.place].label)
            case .null: records.noAnswer(spot.question, instance: spot.instance)
            case .removal: break
            }
        }
        try records.end(into: &sink)
    }

    /// For each place the number of the time, from 1, that its form was filled in; the groups of one time share it.
    private static func instances(of places: [ODMBlock.Place]) -> [Int] {
        var numbers: [Occurrence: Int] = [:]
        var counts: [String: Int] = [:]
        return places.map { place in
            let occurrence = Occurrence(
                form: place.form, event: place.event, repeats: [place.eventRepeat, place.formRepeat, place.groupRepeat])
            if let number = numbers[occurrence] { return number }
            counts[place.form, default: 0] += 1
            numbers[occurrence] = counts[place.form]
            return counts[place.form] ?? 1
        }
    }
}
