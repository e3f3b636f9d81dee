import StudyModel

/// The text of an answer, read as a value of its question's kind; the same for every format of surveys.
enum TypedValue: Hashable {
    case integer(Int64)
    case decimal(Double)
    /// The text as it is stored; of a date the day, of a time of day four digits or more.
    case text(ArraySlice<UInt8>)

    /// Nil where the text stands for no value of the kind. White space at the ends counts only in texts.
    ///
    /// - Parameters:
    ///   - isAsked: True where a map asks for the kind. Only then do forms count that depend on a country or a habit: `3,5`,
    ///     `+5`, `1.3.2025`, `8:30`, and words for true and false.
    ///   - decimal: the sign before the fraction, where the whole file has one; a number with a point is none then.
    init?(
        _ bytes: ArraySlice<UInt8>, as kind: Question.Kind, isAsked: Bool, decimal: UInt8 = UInt8(ascii: ".")
    ) {
        switch kind {
        case .text, .open, .single, .multiple, .choices, .actor:
            self = .text(bytes)
            return
        case .integer, .decimal, .boolean, .date, .dateTime, .time, .duration: break
        }
        let word = bytes.trimmed
        switch kind {
        case .text, .open, .single, .multiple, .choices, .actor: return nil
        case .integer:
            guard let number = ValueForm.integer(isAsked ? word.withoutPlus : word, point: decimal) else { return nil }
            self = .integer(number)
        case .decimal:
            let digits = isAsked ? word.withoutPlus : word
            let comma = isAsked && decimal == UInt8(ascii: ".") ? ValueForm.decimal(digits, point: UInt8(ascii: ",")) : nil
            guard let number = ValueForm.decimal(digits, point: decimal) ?? comma else { return nil }
            self = .decimal(number)
        case .boolean:
            guard let truth = isAsked ? ValueForm.boolean(word) : ValueForm.plainBoolean(word) else { return nil }
            self = .integer(truth ? 1 : 0)
        case .date:
            if ValueForm.isDate(word) {
                self = .text(word.prefix(10))
            } else {
                guard isAsked, let day = ValueForm.germanDate(word) else { return nil }
                self = .text(day[...])
            }
        case .dateTime:
            if ValueForm.isDateTime(word) || ValueForm.isDate(word) {
                self = .text(word)
            } else {
                guard isAsked, let day = ValueForm.germanDate(word) else { return nil }
                self = .text(day[...])
            }
        case .time:
            let time = isAsked ? word.withTwoDigitHour : word
            guard ValueForm.isTime(time) else { return nil }
            self = .text(time)
        case .duration:
            guard ValueForm.isDuration(word) || ValueForm.isTime(word.withTwoDigitHour) else { return nil }
            self = .text(word)
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without white space at the ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        guard let first, let last else { return self }
        if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return self }
        return Array(String(decoding: self, as: UTF8.self).normalizedName.utf8)[...]
    }

    /// `5` of `+5`; what else begins with a plus stays.
    fileprivate var withoutPlus: ArraySlice<UInt8> {
        guard first == UInt8(ascii: "+"), dropFirst().first?.isDigit ?? false else { return self }
        return dropFirst()
    }

    /// `08:30` of `8:30`.
    fileprivate var withTwoDigitHour: ArraySlice<UInt8> {
        guard first?.isDigit ?? false, dropFirst().first == UInt8(ascii: ":") else { return self }
        return [UInt8(ascii: "0")] + self
    }
}
