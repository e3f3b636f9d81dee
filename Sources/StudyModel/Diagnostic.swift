/// A problem in somebody's file: where it is, what is wrong, and what to do.
///
/// Problems in data are collected, so that one run shows them all. Respondents' words stay out of them.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable {
        case error, warning, note
    }

    /// A sentence about what is wrong, lower case and without a full stop; each is declared at the foot of the file that
    /// needs it, in an extension of this type.
    package struct Message: Hashable, Sendable, ExpressibleByStringInterpolation {
        package let text: String
        package init(_ text: String) { self.text = text }
        package init(stringLiteral text: String) { self.text = text }
    }

    package var severity: Severity
    package var place: Place
    package var message: Message
    /// What to do about it, shown indented below; nil where nothing needs doing.
    package var remedy: String?

    package init(_ severity: Severity, at place: Place, _ message: Message, remedy: String? = nil) {
        self.severity = severity
        self.place = place
        self.message = message
        self.remedy = remedy
    }

    package static func error(at place: Place, _ message: Message, remedy: String? = nil) -> Self {
        Self(.error, at: place, message, remedy: remedy)
    }

    package static func warning(at place: Place, _ message: Message, remedy: String? = nil) -> Self {
        Self(.warning, at: place, message, remedy: remedy)
    }

    package static func note(at place: Place, _ message: Message, remedy: String? = nil) -> Self {
        Self(.note, at: place, message, remedy: remedy)
    }
}

extension Diagnostic {
    /// A place as the person sees it: a file, and in it a sheet and a cell, or a line and a column, or a named member.
    package struct Place: Hashable, Sendable {
        /// The file as the person named it, or another word for where the input came from.
        package var file: String
        /// The member of an archive, such as `content.xml`.
        package var member: String?
        /// The name of the sheet.
        package var sheet: String?
        /// The cell as a spreadsheet writes it, `G14`.
        package var cell: String?
        /// Counted from 1.
        package var line: Int?
        /// Counted from 1.
        package var column: Int?
        /// Bytes from the start of the file, counted from 0.
        package var byteOffset: Int?

        package init(
            file: String, member: String? = nil, sheet: String? = nil, cell: String? = nil, line: Int? = nil,
            column: Int? = nil, byteOffset: Int? = nil
        ) {
            self.file = file
            self.member = member
            self.sheet = sheet
            self.cell = cell
            self.line = line
            self.column = column
            self.byteOffset = byteOffset
        }
    }
}

extension Diagnostic.Place: CustomStringConvertible {
    /// `file:member:Sheet!G14`, `file:22` or `file:22:7`.
    package var description: String {
        var text = file
        if let member { text += ":\(member)" }
        switch (sheet, cell) {
        case (let sheet?, let cell?): text += ":\(sheet)!\(cell)"
        case (let sheet?, nil): text += ":\(sheet)"
        case (nil, let cell?): text += ":\(cell)"
        case (nil, nil): break
        }
        if let line { text += ":\(line)" }
        if let column { text += ":\(column)" }
        if let byteOffset { text += ":byte \(byteOffset)" }
        return text
    }
}

extension Diagnostic: CustomStringConvertible {
    /// One line, and below it the remedy, indented by two; control characters are made visible.
    package var description: String {
        let line = "\(place): \(severity.rawValue): \(message.text)".visible
        guard let remedy else { return line }
        return line + "\n" + remedy.split(separator: "\n").map { "  " + String($0).visible }.joined(separator: "\n")
    }
}

/// Thrown when nothing more can be done with an input; carries the one message that is shown for it.
package struct Refusal: Error, Hashable, Sendable {
    package let diagnostic: Diagnostic

    package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

    package init(at place: Diagnostic.Place, _ message: Diagnostic.Message, remedy: String? = nil) {
        diagnostic = .error(at: place, message, remedy: remedy)
    }
}

/// Thrown when nothing more can be done with an input, for several reasons that are each told.
package struct Refusals: Error, Hashable, Sendable {
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    /// The first ten, and how many more there are: what follows is mostly of one cause.
    package init(firstOf diagnostics: [Diagnostic]) {
        let most = 10
        guard diagnostics.count > most + 1 else {
            self.init(diagnostics)
            return
        }
        let more = Diagnostic.error(
            at: .init(file: diagnostics[most].place.file), "and \(diagnostics.count - most) more problems",
            remedy: "mend these first")
        self.init(diagnostics[..<most] + [more])
    }
}
