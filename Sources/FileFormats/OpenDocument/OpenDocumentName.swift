/// The names of OpenDocument 1.2 that a sheet is read by; all others are passed over.
enum OpenDocumentName: Int {
    case documentContent = 1, document, body, spreadsheet, otherBody
    case automaticStyles, styles, style, tableProperties
    case table, rows, row, cell, coveredCell
    case paragraph, container, space, tab, lineBreak, inline, unread
    case annotation, creator, date, link, columns, column, numberStyle, number
    // Attributes.
    case name, styleName, family, display, visibility, mimetype
    case rowsRepeated, columnsRepeated, columnsSpanned, rowsSpanned, spaceCount, formula
    case dataStyle, defaultCellStyle, minIntegerDigits, decimalPlaces, grouping
    case valueType, value, currency, dateValue, timeValue, booleanValue, stringValue, extendedType

    static let officeNamespace = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    static let tableNamespace = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    static let textNamespace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

    static let vocabulary: XMLVocabulary = {
        var result = XMLVocabulary()
        func add(_ namespace: String, _ names: KeyValuePairs<String, OpenDocumentName>) {
            for (local, name) in names { result.add(namespace, local, name.rawValue) }
        }
        let values: KeyValuePairs<String, OpenDocumentName> = [
            "value-type": .valueType, "value": .value, "currency": .currency, "date-value": .dateValue,
            "time-value": .timeValue, "boolean-value": .booleanValue, "string-value": .stringValue,
        ]
        add(officeNamespace, values)
        // Before OpenDocument 1.0 was final, some programs wrote them so.
        add(tableNamespace, values)
        add(
            officeNamespace,
            [
                "document-content": .documentContent, "document": .document, "body": .body, "spreadsheet": .spreadsheet,
                "text": .otherBody, "presentation": .otherBody, "drawing": .otherBody, "chart": .otherBody,
                "image": .otherBody, "database": .otherBody, "automatic-styles": .automaticStyles, "styles": .styles,
                "annotation": .annotation, "mimetype": .mimetype,
            ])
        add(
            tableNamespace,
            [
                "table": .table, "table-rows": .rows, "table-header-rows": .rows, "table-row-group": .rows,
                "table-columns": .columns,
                "table-header-columns": .columns, "table-column-group": .columns, "table-column": .column, "table-row": .row,
                "table-cell": .cell, "covered-table-cell": .coveredCell, "name": .name, "style-name": .styleName,
                "default-cell-style-name": .defaultCellStyle, "display": .display, "visibility": .visibility,
                "number-rows-repeated": .rowsRepeated, "number-rows-spanned": .rowsSpanned,
                "number-columns-repeated": .columnsRepeated, "number-columns-spanned": .columnsSpanned, "formula": .formula,
            ])
        add(
            textNamespace,
            [
                "p": .paragraph, "h": .paragraph, "list": .container, "list-item": .container, "list-header": .container,
                "section": .container, "s": .space, "tab": .tab, "line-break": .lineBreak, "c": .spaceCount, "span": .inline,
                "a": .link, "ruby": .inline, "ruby-base": .inline, "ruby-text": .unread, "note": .unread,
            ])
        add(
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
            [
                "style": .style, "table-properties": .tableProperties, "name": .name, "family": .family,
                "data-style-name": .dataStyle,
            ])
        add(
            "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
            [
                "number-style": .numberStyle, "number": .number, "min-integer-digits": .minIntegerDigits,
                "decimal-places": .decimalPlaces, "grouping": .grouping,
            ])
        add("http://purl.org/dc/elements/1.1/", ["creator": .creator, "date": .date])
        add("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", ["value-type": .extendedType])
        return result
    }()
}
