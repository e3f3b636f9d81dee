import StudyModel

/// The lines of a CHAT file by what they are; a line that begins with white space goes on with the one above.
struct ChatLines {
    /// What a speaker says, with its time bullets.
    struct Speech {
        /// The code behind `*`.
        var speaker: String
        var content: [UInt8]
        /// Where it begins, from 1.
        var number: Int
    }

    private enum Kind {
        case speech, header(String), dependent
    }

    private(set) var speech: [Speech] = []
    /// What `@Participants` or `@ID` tells about a code, in the words of TalkBank: `Investigator`.
    private(set) var roles: [String: String] = [:]
    /// The first of `@Languages`, by ISO 639-3.
    private(set) var language: String?
    private(set) var diagnostics: [Diagnostic] = []

    init(_ text: TextLines, in file: InputFile) {
        var kind: Kind?
        var content: [UInt8] = []
        var dependent: [String] = []
        var strange: [Int] = []
        var hasEnd = false
        func finish(_ lines: inout ChatLines) {
            switch kind {
            case .speech: lines.speech[lines.speech.count - 1].content = content
            case .header(let key): lines.take(String(decoding: content, as: UTF8.self), of: key)
            case .dependent, nil: break
            }
            kind = nil
        }
        for (index, line) in text.lines.enumerated() where !line.isEmpty {
            let isContinued = line.lowerBound > 0 && text.utf8[line.lowerBound - 1].isBlank
            let first = text.utf8[line.lowerBound]
            let colon = text.utf8[line].dropFirst().firstIndex(of: UInt8(ascii: ":"))
            let name = text.string(line.lowerBound + 1..<(colon ?? line.upperBound))
            let rest = text.utf8[text.trimmed((colon.map { $0 + 1 } ?? line.upperBound)..<line.upperBound)]
            if !isContinued, first == UInt8(ascii: "*"), colon != nil, !name.isEmpty, name.utf8.count <= SpeakerLabel.longest {
                finish(&self)
                speech.append(Speech(speaker: name, content: [], number: index + 1))
                (kind, content) = (.speech, Array(rest))
            } else if !isContinued, first == UInt8(ascii: "@") {
                finish(&self)
                if name == "End" { hasEnd = true }
                (kind, content) = (.header(name), Array(rest))
            } else if !isContinued, first == UInt8(ascii: "%") {
                finish(&self)
                if dependent.count < 20, !dependent.contains(name) { dependent.append(name) }
                kind = .dependent
            } else {
                if !isContinued { strange.append(index + 1) }
                content += [0x20] + text.utf8[line]
            }
        }
        finish(&self)
        diagnostics += strange.prefix(100).map {
            .warning(at: file.place(line: $0), .strangeLine, remedy: "begin it with a tab where it goes on with the line above")
        }
        if strange.count > 100 { diagnostics.append(.warning(at: file.place(), .more(strange.count - 100))) }
        if !hasEnd {
            diagnostics.append(.warning(at: file.place(), .noEnd, remedy: "see whether the file is whole"))
        }
        if !dependent.isEmpty {
            let names = dependent.map { "%\($0.prefix(20))" }.joined(separator: ", ")
            diagnostics.append(.note(at: file.place(), .leftOut(names)))
        }
    }

    private mutating func take(_ value: String, of key: String) {
        switch key {
        case "Languages": language = value.split { $0 == "," || $0 == " " }.first.map(String.init)
        case "Participants":
            for person in value.split(separator: ",") {
                let words = person.split(separator: " ")
                // The role that `@ID` gives is the one that counts.
                if words.count >= 2, let code = words.first, let role = words.last, roles[String(code)] == nil {
                    roles[String(code)] = String(role)
                }
            }
        case "ID":
            let fields = value.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingPrefix { $0 == " " }
            }
            if fields.count >= 8, !fields[2].isEmpty, !fields[7].isEmpty {
                roles[String(fields[2])] = String(fields[7])
            }
        default: break
        }
    }
}

extension Diagnostic.Message {
    fileprivate static let strangeLine: Self =
        "this line begins with none of '@', '*', '%' and a tab; it was joined to the one above"
    fileprivate static func more(_ count: Int) -> Self { "\(count) more lines begin so" }
    fileprivate static let noEnd: Self = "the line '@End' is missing"
    fileprivate static func leftOut(_ names: String) -> Self { "the lines \(names) were left out" }
}
