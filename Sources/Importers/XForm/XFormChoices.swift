import FileFormats
import StudyModel

/// The lists of choices of a form: those that stand in a question, and those that it shares with others.
final class XFormChoices {
    private struct List {
        var items: [MarkupElement] = []
        /// Where the list lies, if it is not in the form.
        var file: String?
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

    init(_ model: MarkupElement, texts: XFormTexts, root: String) {
        self.texts = texts
        self.root = root
        for instance in model.children("instance").dropFirst() {
            guard let id = instance.attribute("id") else { continue }
            let items = instance.children.first?.children ?? []
            lists[id] = List(items: items, file: items.isEmpty ? instance.attribute("src") : nil)
        }
    }

    /// The choices of a question, and the file that they lie in where it is another.
    func labels(of control: MarkupElement) -> (labels: [ValueLabel], outside: String?) {
        var labels: [ValueLabel] = []
        for item in control.children("item") {
            count += 1
            guard let code = item.child("value")?.text.normalizedName, !code.isEmpty else { continue }
            labels.append(ValueLabel(code: code, label: texts.label(of: item, root: root)))
        }
        guard let set = control.child("itemset"),
            let id = XFormReference.quoted(after: "instance(", in: set.attribute("nodeset") ?? ""), let list = lists[id]
        else { return (labels, nil) }
        if counted.insert(id).inserted { count += list.items.count }
        return (labels + shared(list, id, set), list.file)
    }

    private func shared(_ list: List, _ id: String, _ set: MarkupElement) -> [ValueLabel] {
        let key = Key(
            list: id, value: set.child("value")?.attribute("ref") ?? "name",
            label: (set.child("label")?.attribute("ref") ?? "label").filter { $0 != " " })
        if let labels = known[key] { return labels }
        let itext = key.label.hasPrefix("jr:itext(") ? String(key.label.dropFirst("jr:itext(".count).dropLast()) : nil
        let labels = list.items.compactMap { item -> ValueLabel? in
            guard let code = item.child(key.value)?.text.normalizedName, !code.isEmpty else { return nil }
            let text = item.child(itext ?? key.label)?.text ?? ""
            if itext != nil { return ValueLabel(code: code, label: texts[text.normalizedName] ?? .init()) }
            let words = text.textOfHTML
            return ValueLabel(code: code, label: words.isEmpty ? .init() : LocalizedText(words))
        }
        known[key] = labels
        return labels
    }
}
