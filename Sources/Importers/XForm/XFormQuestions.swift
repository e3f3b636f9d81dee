import FileFormats
import StudyModel

/// The questions of a survey: those that its form asks, what the form or the device fills in, and what only submissions show.
struct XFormQuestions {
    private(set) var survey: Survey
    /// The question of each node of the tree; nil where it is none.
    private(set) var ofNode: [Int?] = []
    /// How many of the questions a control of a form asks; all of them where there is no form.
    private(set) var asked = 0
    /// What a form shows and does not ask.
    private(set) var notes: [(path: String, wording: LocalizedText)] = []
    private(set) var diagnostics: [Diagnostic] = []

    private let tree: XFormTree
    private let guesses: [KindGuess]
    private var index: [String: Int] = [:]
    private var open: [String] = []

    /// - Parameter forms: versions of one form, the newest first.
    init(_ forms: [XForm], tree: XFormTree, guesses: [KindGuess], file: InputFile, map: SurveyMap?, name: String) {
        survey = Survey(name: name, format: "xform")
        self.tree = tree
        self.guesses = guesses
        survey.languages = Set(forms.flatMap(\.texts.languages)).filter { !$0.isEmpty }.sorted()
        for form in forms { addAsked(of: form) }
        asked = survey.questions.count
        var addresses: [String] = []
        for form in forms { addFilledIn(of: form, map, &addresses) }
        var unknown: [String] = []
        for (node, place) in tree.nodes.enumerated().dropFirst() where index[place.path] == nil {
            guard forms.isEmpty ? place.isLeaf : place.hasText, !addresses.contains(place.path) else { continue }
            if isAddress(node, place.path, map) {
                addresses.append(place.path)
                continue
            }
            if !forms.isEmpty { unknown.append(place.path) }
            let kind = guess(at: node)?.kind ?? .text
            if forms.isEmpty, kind == .open { open.append(place.path) }
            add(Question(name: place.path, kind: kind, wording: LocalizedText(place.path)))
        }
        if forms.isEmpty { asked = survey.questions.count }
        ofNode = tree.nodes.map { index[$0.path] }
        if !open.isEmpty {
            diagnostics.append(.note(at: file.place(), .guessedOpen(open), remedy: "say otherwise in a map"))
        }
        if !unknown.isEmpty { diagnostics.append(.note(at: file.place(), .notInForm(unknown))) }
        for path in addresses { diagnostics.append(.guessedAddresses(path, at: file.place())) }
    }

    private mutating func add(_ question: Question) {
        index[question.name] = survey.questions.count
        survey.questions.append(question)
    }

    private func guess(at node: Int) -> KindGuess? { guesses.indices.contains(node) ? guesses[node] : nil }

    private func isAddress(_ node: Int, _ path: String, _ map: SurveyMap?) -> Bool {
        guess(at: node)?.holdsAddresses ?? false && !(map?.columns.contains { $0.name == path } ?? false)
    }

    private mutating func addAsked(of form: XForm) {
        for control in form.controls where !form.isNote(control) {
            if let known = index[control.path] {
                // An older version may offer choices that the newest no longer does.
                let codes = Set(survey.questions[known].labels.map(\.code))
                survey.questions[known].labels += control.choices.filter { !codes.contains($0.code) }
                continue
            }
            var kind = Self.kind(of: control, form.binds[control.path]?.type ?? "")
            if kind == .text, ["", "string"].contains(form.binds[control.path]?.type ?? ""), control.element == "input" {
                if control.appearance.split(separator: " ").contains("multiline") {
                    kind = .open
                } else if let node = tree.node(control.path), guess(at: node)?.kind == .open {
                    kind = .open
                    open.append(control.path)
                }
            }
            add(
                Question(
                    name: control.path, kind: kind, wording: control.wording, group: control.group, labels: control.choices))
        }
    }

    /// What no control asks and the form has a place for: calculations, times, the device.
    private mutating func addFilledIn(of form: XForm, _ map: SurveyMap?, _ addresses: inout [String]) {
        let shown = Dictionary(
            form.controls.filter(form.isNote).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for leaf in form.leaves where index[leaf.path] == nil {
            let bind = form.binds[leaf.path] ?? .init()
            let node = tree.node(leaf.path)
            guard bind.isFilledIn || leaf.hasText || node.map({ tree.nodes[$0].hasText }) ?? false else {
                if let note = shown[leaf.path] { notes.append((leaf.path, note.wording)) }
                continue
            }
            if let node, isAddress(node, leaf.path, map) {
                if !addresses.contains(leaf.path) { addresses.append(leaf.path) }
                continue
            }
            add(
                Question(
                    name: leaf.path, kind: Self.kind(ofType: bind.type), wording: shown[leaf.path]?.wording ?? .init(),
                    group: shown[leaf.path]?.group))
        }
    }

    private static func kind(of control: XForm.Control, _ type: String) -> Question.Kind {
        switch control.element {
        case "select1": .single
        case "select", "rank": .choices
        case "range": type == "int" || type == "integer" ? .integer : .decimal
        case "upload", "trigger": .text
        default: kind(ofType: type)
        }
    }

    private static func kind(ofType type: String) -> Question.Kind {
        switch type {
        case "int", "integer", "long", "short": .integer
        case "decimal", "double", "float": .decimal
        case "boolean": .boolean
        case "date": .date
        case "dateTime": .dateTime
        case "time": .time
        case "select1": .single
        case "select", "odk:rank", "rank": .choices
        default: .text
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func guessedOpen(_ paths: [String]) -> Self {
        "by their length, answers to \(listed(paths)) are taken as running text"
    }
    fileprivate static func notInForm(_ paths: [String]) -> Self {
        "submissions hold \(listed(paths)), which the form does not have; kept as \(paths.count == 1 ? "a question" : "questions") of their own"
    }

    private static func listed(_ paths: [String]) -> String {
        let shown = paths.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        return paths.count > 5 ? "\(shown) and \(paths.count - 5) more" : shown
    }
}
