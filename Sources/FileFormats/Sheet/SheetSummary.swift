/// What a sheet holds, as it was counted while it was read.
package struct SheetSummary: Hashable, Sendable {
    package var name: String
    package var isHidden: Bool
    /// The number of the last row with a cell that is not empty; 0 if there is none.
    package var rows = 0
    /// The number of the last column with a cell that is not empty; 0 if there is none.
    package var columns = 0
    /// Cells that are not empty; a repeated one as often as it is repeated.
    package var cells = 0
    /// Cells below merged ones that keep a text or value; never part of `cells`.
    package var coveredCells = 0
    /// How many of `cells` hold an error.
    package var errors = 0
    /// Formulas whose result the file does not hold; never part of `cells`.
    package var formulasWithoutResult = 0
    /// The address of the first of them.
    package var firstFormulaWithoutResult = ""
    package var comments = 0
    /// Cells or texts in them that lead to another place.
    package var links = 0
    /// Rows with content that are folded away or filtered out.
    package var hiddenRows = 0
    /// Columns up to the last with content that are folded away.
    package var hiddenColumns = 0
    /// Rows of a CSV file with fewer fields than its header, which were taken all the same.
    package var shortRows = 0
    /// Rows of a CSV file with more fields than its header.
    package var longRows = 0

    package init(name: String, isHidden: Bool = false) {
        self.name = name
        self.isHidden = isHidden
    }
}
