/// The styles that word processors make for headings and titles.
enum HeadingStyle {
    /// By the id of the style in English or German; Word's `berschrift1` has lost its `Ü`, OpenDocument's `Heading_20_1` its blank.
    static func isOne(_ id: String) -> Bool {
        let id = id.lowercased()
        return ["heading", "berschrift", "überschrift", "title", "titel", "subtitle", "untertitel"].contains {
            id.hasPrefix($0)
        }
    }
}
