package import FileFormats
package import StudyModel

/// Writes a project as REFI-QDA's `project.qde` (namespace `urn:QDA-XML:project:1.0`), in the order that its schema asks for, while sources and memos
/// come one at a time.
///
/// Kept: coders, codes with their tree and colours, attributes and cases, texts, ranges, codings, memos and what they are on, findings as
/// sets, ties as links between cases, the network as a graph. A range has a selection for each coder who coded it, since programs take the
/// coder of a coding from its selection. Source: specification 1.5, section 5.3 and 10.2 (positions count code points from 0).
package struct REFIProject {
    package static let namespace = "urn:QDA-XML:project:1.0"

    /// What it came to.
    package struct Counts: Hashable, Sendable {
        package var codes = 0
        package var cases = 0
        package var sources = 0
        package var codings = 0
        package var notes = 0
        package var links = 0

        package init() {}
    }

    package internal(set) var counts = Counts()
    var xml = XMLWriter()
    let beside: ProjectBeside
    let words: REFIWords
    let coders: [String]
    let codes: [String]
    private let head: ProjectHead
    private var part = Part.head
    /// The keys of memos that are on something; what nothing names is on the study.
    private var namedKeys: Set<String> = []
    private var studyKeys: [String] = []
    private var noteNames: Set<String> = []
    /// The GUIDs of the notes whose keys are not GUIDs.
    private var noteGUIDs: [String: String] = [:]

    private enum Part { case head, sources, notes, end }

    /// - Parameter language: in which what the program itself has to say stands.
    package init(_ head: ProjectHead, _ beside: ProjectBeside, language: String) {
        self.head = head
        self.beside = beside
        words = REFIWords(language: language)
        coders = head.coders.map { $0.uuid.map { Identifier<ProjectCoder>($0).description } ?? ProjectGUID.coder($0.name) }
        codes = head.codes.map { $0.id?.description ?? ProjectGUID.code($0.name) }
    }

    /// Writes all that comes before the first source.
    ///
    /// - Returns: how many cases have several values of an attribute, which stand in one text now.
    package mutating func begin() -> Int {
        // What these are on is written behind the notes, which have to be told from those on the study.
        for keys in casesWithMemos.map(\.keys) + beside.ties.map(\.memoKeys) { namedKeys.formUnion(keys) }
        xml.begin("Project")
        xml.attribute("xmlns", Self.namespace)
        xml.attribute("name", head.name)
        xml.attribute("origin", CodebookQDC.origin)
        if XMLDate(beside.created)?.isDay == false { xml.attribute("creationDateTime", beside.created) }
        writeUsers()
        writeCodes()
        var variables = REFIVariables(head)
        variables.writeVariables(to: &xml)
        writeCases(&variables)
        return variables.joined
    }

    private mutating func writeUsers() {
        guard !coders.isEmpty else { return }
        xml.begin("Users")
        for (coder, guid) in zip(head.coders, coders) {
            xml.begin("User")
            xml.attribute("guid", plain: guid)
            xml.attribute("name", coder.name)
            xml.end()
        }
        xml.end()
    }

    private mutating func writeCodes() {
        guard !head.codes.isEmpty else { return }
        var notes: [Code.ID: [String]] = [:]
        for code in head.codes where !code.memoKeys.isEmpty {
            if let id = code.id { notes[id] = guids(of: code.memoKeys) }
        }
        xml.begin("CodeBook")
        let writer = REFICodes(
            codebook: beside.codebook, member: "targetGUID", notes: { notes[$0] ?? [] },
            description: { [words, language = beside.codebook.languages.first ?? ""] in words.description(of: $0, in: language)
            })
        writer.writeCodes(to: &xml)
        xml.end()
        counts.codes = head.codes.count
    }

    private mutating func writeCases(_ variables: inout REFIVariables) {
        let speaking = Dictionary(grouping: beside.actors.filter { $0.caseID != nil }, by: \.caseID)
        let alone = beside.actors.filter { $0.caseID == nil }
        guard !head.cases.isEmpty || !alone.isEmpty else { return }
        var names = Set(head.cases.map(\.name))
        xml.begin("Cases")
        for entry in head.cases {
            begin(caseNamed: entry.name, guid: guid(of: entry))
            let actors = speaking[entry.id] ?? []
            if !actors.isEmpty { describe(actors.map { words.description(of: $0.actor) }.joined(separator: "\n")) }
            variables.write(entry.values, to: &xml)
            for source in entry.sources { xml.reference("SourceRef", sourceGUID(source)) }
            xml.end()
        }
        for actor in alone {
            begin(caseNamed: names.taking(actor.actor.name, or: words.actor), guid: actor.guid)
            describe(words.description(of: actor.actor) + "\n" + words.noCase)
            xml.end()
        }
        xml.end()
    }

    private mutating func begin(caseNamed name: String, guid: String) {
        xml.begin("Case")
        xml.attribute("guid", plain: guid)
        xml.attribute("name", name)
        counts.cases += 1
    }

    mutating func describe(_ text: String) {
        xml.begin("Description")
        xml.text(text)
        xml.end()
    }

    /// Writes a source with its passages: as what is said in a recording where its cues have times, and with its document where it has one.
    ///
    /// - Returns: the names of the members of the package that hold its text and the document.
    package mutating func add(_ source: ProjectSource) -> (text: String, document: String?) {
        enter(.sources)
        let guid = source.id?.description ?? sourceGUID(source.key)
        let text = IndexedText(Array(source.transcript.text.utf8))
        if let times = REFITimes(source, guid) {
            write(source, saidAt: times, guid, text)
        } else {
            xml.begin("TextSource")
            xml.attribute("guid", plain: guid)
            xml.attribute("name", source.name)
            writePaths(of: source, guid)
            for passage in source.passages {
                writeSelections(passage, in: guid, text) { xml in
                    xml.attribute("startPosition", plain: "\(passage.range.lowerBound)")
                    xml.attribute("endPosition", plain: "\(passage.range.upperBound)")
                }
            }
        }
        for note in guids(of: source.memoKeys) { xml.reference("NoteRef", note) }
        xml.end()
        counts.sources += 1
        return ("sources/\(guid).txt", source.original.map { _ in "sources/\(guid).docx" })
    }

    mutating func writePaths(of source: ProjectSource, _ guid: String) {
        if source.original != nil { xml.attribute("richTextPath", plain: "internal://\(guid).docx") }
        xml.attribute("plainTextPath", plain: "internal://\(guid).txt")
    }

    /// Writes a memo.
    ///
    /// - Returns: the name of the member of the package that holds its text.
    package mutating func add(_ memo: ProjectMemo) -> String {
        enter(.notes)
        if !namedKeys.contains(memo.key) { studyKeys.append(memo.key) }
        let coder = memo.coder.map { coders[$0] }
        return note(guids(of: [memo.key])[0], named: memo.title, coder: coder, time: memo.time)
    }

    /// Begins what may hold a note or a source, and closes what stands before.
    private mutating func enter(_ part: Part) {
        guard self.part != part else { return }
        if self.part == .sources || self.part == .notes { xml.end() }
        self.part = part
        switch part {
        case .sources: xml.begin("Sources")
        case .notes: xml.begin("Notes")
        case .head, .end: break
        }
    }

    /// Writes a note of which the text is a member of the package, and returns the name of that; no two notes have one name, at which
    /// a program would stop.
    private mutating func note(_ guid: String, named name: String, coder: String?, time: String?) -> String {
        xml.begin("Note")
        xml.attribute("guid", plain: guid)
        xml.attribute("name", noteNames.taking(name.isEmpty ? words.memo : name, or: nil))
        xml.attribute("plainTextPath", plain: "internal://\(guid).txt")
        xml.attribute("creatingUser", coder)
        // QualCoder stops at a note without a time.
        let time = [time, beside.created].compactMap(\.self).first { XMLDate($0)?.isDay == false }
        xml.attribute("creationDateTime", time)
        xml.end()
        counts.notes += 1
        return "sources/\(guid).txt"
    }

    /// Writes what ties rest on as notes, links, sets and the network.
    ///
    /// - Parameters:
    ///   - points: where actors stand in a picture of the network; empty where there is to be none.
    ///   - text: takes the name and the text of each further member of the package.
    package mutating func finish(
        at points: [Actor.ID: REFIPoint], text: (_ name: String, _ text: String) throws -> Void
    ) rethrows {
        let coderGUIDs = Dictionary(zip(head.coders.map(\.name), coders)) { first, _ in first }
        let names = Dictionary(beside.actors.map { ($0.actor.id, $0.actor.name) }) { first, _ in first }
        for tie in beside.ties.map(\.tie) {
            enter(.notes)
            let title = "\(tie.kind): \(names[tie.from] ?? "") – \(names[tie.to] ?? "")"
            let member = note(ProjectGUID.evidence(tie.id), named: title, coder: coderGUIDs[tie.coder], time: nil)
            try text(member, words.evidence(of: tie))
        }
        enter(.end)
        writeLinks()
        REFICodes(codebook: beside.codebook, member: "targetGUID") { _ in nil }.writeSets(to: &xml)
        writeGraph(at: points)
        for note in guids(of: studyKeys) { xml.reference("NoteRef", note) }
        xml.finish()
    }

    /// Hands over what was written of the file so far, once it is much.
    package mutating func flush(into sink: ByteSink, from size: Int = 1 << 18) throws { try xml.flush(into: sink, from: size) }

    /// How many characters XML forbids.
    package var replacedCharacters: Int { xml.replacedCharacters }

    /// The GUIDs of notes, which are then on something.
    mutating func guids(of keys: [String]) -> [String] {
        keys.map { key in
            namedKeys.insert(key)
            if let known = noteGUIDs[key] { return known }
            let guid = Identifier<Memo>(parsing: key)?.description ?? ProjectGUID.note(key)
            noteGUIDs[key] = guid
            return guid
        }
    }

    func sourceGUID(_ key: String) -> String { Source.ID(parsing: key)?.description ?? ProjectGUID.source(key) }

    private func guid(of entry: ProjectCase) -> String { entry.id?.description ?? ProjectGUID.caseName(entry.name) }

    /// The cases that memos are on: they cannot refer to notes, so that links lead to them.
    var casesWithMemos: [(guid: String, keys: [String])] {
        head.cases.map { (guid(of: $0), $0.memoKeys) } + beside.actors.map { ($0.caseGUID, $0.memoKeys) }
    }
}

extension ProjectActor {
    /// The GUID of the actor where a case has to be made for it.
    var guid: String { actor.id.description }
    /// The GUID of the case that stands for the actor.
    var caseGUID: String { caseID?.description ?? guid }
}

extension Set<String> {
    /// The name, or where it is taken one that is free: with `word` in brackets behind it, or a number.
    mutating func taking(_ name: String, or word: String?) -> String {
        let wanted = word.map { contains(name) ? "\(name) (\($0))" : name } ?? name
        var (free, number) = (wanted, 1)
        while !insert(free).inserted {
            number += 1
            free = "\(wanted) \(number)"
        }
        return free
    }
}
