import FileFormats
import StudyModel

/// The texts of a form in all its languages, by their ids.
struct XFormTexts {
    /// In the order of the form, as it names them: `English (en)`.
    private(set) var languages: [String] = []
    /// The one that is shown first.
    private(set) var standard = ""
    private var texts: [String: LocalizedText] = [:]

    init(_ itext: MarkupElement?, root: String) {
        for translation in itext?.children("translation") ?? [] {
            let language = translation.attribute("lang") ?? ""
            if !languages.contains(language) { languages.append(language) }
            if standard.isEmpty || translation.attribute("default") != nil { standard = language }
            for entry in translation.children("text") {
                guard let id = entry.attribute("id") else { continue }
                // The others are for screens that are small, or are pictures and sounds.
                let values = entry.children("value")
                guard
                    let value = values.first(where: { $0.attribute("form") == nil })
                        ?? values.first(where: { $0.attribute("form") == "long" })
                else { continue }
                let text = Self.words(of: value, root: root)
                if !text.isEmpty { texts[id, default: .init()][language] = text }
            }
        }
    }

    subscript(id: String) -> LocalizedText? { texts[id] }

    /// The label that an element has as its child, or refers to.
    func label(of element: MarkupElement, root: String) -> LocalizedText {
        guard let label = element.child("label") else { return .init() }
        if let reference = label.attribute("ref") {
            if let id = XFormReference.quoted(after: "itext(", in: reference) { return texts[id] ?? .init() }
            return LocalizedText(Self.placeholder(reference, root: root))
        }
        let text = Self.words(of: label, root: root)
        return text.isEmpty ? .init() : LocalizedText(text)
    }

    /// Without markup; what the form fills in while it is asked stands as `{path}`.
    private static func words(of element: MarkupElement, root: String) -> String {
        let words = element.content.reduce(into: "") { words, part in
            switch part {
            case .text(let text): words += text
            case .element(let child) where child.name == "output":
                words += placeholder(child.attribute("value") ?? child.attribute("ref") ?? "", root: root)
            case .element(let child): words += child.text
            }
        }
        return words.textOfHTML
    }

    private static func placeholder(_ reference: String, root: String) -> String {
        "{\(XFormReference.path(reference, from: [root]) ?? "…")}"
    }
}
