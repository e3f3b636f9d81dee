/// How one variable's answer is read out of a record.
struct TripleSField {
    enum Answer: Equatable {
        /// Nothing stands there.
        case blank
        /// A list of which nothing was chosen, or a field of zeros that is no value; what stands there, empty for a list.
        case none(ArraySlice<UInt8>)
        case value(ArraySlice<UInt8>)
        /// What stands there is no list of codes.
        case unreadable
    }

    let kind: TripleSDefinition.Kind
    private let columns: ClosedRange<Int>?
    private let isDelimited: Bool
    private let isLiteral: Bool
    /// The codes that the definition has, without padding; nil where a range allows others.
    private let codes: Set<String>?
    /// Subfields and the characters of each; nil where codes are told by place.
    private let spread: (subfields: Int, width: Int)?

    init(_ variable: TripleSDefinition.Variable, isDelimited: Bool) {
        kind = variable.kind
        columns = variable.columns
        self.isDelimited = isDelimited
        isLiteral = variable.isLiteral
        codes =
            variable.bounds.isEmpty && !variable.values.isEmpty ? Set(variable.values.map { variable.stored($0.code) }) : nil
        let longest = (variable.values.map(\.code) + variable.bounds).map(\.withoutPadding.utf8.count).max() ?? 1
        let columns = variable.columns
        spread = variable.spread.map { spread in
            var width = spread.width ?? max(1, longest)
            if spread.width == nil, !isDelimited, let columns, columns.count < width * spread.subfields {
                width = max(1, columns.count / spread.subfields)
            }
            return (spread.subfields, width)
        }
    }

    func answer(in record: DataRecord) -> Answer {
        guard let columns else { return .blank }
        if kind == .multiple { return list(record, columns) }
        let field = record.field(columns)
        guard !field.isBlank else { return .blank }
        switch kind {
        case .single: return .value(isLiteral ? field.withoutBlanks : field.unpaddedNumber ?? field.withoutBlanks)
        case .multiple: return .blank
        case .quantity: return .value(field.unpaddedNumber ?? field.withoutBlanks)
        case .character: return .value(isDelimited ? field : field.withoutBlanksBehind)
        case .logical: return .value(field.withoutBlanks)
        case .date: return moment(field.withoutBlanks, parts: [4, 2, 2], separator: "-")
        case .time: return moment(field.withoutBlanks, parts: [2, 2, 2], separator: ":")
        }
    }

    /// `20250301` as `2025-03-01`; what has another form stays.
    private func moment(_ field: ArraySlice<UInt8>, parts: [Int], separator: Character) -> Answer {
        guard field.allSatisfy(\.isDigit) else { return .value(field) }
        if kind == .date, field.allSatisfy({ $0 == UInt8(ascii: "0") }) { return .none(field) }
        guard field.count == parts.reduce(0, +) || kind == .time && field.count == 4 else { return .value(field) }
        var result: [UInt8] = []
        var rest = field
        for part in parts where !rest.isEmpty {
            if !result.isEmpty { result += separator.utf8 }
            result += rest.prefix(part)
            rest = rest.dropFirst(part)
        }
        return .value(result[...])
    }
}

// Lists of codes.
extension TripleSField {
    private func list(_ record: DataRecord, _ columns: ClosedRange<Int>) -> Answer {
        var parts: [ArraySlice<UInt8>]
        if isDelimited, columns.count > 1 {
            parts = columns.map { record.field($0...$0) }
        } else {
            let field = record.field(columns)
            guard let spread else { return bits(field) }
            parts = subfields(of: field, spread)
        }
        guard !parts.allSatisfy(\.isBlank) else { return .blank }
        if spread == nil {
            return bits(parts.map { $0.withoutBlanks.first ?? UInt8(ascii: "0") }[...])
        }
        parts = parts.map { isLiteral ? $0.withoutBlanks.withoutInnerBlanks : $0.unpaddedNumber ?? $0.withoutBlanks }
        let chosen = parts.filter { !$0.isEmpty && (isLiteral || !$0.elementsEqual([UInt8(ascii: "0")])) }
        return chosen.isEmpty ? .none([]) : .value(Array(chosen.joined(separator: [0x20]))[...])
    }

    /// Subfields stand one after another from the left; a subfield's characters, not its bytes, are counted.
    private func subfields(of field: ArraySlice<UInt8>, _ spread: (subfields: Int, width: Int)) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var rest = field
        while parts.count < spread.subfields, !rest.isEmpty {
            var end = rest.startIndex
            for _ in 0..<spread.width where end < rest.endIndex {
                end += 1
                while end < rest.endIndex, rest[end] & 0xC0 == 0x80 { end += 1 }
            }
            parts.append(rest[..<end])
            rest = rest[end...]
        }
        return parts
    }

    /// A list in which the n-th character says whether code n was chosen.
    private func bits(_ field: ArraySlice<UInt8>) -> Answer {
        guard !field.isBlank else { return .blank }
        // A spreadsheet drops zeros at the start of what it takes for a number: then no place says which code it is.
        let places = codes?.compactMap { Int($0) }.max() ?? 0
        guard !isDelimited || field.count >= places else { return .unreadable }
        var chosen: [UInt8] = []
        for (index, byte) in field.enumerated() {
            switch byte {
            case UInt8(ascii: "1"):
                let code = String(index + 1)
                // The place of a code that is not defined says nothing.
                guard codes?.contains(code) ?? true else { continue }
                if !chosen.isEmpty { chosen.append(0x20) }
                chosen += code.utf8
            case UInt8(ascii: "0"), 0x20, 0x09: continue
            default: return .unreadable
            }
        }
        return chosen.isEmpty ? .none([]) : .value(chosen[...])
    }
}

extension ArraySlice<UInt8> {
    /// With `_` for blanks, which part the codes of a list.
    fileprivate var withoutInnerBlanks: ArraySlice<UInt8> {
        contains(0x20) ? map { $0 == 0x20 ? UInt8(ascii: "_") : $0 }[...] : self
    }
}
