/// Options that every command takes may stand before the command: `anker --study a.anker sources`.
enum LeadingOptions {
    private static let flags: Set = ["--json", "--quiet"]
    private static let withValue: Set = ["--study", "--coder"]

    /// The arguments with what stands before the command moved behind its name.
    ///
    /// A word after the options is a command or the group of one, whose own name is the next word; the options go behind both,
    /// so before the first word that begins with `-`, or to the end.
    static func moved(_ arguments: [String]) -> [String] {
        var rest = arguments[...]
        var options: [String] = []
        while let option = rest.first {
            let name = option.prefix { $0 != "=" }
            if flags.contains(option) || withValue.contains(String(name)) && name.endIndex < option.endIndex {
                options.append(option)
                rest = rest.dropFirst()
            } else if withValue.contains(option), rest.count > 1 {
                options += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        guard !options.isEmpty, !rest.isEmpty else { return arguments }
        let end = rest.firstIndex { $0.hasPrefix("-") && $0 != "-" } ?? rest.endIndex
        return Array(rest[..<end]) + options + Array(rest[end...])
    }
}
