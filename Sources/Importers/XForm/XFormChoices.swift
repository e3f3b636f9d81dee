import FileFormats
import StudyModel

/// The lists of choices of a form: those that stand in a question, those that it shares with others, and those that lie in CSV
/// files beside the form.
final class XFormChoices {
    private struct List {
        var items: [MarkupElement] = []
        /// Where the list lies, if it is not in the form.
        var source: String?
        /// The file that it lies in, where that is there.
        var file: XFormChoiceFile?
    }
    private struct Key: Hashable {
        let list: String
        let value: String
        let label: String
    }

    /// How many choices were met, a shared list once.
    private(set) var count = 0
    private let texts: XFormTexts
    private let root: String
    private var lists: [String: List] = [:]
    private var known: [Key: [ValueLabel]] = [:]
    private var counted: Set<String> = []

    /// - Parameter files: lists that lie beside the form.
    init(_ model: MarkupElement, texts: XFormTexts, root: String, files: [InputFile], limits: InputLimits) {
        self.texts = texts
        self.root = root
        for instance in model.children("instance").dropFirst() {
            guard let id = instance.attribute("id") else { continue }
            let items = instance.children.first?.children ?? []
            let source = items.isEmpty ? instance.attribute("src") : nil
            let name = source.flatMap(XFormChoiceFile.name(inSource:))
            let file = name.flatMap { name in files.first { $0.name == name } }
            lists[id] = List(
                items: items, source: source, file: file.map { XFormChoiceFile($0, limits: limits) })
        }
    }

    /// The choices of a question, and where they lie if that could not be read.
    ///
    /// - Throws: `Refusal` where a file of choices is damaged, goes beyond a limit or has no column of codes.
    func labels(of control: MarkupElement) throws -> (labels: [ValueLabel], outside: String?) {
        var labels: [ValueLabel] = []
        for item in control.children("item") {
            count += 1
            guard let code = item.child("value")?.text.normalizedName, !code.isEmpty else { continue }
            labels.append(ValueLabel(code: code, label: texts.label(of: item, root: root)))
        }
        guard let set = control.child("itemset"),
            let id = XFormReference.quoted(after: "instance(", in: set.attribute("nodeset") ?? ""), let list = lists[id]
        else { return (labels, nil) }
        let shared = try shared(list, id, set)
        if counted.insert(id).inserted { count += list.file == nil ? list.items.count : shared.count }
        return (labels.isEmpty ? shared : labels + shared, list.file == nil ? list.source : nil)
    }

    private func shared(_ list: List, _ id: String, _ set: MarkupElement) throws -> [ValueLabel] {
        let key = Key(
            list: id, value: set.child("value")?.attribute("ref") ?? "name",
            label: (set.child("label")?.attribute("ref") ?? "label").filter { $0 != " " })
        if let labels = known[key] { return labels }
        let itext = key.label.hasPrefix("jr:itext(") ? String(key.label.dropFirst("jr:itext(".count).dropLast()) : nil
        let pairs =
            try list.file?.read(codes: key.value, labels: itext ?? key.label)
            ?? list.items.map { ($0.child(key.value)?.text ?? "", $0.child(itext ?? key.label)?.text ?? "") }
        let labels = pairs.compactMap { code, text -> ValueLabel? in
            guard let code = code.normalizedName.nonEmpty else { return nil }
            if itext != nil { return ValueLabel(code: code, label: texts[text.normalizedName] ?? .init()) }
            let words = text.textOfHTML
            return ValueLabel(code: code, label: words.isEmpty ? .init() : LocalizedText(words))
        }
        known[key] = labels
        return labels
    }
}
