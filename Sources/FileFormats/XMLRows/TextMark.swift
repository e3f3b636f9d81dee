/// An element inside of running text, by its name in HTML or TEI.
enum TextMark {
    /// Goes on in the line: emphasis, a link.
    case inline
    /// Begins a line.
    case line

    /// Nil for a name that is none of them.
    init?(_ name: String) {
        switch name.lowercased() {
        case "b", "i", "u", "s", "em", "strong", "span", "font", "sub", "sup", "small", "big", "mark", "q", "cite", "code", "a",
            "abbr", "del", "ins", "hi", "emph", "foreign", "ref":
            self = .inline
        case "br", "lb", "p", "div", "li", "ul", "ol", "l", "lg": self = .line
        default: return nil
        }
    }
}
