/// The words by which spreadsheets show that a formula has no result.
enum SpreadsheetError {
    static func isOne(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, text.count <= 16 else { return false }
        switch first {
        case UInt8(ascii: "#"): return names.contains(String(decoding: text, as: UTF8.self))
        case UInt8(ascii: "E"): return number(after: "Err:", in: text)
        case UInt8(ascii: "F"): return number(after: "Fehler:", in: text)
        default: return false
        }
    }

    private static let names: Set<String> = [
        "#N/A", "#NV", "#DIV/0!", "#VALUE!", "#WERT!", "#REF!", "#BEZUG!", "#NAME?", "#NUM!", "#ZAHL!", "#NULL!",
    ]

    private static func number(after prefix: StaticString, in text: ArraySlice<UInt8>) -> Bool {
        let word = prefix.withUTF8Buffer { Array($0) }
        return text.count > word.count && text.starts(with: word)
            && text.dropFirst(word.count).allSatisfy { (0x30...0x39).contains($0) }
    }
}
