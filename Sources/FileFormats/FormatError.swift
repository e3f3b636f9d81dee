/// Why a file could not be read, and where in it.
package struct FormatError: Error, Hashable, Sendable {
    /// What was wrong: lower case, no full stop, none of the file's own running text.
    package var problem: String
    /// What to do about it.
    package var remedy: String?
    /// The member of an archive.
    package var member: String?
    package var sheet: String?
    /// As a spreadsheet writes it, `G14`.
    package var cell: String?
    /// From 1.
    package var line: Int?
    /// From 1.
    package var column: Int?
    /// From 0.
    package var byteOffset: Int?

    package init(
        _ problem: String, remedy: String? = nil, member: String? = nil, sheet: String? = nil, cell: String? = nil,
        line: Int? = nil, column: Int? = nil, byteOffset: Int? = nil
    ) {
        self.problem = problem
        self.remedy = remedy
        self.member = member
        self.sheet = sheet
        self.cell = cell
        self.line = line
        self.column = column
        self.byteOffset = byteOffset
    }

    /// The same problem, placed inside a member of an archive.
    package func inMember(_ name: String) -> FormatError {
        var error = self
        error.member = error.member ?? name
        return error
    }
}
