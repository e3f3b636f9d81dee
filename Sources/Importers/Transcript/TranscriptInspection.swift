package import FileFormats
package import StudyModel

/// What `anker inspect` prints of a transcript.
package struct TranscriptInspection {
    package init() {}

    /// Hands over one JSON object a turn, where `turns` asks for them, and at last `{"summary": …}`; before the turns of a
    /// document one a paragraph.
    ///
    /// `text` is the words of the turn's cues joined by `\n`, without time marks that stand among them; `range` reaches from the
    /// start of its first cue to the end of its last and counts the marks. Its times are the least start and the greatest end; where
    /// they stand in the text, those of its first cue and its last. Behind the turns stand the entries of all tiers, also of those that
    /// are not read as speech.
    package func inspect(_ transcript: Transcript, turns: Bool, line: (borrowing JSONWriter) throws -> Void) throws {
        var json = JSONWriter()
        let all = transcript.turns
        if turns {
            var slices = ScalarSlices(transcript.text)
            for (index, range) in (transcript.outline?.paragraphs ?? []).enumerated() {
                json.removeAll()
                json.beginObject()
                json.member("paragraph", index + 1)
                json.member(range)
                json.key("text")
                json.string(utf8: slices.text(of: [range], withoutMarks: false))
                json.endObject()
                try line(json)
            }
            for turn in all {
                let cues = transcript.cues[turn.cues]
                guard let first = cues.first, let last = cues.last else { continue }
                json.removeAll()
                json.beginObject()
                json.member("turn", turn.number)
                json.member("cue", turn.cues.lowerBound + 1)
                json.member("cues", turn.cues.count)
                json.member("speaker", turn.speaker.map { transcript.speakers[$0].name })
                // Where a time that stands in a text goes back, another recording begins.
                let isInText = transcript.timesStandInText
                json.member("startMs", isInText ? first.startMs : cues.lazy.compactMap(\.startMs).min())
                let isBack = (last.endMs ?? .max) < (first.startMs ?? 0)
                json.member("endMs", isInText ? isBack ? nil : last.endMs : cues.lazy.compactMap(\.endMs).max())
                if let range = TextRange(first.range.lowerBound, last.range.upperBound) { json.member(range) }
                json.key("text")
                json.string(utf8: slices.text(of: cues.map(\.range), withoutMarks: transcript.timesStandInText))
                json.endObject()
                try line(json)
            }
            try inspect(transcript.tiers, &json, line: line)
        }
        json.removeAll()
        json.beginObject()
        json.key("summary")
        summarize(transcript, turns: all.count, into: &json)
        json.endObject()
        try line(json)
    }

    private func inspect(
        _ tiers: [Transcript.Tier], _ json: inout JSONWriter, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        for tier in tiers {
            for (index, entry) in tier.entries.enumerated() {
                json.removeAll()
                json.beginObject()
                json.member("tier", tier.name)
                json.member("entry", index + 1)
                json.member(tier.type == "point" ? "atMs" : "startMs", entry.startMs)
                json.member("endMs", entry.endMs)
                json.member("text", entry.text)
                json.endObject()
                try line(json)
            }
        }
    }

    private func summarize(_ transcript: Transcript, turns: Int, into json: inout JSONWriter) {
        let speaking = Set(transcript.cues.compactMap(\.speaker))
        let names = Set(speaking.map { transcript.speakers[$0].name })
        json.beginObject()
        json.member("format", transcript.format)
        json.member("turns", turns)
        json.member("cues", transcript.cues.count)
        json.member("speakers", names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
        json.member("timed", transcript.cues.count { $0.startMs != nil })
        json.member("durationMs", transcript.durationMs ?? transcript.cues.compactMap(\.endMs).max())
        json.member("turnElements", transcript.turnElements)
        if !transcript.tiers.isEmpty {
            json.key("tiers")
            json.beginArray()
            for tier in transcript.tiers {
                json.beginObject()
                json.member("name", tier.name)
                json.member("type", tier.type)
                json.member("category", tier.category)
                json.member("speaker", tier.speaker)
                json.member("entries", tier.entries.count)
                json.endObject()
            }
            json.endArray()
        }
        if let outline = transcript.outline {
            var slices = ScalarSlices(transcript.text)
            json.member("paragraphs", outline.paragraphs.count)
            json.member("words", slices.text(of: outline.paragraphs, withoutMarks: false).wordCount)
            json.member("pages", outline.pages)
        }
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ range: TextRange) {
        key("range")
        beginArray()
        integer(range.lowerBound)
        integer(range.upperBound)
        endArray()
    }
}

extension [UInt8] {
    /// How many runs of characters that are no white space there are.
    fileprivate var wordCount: Int {
        String(decoding: self, as: UTF8.self).unicodeScalars.split { $0.properties.isWhitespace }.count
    }
}

/// Cuts ranges of scalars out of a text, in one pass where they ascend.
private struct ScalarSlices {
    private let utf8: [UInt8]
    private var byte = 0
    private var scalar = 0

    init(_ text: String) { utf8 = Array(text.utf8) }

    mutating func text(of ranges: [TextRange], withoutMarks: Bool) -> [UInt8] {
        var result: [UInt8] = []
        for range in ranges {
            if !result.isEmpty { result.append(UInt8(ascii: "\n")) }
            let slice = position(of: range.lowerBound)..<position(of: range.upperBound)
            if withoutMarks { appendWords(of: slice, to: &result) } else { result += utf8[slice] }
        }
        return result
    }

    private func appendWords(of slice: Range<Int>, to result: inout [UInt8]) {
        utf8.withUnsafeBufferPointer { bytes in
            var kept = slice.lowerBound
            var index = kept
            while index < slice.upperBound {
                if "[#\\".utf8.contains(bytes[index]),
                    let mark = TimeMark.parse(bytes, at: index, limit: slice.upperBound, bare: false)
                {
                    result += bytes[kept..<index]
                    index = mark.end
                    kept = index
                } else {
                    index += 1
                }
            }
            result += bytes[kept..<slice.upperBound]
        }
    }

    private mutating func position(of target: Int) -> Int {
        if target < scalar { (byte, scalar) = (0, 0) }
        while scalar < target, byte < utf8.count {
            byte += 1
            while byte < utf8.count, utf8[byte] & 0xC0 == 0x80 { byte += 1 }
            scalar += 1
        }
        return byte
    }
}
