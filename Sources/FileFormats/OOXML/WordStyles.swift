/// Which styles of a Word document hide text: ECMA-376, part 1, 17.7 and 17.3.2.41.
///
/// A style that does not say it has it from the one that it is based on. Hiding is a property that toggles (17.7.3): where the
/// styles of the paragraph and of the run both hide, the text is shown. Styles of tables are not followed.
struct WordStyles {
    fileprivate enum Kind { case paragraph, character }

    fileprivate struct Definition {
        var kind: Kind
        var basedOn: String?
        /// Nil where the style does not say.
        var hides: Bool?
    }

    /// By id.
    private var hidingParagraphs: Set<String> = []
    private var hidingRuns: Set<String> = []
    /// True where the document hides whatever does not show itself.
    private var hidesByDefault = false
    private(set) var hidesStandardParagraphs = false
    private(set) var hidesStandardRuns = false

    /// The styles that the document's main part leads to; none that hides where it leads to none.
    init(of document: String, in archive: ZipArchive, _ limits: InputLimits) throws {
        guard let part = try PackageRelationships(of: document, in: archive, limits).part(ofType: "styles"),
            archive.contains(part)
        else { return }
        let handler = WordStylesHandler()
        do {
            try XMLReader(vocabulary: WordName.vocabulary, limits: limits, handler: handler).read(archive.open(part))
        } catch let error as FormatError {
            throw error.inMember(part)
        }
        hidesByDefault = handler.hidesByDefault
        for (id, hides) in Self.settled(handler.definitions) where hides {
            switch handler.definitions[id]?.kind {
            case .paragraph: hidingParagraphs.insert(id)
            case .character: hidingRuns.insert(id)
            case nil: break
            }
        }
        hidesStandardParagraphs = handler.standard[.paragraph].map(hidingParagraphs.contains) ?? false
        hidesStandardRuns = handler.standard[.character].map(hidingRuns.contains) ?? false
    }

    func hides(paragraphsOfStyle id: String) -> Bool { hidingParagraphs.contains(id) }

    func hides(runsOfStyle id: String) -> Bool { hidingRuns.contains(id) }

    /// Whether a run is hidden, by what the styles of its paragraph and of itself do.
    func hides(paragraph: Bool, run: Bool) -> Bool { hidesByDefault || paragraph != run }

    /// Whether each style hides. Styles that are based on one another in a circle do not.
    private static func settled(_ definitions: [String: Definition]) -> [String: Bool] {
        var settled: [String: Bool] = [:]
        for id in definitions.keys {
            var chain: [String] = []
            var next: String? = id
            var hides = false
            while let id = next, let definition = definitions[id] {
                if let known = settled[id] ?? definition.hides {
                    hides = known
                    settled[id] = known
                    break
                }
                settled[id] = false
                chain.append(id)
                next = definition.basedOn
            }
            for id in chain { settled[id] = hides }
        }
        return settled
    }
}

private final class WordStylesHandler: XMLEventHandler {
    private enum Place { case outside, styles, definition, defaults, runDefaults, runProperties }

    /// Word itself takes 4,079.
    private static let limit = 65_536

    private(set) var definitions: [String: WordStyles.Definition] = [:]
    /// The styles of what names none.
    private(set) var standard: [WordStyles.Kind: String] = [:]
    private(set) var hidesByDefault = false
    private var open = OpenElements(Place.outside)
    /// The style that is open, with its id; nil inside of the document's defaults.
    private var current: (id: String, definition: WordStyles.Definition)?

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        open.enter(open.isPassingOver ? nil : try enter(WordName(rawValue: name.code), attributes))
    }

    func endElement(_ name: XMLName) {
        guard open.leave() == .definition, let current else { return }
        if definitions[current.id] == nil { definitions[current.id] = current.definition }
        self.current = nil
    }

    func characters(_ bytes: UnsafeRawBufferPointer) {}

    private func enter(_ known: WordName?, _ attributes: borrowing XMLAttributes) throws -> Place? {
        switch (open.place, known) {
        case (.outside, .styles): return .styles
        case (.styles, .definition): return try begin(attributes) ? .definition : nil
        case (.styles, .defaults): return .defaults
        case (.defaults, .runDefaults): return .runDefaults
        case (.definition, .runProperties), (.runDefaults, .runProperties): return .runProperties
        case (.definition, .basedOn): current?.definition.basedOn = attributes.string(WordName.value.rawValue)
        case (.runProperties, .hidden):
            let isOn = attributes.isOn(.value)
            if current == nil { hidesByDefault = isOn } else { current?.definition.hides = isOn }
        default: break
        }
        return nil
    }

    /// Begins a style of paragraphs or characters; false for any other.
    private func begin(_ attributes: borrowing XMLAttributes) throws -> Bool {
        guard let id = attributes.string(WordName.id.rawValue) else { return false }
        let kind: WordStyles.Kind
        switch attributes.string(WordName.kind.rawValue) {
        case "paragraph", nil: kind = .paragraph
        case "character": kind = .character
        default: return false
        }
        guard definitions.count < Self.limit else { throw FormatError.tooManyStyles(Self.limit) }
        if attributes.index(of: WordName.isDefault.rawValue) != nil, attributes.isOn(.isDefault) { standard[kind] = id }
        current = (id, WordStyles.Definition(kind: kind))
        return true
    }
}

extension FormatError {
    fileprivate static func tooManyStyles(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) styles, the limit", remedy: "check that it is the file that you meant")
    }
}
