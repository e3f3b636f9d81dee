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
            var held: [Int: Held<Coding>] = [:]
            for (place, coding) in passage.codings.enumerated() {
                if let twin = twin(of: coding, at: row, in: batch) {
                    leaveOut("coding that stands twice at its place")
                    held[place] = twin
                } else if let known = try self.known(coding, at: row, in: text) {
                    if side?.isNew(known.row, in: "coding") != true { know("codings") }
                    held[place] = known
                } else if let row {
                    held[place] = try make(coding, at: row, passage.range, in: text, &batch)
                } else {
                    leaveOut("coding on an earlier text of a source that was edited since")
                }
            }
            let isNoted = !passage.memos.isEmpty || !passage.memoKeys.isEmpty
            if let row, isNoted || passage.codings.contains(where: { !$0.memos.isEmpty || !$0.memoKeys.isEmpty }) {
                memos.append((passage, row, held))
            }
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
