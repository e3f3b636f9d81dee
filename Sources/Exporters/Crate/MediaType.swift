/// The media types of the files that studies are made of, by the extensions of their names (IANA's, where it knows one).
enum MediaType {
    static func named(_ name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return other }
        return byExtension[name[name.index(after: dot)...].lowercased()] ?? other
    }

    private static let other = "application/octet-stream"
    private static let office = "application/vnd.openxmlformats-officedocument"
    private static let byExtension = [
        "anker": "application/vnd.sqlite3", "csv": "text/csv", "docx": "\(office).wordprocessingml.document",
        "dot": "text/vnd.graphviz", "gexf": "application/gexf+xml", "graphml": "application/graphml+xml",
        "htm": "text/html", "html": "text/html", "json": "application/json", "jsonl": "application/jsonl",
        "lock": "application/json", "lsa": "application/zip", "lss": "application/xml", "md": "text/markdown",
        "net": "text/plain", "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "odt": "application/vnd.oasis.opendocument.text", "pdf": "application/pdf", "qdc": "application/xml",
        "qdpx": "application/zip", "rtf": "application/rtf", "srt": "application/x-subrip", "svg": "image/svg+xml",
        "tex": "application/x-tex", "tsv": "text/tab-separated-values", "txt": "text/plain", "vtt": "text/vtt",
        "xlsx": "\(office).spreadsheetml.sheet", "xml": "application/xml", "yaml": "application/yaml",
        "yml": "application/yaml", "zip": "application/zip",
    ]
}
