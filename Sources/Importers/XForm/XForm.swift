import FileFormats
import StudyModel

/// What an XForm asks: its questions, its texts, and which elements of a submission repeat.
///
/// Source: ODK XForms specification; XForms 1.1 for what ODK, KoboToolbox, Enketo and CommCare use of it. Paths are those
/// below the root of a submission, names joined by `/`.
struct XForm {
    struct Control {
        /// `input`, `select1`, `select`, `upload`, `range`, `rank` or `trigger`.
        var element: String
        var path: String
        var wording: LocalizedText
        var group: String?
        var choices: [ValueLabel]
        var appearance: String
    }
    struct Bind {
        var type = ""
        var isReadOnly = false
        var isFilledIn = false
    }
    struct Leaf {
        var path: String
        var hasText: Bool
    }

    /// Which submissions are its own.
    let key: String
    var title: String
    var version: String
    var texts: XFormTexts
    var controls: [Control] = []
    var repeats: [String] = []
    /// By path.
    var binds: [String: Bind] = [:]
    /// The elements of an empty submission that hold no others, in its order, without what `meta` holds.
    var leaves: [Leaf] = []
    /// How many controls there are, and how many only show something.
    var controlCount = 0
    var noteCount = 0
    /// How many choices there are, each once whatever the number of languages and questions.
    var labelCount = 0
    /// Lists of choices that lie in other files and were not read, by the path of the question.
    var outsideChoices: [(path: String, source: String)] = []

    /// A control that shows something and takes no answer.
    func isNote(_ control: Control) -> Bool { binds[control.path]?.isReadOnly ?? false }

    /// - Parameter lists: files of choices that lie beside the form.
    init(_ file: InputFile, lists: [InputFile] = [], limits: InputLimits) throws {
        self = try file.naming {
            let root = try MarkupElement.root(of: FileByteSource(path: file.path, limits: limits), limits: limits)
            var reading = try XFormReading(root, lists: lists, limits: limits)
            try reading.readBody(of: root)
            return reading.form
        }
    }

    fileprivate init(key: String, title: String, version: String, texts: XFormTexts) {
        self.key = key
        self.title = title
        self.version = version
        self.texts = texts
    }
}

/// Goes through the document of a form.
private struct XFormReading {
    var form: XForm
    private let root: String
    private var bindPaths: [String: String] = [:]
    private let choices: XFormChoices
    private var seen: Set<String> = []

    init(_ document: MarkupElement, lists: [InputFile], limits: InputLimits) throws {
        guard let head = document.child("head"), let model = head.child("model"),
            let primary = model.child("instance")?.children.first
        else { throw FormatError.noForm }
        root = primary.name
        let texts = XFormTexts(model.child("itext"), root: primary.name)
        let id = primary.attribute("id")
        form = XForm(
            key: XFormSight.key(id: id, namespace: primary.namespace, root: primary.name),
            title: head.child("title")?.text.normalizedName ?? "", version: primary.attribute("version") ?? "", texts: texts)
        if form.title.isEmpty { form.title = form.key }
        choices = XFormChoices(model, texts: texts, root: primary.name, files: lists, limits: limits)
        for bind in model.children("bind") {
            guard let path = XFormReference.path(bind.attribute("nodeset"), from: [root]) else { continue }
            if let id = bind.attribute("id") { bindPaths[id] = path }
            let readOnly = (bind.attribute("readonly") ?? "").filter { $0 != " " }
            form.binds[path] = XForm.Bind(
                type: (bind.attribute("type") ?? "").split(separator: ":").last.map(String.init) ?? "",
                isReadOnly: readOnly == "true()" || readOnly == "true",
                isFilledIn: bind.attribute("calculate") != nil
                    || bind.attribute("preload", in: "http://openrosa.org/javarosa") != nil)
        }
        var known: Set<String> = []
        for child in primary.children where child.name != "meta" && child.name != "formhub" {
            addLeaves(child, path: child.name, &known)
        }
    }

    private mutating func addLeaves(_ element: MarkupElement, path: String, _ known: inout Set<String>) {
        let children = element.children
        for child in children { addLeaves(child, path: path + "/" + child.name, &known) }
        guard children.isEmpty, known.insert(path).inserted else { return }
        form.leaves.append(.init(path: path, hasText: element.text.utf8.contains { $0 > 0x20 }))
    }

    mutating func readBody(of document: MarkupElement) throws {
        for body in document.children("body") { try read(body, from: [root], group: nil) }
        form.labelCount = choices.count
    }

    private mutating func read(_ parent: MarkupElement, from context: [String], group: String?) throws {
        for element in parent.children {
            switch element.name {
            case "group", "repeat":
                let reference = element.attribute(element.name == "repeat" ? "nodeset" : "ref")
                let steps = reference.flatMap { XFormReference.steps($0, from: context) }
                if element.name == "repeat", let steps, steps.count > 1 {
                    form.repeats.append(steps.dropFirst().joined(separator: "/"))
                }
                let label = form.texts.label(of: element, root: root).preferring([form.texts.standard])
                try read(element, from: steps ?? context, group: label ?? group)
            case "input", "select1", "select", "upload", "range", "rank", "trigger":
                try add(element, from: context, group: group)
            default: break
            }
        }
    }

    private mutating func add(_ element: MarkupElement, from context: [String], group: String?) throws {
        guard
            let path = XFormReference.path(element.attribute("ref"), from: context)
                ?? element.attribute("bind").flatMap({ bindPaths[$0] })
        else { return }
        form.controlCount += 1
        let (labels, outside) = try choices.labels(of: element)
        if let outside { form.outsideChoices.append((path, outside)) }
        let control = XForm.Control(
            element: element.name, path: path, wording: form.texts.label(of: element, root: root), group: group,
            choices: labels, appearance: element.attribute("appearance") ?? "")
        if form.isNote(control) { form.noteCount += 1 }
        // A question may be asked at two places of a form; both have one answer.
        if seen.insert(path).inserted { form.controls.append(control) }
    }
}

extension FormatError {
    fileprivate static var noForm: FormatError {
        FormatError("is no XForm: it has no model with an instance", remedy: "export the form again as XML")
    }
}
