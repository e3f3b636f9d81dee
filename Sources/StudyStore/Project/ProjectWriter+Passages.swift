import Foundation
import GRDB
import StudyModel

extension ProjectWriter {
    /// Puts passages on a text, with their codings and memos; those of one range are one passage.
    mutating func add(_ passages: [ProjectPassage], to text: Text) throws {
        guard !passages.isEmpty else { return }
        if !text.isNew { try passageRows.flush(event: change.event) }
        var batch = try passageRows.begin(text.revision)
        var memos: [(ProjectPassage, row: Int64, codings: [Int: Held<Coding>])] = []
        // In their order, in which the index takes them at its end.
        for passage in passages.sorted(by: { $0.range < $1.range }) {
            guard !passage.isBare else {
                leaveOut(ProjectPassage.bare)
                continue
            }
            let row = try text.isNewest ? passageRows.row(at: passage.range, isNew: text.isNew, in: &batch) : nil
            let isNoted = passage.isNoted
            var held: [Int: Held<Coding>] = [:]
            for (place, coding) in passage.codings.enumerated() {
                let found = try find(coding, at: row, passage.range, in: text, &batch)
                if isNoted { held[place] = found }
            }
            if let row, isNoted { memos.append((passage, row, held)) }
        }
        try passageRows.write(batch, event: change.event)
        if !memos.isEmpty { try passageRows.flush(event: change.event) }
        uncoded.formUnion(batch.uncodedPassages)
        change.count("codings", batch.codings.count)
        for coding in batch.codings { change.concern(coding.id) }
        for (passage, row, held) in memos {
            try note(
                passage.memos, passage.memoKeys,
                on: MemoSpot(column: "passage", row: row, id: "\(text.id) \(passage.range)"))
            for (place, coding) in passage.codings.enumerated() {
                guard let found = held[place] else { continue }
                try note(
                    coding.memos, coding.memoKeys,
                    on: MemoSpot(column: "coding", row: found.row, id: found.id.description))
            }
        }
    }

    /// The coding that a coding of the project is here, made where there is none; nil where there is no place for it.
    private mutating func find(
        _ coding: ProjectCoding, at passage: Int64?, _ range: TextRange, in text: Text, _ batch: inout ProjectPassages.Batch
    ) throws -> Held<Coding>? {
        if let twin = twin(of: coding, at: passage, in: batch) {
            leaveOut(ProjectCoding.twin)
            return twin
        }
        if let known = try known(coding, at: passage, in: text) {
            if side?.isNew(known.row, in: "coding") != true { know("codings") }
            return known
        }
        if let passage { return try make(coding, at: passage, range, in: text, &batch) }
        leaveOut("coding on an earlier text of a source that was edited since")
        return nil
    }

    /// The coding of this text that says the same at the same place.
    private func twin(of coding: ProjectCoding, at passage: Int64?, in batch: ProjectPassages.Batch) -> Held<Coding>? {
        passage.flatMap { batch.twins[.init($0, codes[coding.code].row, coder(coding.coder).row)] }.map {
            Held(row: batch.codings[$0].row, id: batch.codings[$0].id)
        }
    }

    /// The coding of the study that this one is: by its id, where that lies on this source, or by place, code and coder.
    private func known(_ coding: ProjectCoding, at passage: Int64?, in text: Text) throws -> Held<Coding>? {
        guard !text.isNew else { return nil }
        if let id = coding.id, let row = try passageRows.coding(id, on: text.source) { return Held(row: row, id: id) }
        guard let passage else { return nil }
        return try passageRows.coding(
            at: passage, code: codes[coding.code].row, coder: coder(coding.coder).row
        ).map { Held(row: $0.row, id: $0.id) }
    }

    private func make(
        _ coding: ProjectCoding, at passage: Int64, _ range: TextRange, in text: Text, _ batch: inout ProjectPassages.Batch
    ) throws -> Held<Coding> {
        let (code, coder) = (codes[coding.code], coder(coding.coder))
        var id: Coding.ID
        if let given = coding.id, try passageRows.take(given) {
            id = given
        } else {
            let parts = [text.id.description, range.description, code.id.description, coder.name]
            id = Coding.ID(of: "coding", parts: parts)
            var number = 1
            while try !passageRows.take(id) {
                number += 1
                id = Coding.ID(of: "coding", parts: parts + ["\(number)"])
            }
        }
        let row = batch.nextCoding
        batch.add(
            .init(
                row: row, id: id, passage: passage, code: code.row, coder: coder.row,
                weight: coding.weight.flatMap { (0...100).contains($0) ? $0 : nil }, time: coding.time ?? change.time))
        return Held(row: row, id: id)
    }
}

extension ProjectPassage {
    /// Whether a memo is on it, or on one of its codings.
    fileprivate var isNoted: Bool {
        !memos.isEmpty || !memoKeys.isEmpty || codings.contains { !$0.memos.isEmpty || !$0.memoKeys.isEmpty }
    }
}
