import CLibXML2

extension FormatError {
    /// libxml2's own words can quote the document; only those are passed on that name its structure.
    static func notWellFormed(code: Int32, message: String, line: Int, column: Int) -> FormatError {
        let encodings = [
            XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING,
        ]
        let place = (line: line > 0 ? line : nil, column: column > 0 ? column : nil)
        if code == XML_ERR_INVALID_CHAR.rawValue, message.contains("CharRef") {
            return FormatError(
                "holds a character that XML does not allow", remedy: "remove it, or export the file again", line: place.line,
                column: place.column)
        }
        if code == XML_I18N_CONV_FAILED.rawValue || code == XML_I18N_NO_OUTPUT.rawValue
            || encodings.contains(where: { $0.rawValue == UInt32(bitPattern: code) })
        {
            let named =
                message.hasPrefix("Unsupported encoding")
                ? message.trimmedLine.lowercasedStart : undecodable
            return undecodable(named, line: place.line, column: place.column)
        }
        return FormatError(
            "is not well-formed XML" + (structural(message).map { ": \($0)" } ?? ""),
            remedy: "export the file again, or mend it there", line: place.line, column: place.column)
    }

    private static let undecodable = "holds bytes that its encoding does not allow"

    static func undecodable(_ problem: String = undecodable, line: Int?, column: Int? = nil) -> FormatError {
        FormatError(
            problem,
            remedy:
                "declare the true encoding in the first line, such as <?xml version=\"1.0\" encoding=\"windows-1252\"?>, or save the file as UTF-8",
            line: line, column: column)
    }

    static var noMemory: FormatError { FormatError("cannot be read: no memory for the XML parser") }

    static func tooDeep(_ limit: Int, line: Int) -> FormatError {
        FormatError(
            "nests elements deeper than \(limit), the limit", remedy: "check that it is the file that you meant", line: line)
    }

    static func tooManyAttributes(_ limit: Int, line: Int) -> FormatError {
        FormatError("has an element with more than \(limit) attributes, the limit", line: line).raised(by: \.attributes)
    }

    static func cutShort(line: Int) -> FormatError {
        FormatError(
            "is not well-formed XML: it ends before its elements are closed", remedy: "fetch or export the file again",
            line: line)
    }

    /// Messages that speak of markup only.
    private static func structural(_ message: String) -> String? {
        let known = [
            "Premature end of data", "Extra content at the end", "Document is empty", "Start tag expected",
            "Couldn't find end of Start Tag",
            "Opening and ending tag mismatch", "redefined", "EndTag", "Specification mandates value", "StartTag",
        ]
        guard known.contains(where: { message.contains($0) }) else { return nil }
        return message.trimmedLine.lowercasedStart
    }
}

extension String {
    fileprivate var trimmedLine: String {
        let line = split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
        return line.count > 120 ? String(line.prefix(120)) : line
    }
    fileprivate var lowercasedStart: String { prefix(1).lowercased() + dropFirst() }
}
