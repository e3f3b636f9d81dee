/// The names of OpenDocument 1.2 that a text document is read by.
enum TextDocumentName: Int {
    case documentContent = 1, document, body, text, otherBody
    case automaticStyles, style, textProperties
    case paragraph, heading, table, row, cell, coveredCell
    case space, tab, lineBreak, count
    case span, hiddenText, note, annotation, textBox, unread
    // Attributes.
    case mimetype, name, family, parent, styleName, display, columnsRepeated, columnsSpanned

    static let vocabulary: XMLVocabulary = {
        var result = XMLVocabulary()
        func add(_ namespace: String, _ names: KeyValuePairs<String, TextDocumentName>) {
            for (local, name) in names { result.add(namespace, local, name.rawValue) }
        }
        add(
            OpenDocumentName.officeNamespace,
            [
                "document-content": .documentContent, "document": .document, "body": .body, "text": .text,
                "spreadsheet": .otherBody, "presentation": .otherBody, "drawing": .otherBody, "chart": .otherBody,
                "image": .otherBody, "database": .otherBody, "automatic-styles": .automaticStyles, "annotation": .annotation,
                "forms": .unread, "mimetype": .mimetype, "event-listeners": .unread,
            ])
        add(
            OpenDocumentName.textNamespace,
            [
                "p": .paragraph, "h": .heading, "s": .space, "tab": .tab, "line-break": .lineBreak, "c": .count,
                "span": .span, "a": .span, "note": .note, "ruby-text": .unread, "tracked-changes": .unread,
                "sequence-decls": .unread, "variable-decls": .unread, "user-field-decls": .unread,
                "dde-connection-decls": .unread,
                "table-of-content-source": .unread, "illustration-index-source": .unread, "table-index-source": .unread,
                "object-index-source": .unread, "user-index-source": .unread, "alphabetical-index-source": .unread,
                "bibliography-source": .unread, "hidden-text": .hiddenText, "hidden-paragraph": .hiddenText,
                "style-name": .styleName, "display": .display,
            ])
        add(
            OpenDocumentName.tableNamespace,
            [
                "table": .table, "table-row": .row, "table-cell": .cell, "covered-table-cell": .coveredCell,
                "number-columns-repeated": .columnsRepeated, "number-columns-spanned": .columnsSpanned,
            ])
        add(
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
            [
                "style": .style, "text-properties": .textProperties, "name": .name, "family": .family,
                "parent-style-name": .parent,
            ])
        add("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", ["text-box": .textBox])
        return result
    }()
}
