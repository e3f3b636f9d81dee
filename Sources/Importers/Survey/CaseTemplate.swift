/// How a case is named after a row: `Initiative {Nr}`, where braces name columns.
struct CaseTemplate {
    enum Part: Hashable {
        case text(String)
        case column(String)
    }

    let parts: [Part]

    /// A brace that is not closed stands for itself.
    init(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.column(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    var columns: [String] {
        parts.compactMap { if case .column(let name) = $0 { name } else { nil } }
    }

    /// The name with `values` for the columns; a text of digits loses leading zeros, so that `03` and 3 name one case.
    func name(_ values: (String) -> String?) -> String? {
        var name = ""
        for part in parts {
            switch part {
            case .text(let text): name += text
            case .column(let column):
                guard let value = values(column), !value.isEmpty else { return nil }
                name += value.withoutLeadingZeros
            }
        }
        return name
    }
}
