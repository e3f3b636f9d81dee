/// The names of SpreadsheetML (ECMA-376, part 1, section 18) that a sheet is read by; all others are passed over.
enum ExcelName: Int {
    case worksheet = 1, sheetData, row, cell, value, formula, inlineString, text, run, phonetic, item
    case columns, column, mergedCells, mergedCell, hyperlinks, hyperlink, comment, author
    // Attributes.
    case reference, type, hidden, minimum, maximum, span, authorID, style

    /// The transitional and the strict form of the same names.
    static let namespaces = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ]

    static let vocabulary: XMLVocabulary = {
        let elements: KeyValuePairs<String, ExcelName> = [
            "worksheet": .worksheet, "sheetData": .sheetData, "row": .row, "c": .cell, "v": .value, "f": .formula,
            "is": .inlineString, "t": .text, "r": .run, "rPh": .phonetic, "si": .item, "cols": .columns, "col": .column,
            "mergeCells": .mergedCells, "mergeCell": .mergedCell, "hyperlinks": .hyperlinks, "hyperlink": .hyperlink,
            "comment": .comment, "author": .author,
        ]
        let attributes: KeyValuePairs<String, ExcelName> = [
            "r": .reference, "t": .type, "hidden": .hidden, "min": .minimum, "max": .maximum, "ref": .span,
            "authorId": .authorID, "s": .style,
        ]
        var result = XMLVocabulary()
        for namespace in namespaces {
            for (local, name) in elements { result.add(namespace, local, name.rawValue) }
        }
        for (local, name) in attributes { result.add("", local, name.rawValue) }
        return result
    }()
}

extension XMLAttributes {
    func bytes(_ name: ExcelName) -> UnsafeRawBufferPointer? { index(of: name.rawValue).map { bytes(at: $0) } }

    func number(_ name: ExcelName) -> Int? { bytes(name).flatMap { CellNumber.whole($0) } }

    /// `1` or `true`.
    func isTrue(_ name: ExcelName) -> Bool {
        guard let first = bytes(name)?.first else { return false }
        return first == UInt8(ascii: "1") || first == UInt8(ascii: "t")
    }
}

/// `G14` as a column from 0 and a row from 1.
struct ExcelReference {
    static let columns = 16_384
    static let rows = 1_048_576

    let column: Int
    let row: Int

    /// Nil for what is no cell of a sheet.
    init?(_ bytes: some Collection<UInt8>) {
        var column = 0
        var row = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte - 0x40)
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0: row = row * 10 + Int(byte - 0x30)
            case UInt8(ascii: "$"): continue
            default: return nil
            }
            guard column <= Self.columns, row <= Self.rows else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.column = column - 1
        self.row = row
    }
}

/// Characters that XML cannot hold as Excel writes them: `_x000D_` (ECMA-376, part 1, 22.9.2.19).
enum ExcelText {
    /// Decodes what stands from `start` on.
    static func decodeEscapes(_ bytes: inout [UInt8], from start: Int) {
        guard let first = firstEscape(bytes, from: start) else { return }
        var result: [UInt8] = []
        var index = first
        while index < bytes.count {
            if let scalar = escape(bytes, at: index) {
                result.append(contentsOf: UTF8.encode(scalar) ?? .init())
                index += 7
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        bytes.replaceSubrange(first..., with: result)
    }

    private static func firstEscape(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while let mark = bytes[index...].firstIndex(of: UInt8(ascii: "_")) {
            if escape(bytes, at: mark) != nil { return mark }
            index = mark + 1
        }
        return nil
    }

    private static func escape(_ bytes: [UInt8], at index: Int) -> Unicode.Scalar? {
        guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = bytes[index + 2..<index + 6]
        guard digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        return Unicode.Scalar(value)
    }
}
