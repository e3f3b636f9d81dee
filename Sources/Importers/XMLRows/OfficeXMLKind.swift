import FileFormats
import StudyModel

/// XML by which an office program writes a whole document. It has elements that repeat, and is no table of records.
enum OfficeXMLKind {
    /// A workbook as Excel 2003 saves it.
    case spreadsheet2003
    /// A document as Word 2003 saves it.
    case document2003
    /// The parts of an Office file in one document (Flat OPC).
    case flatPackage

    /// Nil where the root says nothing of the kind.
    init?(_ tree: XMLPathTree) {
        guard let root = tree.nodes.first?.name else { return nil }
        let below = Set(tree.nodes.filter { $0.parent == 0 }.map(\.name))
        switch root {
        case "Workbook" where below.contains("Worksheet"): self = .spreadsheet2003
        case "wordDocument": self = .document2003
        case "package" where below.contains("part"): self = .flatPackage
        default: return nil
        }
    }

    /// What is said in place of reading it.
    func refusal(of file: InputFile) -> Refusal {
        switch self {
        case .spreadsheet2003:
            Refusal(
                at: file.place(), "is an XML spreadsheet of Excel 2003, no table",
                remedy: "open it in a spreadsheet program and save it as .xlsx or .ods")
        case .document2003:
            Refusal(
                at: file.place(), "is an XML document of Word 2003, no table",
                remedy: "open it in a word processor and save it as .docx or .odt")
        case .flatPackage:
            Refusal(
                at: file.place(), "is a flat package of Office, no table",
                remedy: "open it in its program and save it as .docx or .xlsx")
        }
    }
}
