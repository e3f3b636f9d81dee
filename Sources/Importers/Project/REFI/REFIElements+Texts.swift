import FileFormats
import Foundation
import StudyModel

/// What stands in sources and notes.
extension REFIElements {
    func startText(_ attributes: borrowing XMLAttributes, _ element: String, counting kinds: [String]) throws {
        for kind in kinds { tail.found[kind, default: 0] += 1 }
        let uuid = try attributes.requiredUUID(.guid, of: element)
        var draft = REFITextDraft(uuid: uuid, name: attributes.text(.name)?.normalizedName ?? "")
        draft.plainTextPath = attributes.text(.plainTextPath).flatMap { $0.isEmpty ? nil : $0 }
        draft.richTextPath = attributes.text(.richTextPath).flatMap { $0.isEmpty ? nil : $0 }
        draft.coder = try coder(attributes)
        draft.time = attributes.time(.creationDateTime)
        text = draft
    }

    func startMedia(_ kind: REFIMediaDraft.Kind, _ attributes: borrowing XMLAttributes) throws {
        try sendHead()
        tail.found["sources", default: 0] += 1
        media = REFIMediaDraft(
            kind: kind, uuid: try attributes.requiredUUID(.guid, of: "source"),
            name: attributes.text(.name)?.normalizedName ?? "")
    }

    func startSelection(_ attributes: borrowing XMLAttributes, isByTime: Bool) throws {
        selection = REFISelectionDraft(
            guid: attributes.text(.guid) ?? "", name: attributes.text(.name) ?? "",
            start: attributes.text(.startPosition) ?? "", end: attributes.text(.endPosition) ?? "",
            syncPoints: isByTime ? (try attributes.uuid(.fromSyncPoint), try attributes.uuid(.toSyncPoint)) : nil, line: line)
    }

    func addSyncPoint(_ attributes: borrowing XMLAttributes) throws {
        text?.syncPoints.append(
            REFISyncPoint(
                uuid: try attributes.uuid(.guid), timeMs: attributes.text(.timeStamp).flatMap { Int($0) },
                position: attributes.text(.position).flatMap { Int($0) }))
    }

    func startCoding(_ attributes: borrowing XMLAttributes) throws {
        coding = REFICodingDraft(
            uuid: try attributes.uuid(.guid), coder: try coder(attributes), time: attributes.time(.creationDateTime), line: line
        )
    }

    func endCoding() throws {
        guard let draft = coding else { return }
        coding = nil
        tail.found["codings", default: 0] += draft.codes.count
        for (number, target) in draft.codes.enumerated() {
            guard let code = head.codes[target] else {
                guard texts.skipsUnplaced else {
                    throw FormatError.danglingCode(draft.uuid, of: text?.name ?? media?.name ?? "", target, line: draft.line)
                }
                tail.leaveOut("coding of a code that is not there")
                continue
            }
            var made = ProjectCoding(
                id: number == 0 ? draft.uuid.map { Coding.ID($0) } : nil, code: code, coder: draft.coder, time: draft.time)
            made.memoKeys = draft.memoKeys
            put(made)
        }
    }

    private func put(_ coding: ProjectCoding) {
        if isInPart {
            tail.leaveOut("coding of a \(media?.kind.part ?? "part")")
        } else if selection != nil {
            selection?.codings.append(coding)
        } else if text != nil {
            text?.codings.append(coding)
        } else {
            media?.codings.append(coding)
        }
    }

    func addNoteRef(_ attributes: borrowing XMLAttributes) throws {
        let key = try attributes.requiredUUID(.targetGUID, of: "NoteRef").refiKey
        if coding != nil {
            coding?.memoKeys.append(key)
        } else if selection != nil {
            selection?.memoKeys.append(key)
        } else if text != nil {
            text?.memoKeys.append(key)
        } else if media != nil {
            media?.memoKeys.append(key)
        } else if !isHeadSent {
            head.addMemoKey(key)
        }
    }

    func describe(_ words: String) throws {
        guard words.contains(where: { !$0.isWhitespace }) else { return }
        if isInPart {
            tail.leaveOut("description of a \(media?.kind.part ?? "part")")
        } else if selection != nil {
            selection?.descriptions.append(words)
        } else if text != nil {
            text?.descriptions.append(words)
        } else if media != nil {
            media?.descriptions.append(words)
        } else if head.takesDescription {
            head.describe(words)
        } else if reader?.depth == 1 {
            // Of the project itself.
            try sendHead()
            try part(.memo(ProjectMemo(text: words)))
        } else {
            tail.leaveOut("description of a set or variable")
        }
    }

    func endWords() -> String {
        defer { words = nil }
        return String(decoding: words ?? [], as: UTF8.self)
    }

    func endValue() {
        let words = endWords()
        guard isInValue, !words.normalizedName.isEmpty else { return }
        guard let variable else { return tail.leaveOut("value of a variable that is not there") }
        let kind = head.head.attributes[variable].kind
        guard let value = AttributeText.value(of: words, as: kind) else {
            return tail.leaveOut("value that is not of its variable's type")
        }
        let made = ProjectValue(attribute: variable, value: value)
        if text != nil {
            text?.values.append(made)
        } else if media != nil {
            media?.values.append(made)
        } else {
            head.addToCase(made)
        }
    }

    func endText() throws {
        guard let draft = text else { return }
        text = nil
        if let source = try texts.source(draft) { try part(.source(source)) }
    }

    func endNote() throws {
        guard let draft = text else { return }
        text = nil
        tail.leaveOut("coding of a memo", draft.codingCount)
        if let memo = try texts.memo(draft) { try part(.memo(memo)) }
    }

    func endMedia() throws {
        guard let draft = media else { return }
        media = nil
        for source in try texts.sources(draft) { try part(.source(source)) }
    }
}

extension FormatError {
    fileprivate static func danglingCode(_ coding: UUID?, of source: String, _ code: UUID, line: Int) -> FormatError {
        FormatError(
            "the coding \(coding?.refiKey ?? "without a GUID") in '\(source)' names the code \(code.refiKey), which is not there",
            remedy: "export the project again, or pass --skip to leave such codings out", line: line)
    }
}
