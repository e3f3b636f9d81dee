/// What a workbook says of its sheets: ECMA-376, part 1, 18.2.
struct ExcelWorkbook {
    struct Sheet {
        let name: String
        let isHidden: Bool
        /// The member that holds it.
        let part: String
    }

    private(set) var sheets: [Sheet] = []
    /// True where days are counted from 1904 on.
    private(set) var beginsIn1904 = false
    private(set) var sharedStrings: String?
    private(set) var styles: String?

    init(_ archive: ZipArchive, _ limits: InputLimits) throws {
        let root = try PackageRelationships(of: "", in: archive, limits).part(ofType: "officeDocument") ?? "xl/workbook.xml"
        if root.hasSuffix(".bin") || !archive.contains(root) && archive.contains("xl/workbook.bin") { throw FormatError.binary }
        let relationships = try PackageRelationships(of: root, in: archive, limits)
        var sheets: [Sheet] = []
        var beginsIn1904 = false
        try PackagePart.read(root, of: archive, limits) { element, values in
            switch element {
            case "workbookPr": beginsIn1904 = ["1", "true", "on"].contains(values["date1904"] ?? "")
            case "sheet":
                // Sheets of charts and of old macros have other types.
                guard let part = relationships.part(values["r:id"] ?? "", type: "worksheet") else { return }
                let isHidden = ["hidden", "veryHidden"].contains(values["state"] ?? "")
                sheets.append(Sheet(name: values["name"] ?? "", isHidden: isHidden, part: part))
            default: break
            }
        }
        guard !sheets.isEmpty else { throw FormatError.noWorksheet }
        self.sheets = sheets
        self.beginsIn1904 = beginsIn1904
        sharedStrings = relationships.part(ofType: "sharedStrings")
        styles = relationships.part(ofType: "styles")
    }
}

extension FormatError {
    static var binary: FormatError {
        FormatError(
            "is a binary Excel workbook (xlsb)", remedy: "open it in a spreadsheet program and save it as .xlsx or .ods")
    }
    fileprivate static var noWorksheet: FormatError {
        FormatError("holds no sheet of cells", remedy: "check that it is the file that you meant")
    }
}
