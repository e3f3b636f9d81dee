/// The names of WordprocessingML that a text is read by; of all others what is inside is read.
enum WordName: Int {
    case document = 1, body, paragraph, run, text
    case tab, lineBreak, hyphen, symbol
    case table, row, cell
    case paragraphProperties, runProperties, rowProperties, cellProperties
    case style, outlineLevel, hidden, span
    case inserted, deleted
    /// Passed over with all that is in them.
    case unread, textBox, comment, note
    case alternatives, choice, fallback
    // The definitions of styles.
    case styles, definition, basedOn, runStyle, defaults, runDefaults
    // Attributes.
    case value, character, font, kind, id, isDefault

    static let transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    static let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"

    static let vocabulary: XMLVocabulary = {
        var result = XMLVocabulary()
        let names: KeyValuePairs<String, WordName> = [
            "document": .document, "body": .body, "p": .paragraph, "r": .run, "t": .text, "tab": .tab, "ptab": .tab,
            "br": .lineBreak, "cr": .lineBreak, "noBreakHyphen": .hyphen, "sym": .symbol, "tbl": .table, "tr": .row,
            "tc": .cell, "pPr": .paragraphProperties, "rPr": .runProperties, "trPr": .rowProperties,
            "tcPr": .cellProperties, "pStyle": .style, "outlineLvl": .outlineLevel, "vanish": .hidden, "gridSpan": .span,
            "ins": .inserted, "moveTo": .inserted, "del": .deleted, "moveFrom": .deleted, "cellDel": .deleted,
            "commentReference": .comment, "footnoteReference": .note, "endnoteReference": .note,
            "val": .value, "char": .character, "font": .font, "type": .kind, "styleId": .id, "default": .isDefault,
            "styles": .styles, "style": .definition, "basedOn": .basedOn, "rStyle": .runStyle, "docDefaults": .defaults,
            "rPrDefault": .runDefaults,
            "delText": .unread, "instrText": .unread, "delInstrText": .unread, "drawing": .unread, "pict": .unread,
            "object": .unread, "sectPr": .unread, "sdtPr": .unread, "sdtEndPr": .unread, "smartTagPr": .unread,
            "customXmlPr": .unread, "rubyPr": .unread, "rt": .unread, "tblPr": .unread, "tblPrEx": .unread,
            "tblGrid": .unread, "txbxContent": .textBox,
        ]
        for namespace in [transitional, strict] {
            for (local, name) in names { result.add(namespace, local, name.rawValue) }
        }
        let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        result.add(compatibility, "AlternateContent", WordName.alternatives.rawValue)
        result.add(compatibility, "Choice", WordName.choice.rawValue)
        result.add(compatibility, "Fallback", WordName.fallback.rawValue)
        return result
    }()

    static func isNamespace(_ name: String) -> Bool { name == transitional || name == strict }
}

extension XMLAttributes {
    /// Whether a property that is on or off (`ST_OnOff`) is on; it is where no value is given.
    func isOn(_ name: WordName) -> Bool { !["0", "false", "off"].contains(string(name.rawValue)) }
}
