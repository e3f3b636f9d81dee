package import StudyModel

/// A report for people: headings, sentences, tables, quotes and pictures, before it is said in which format.
///
/// Words of the program and what comes from the study are told apart, so that a name can neither be taken for a sign of the
/// format nor turn the writing direction of the words around it.
package struct ReportDocument: Sendable {
    package enum Inline: Hashable, Sendable {
        /// Words of the program.
        case words(String)
        /// Anything that comes from the study.
        case name(String)
        /// Where something stands, such as `interview-03:27`.
        case place(String)
        case strong(String)
        /// Words of the program that lead to a place in the report, where the format has such.
        case link(String, to: String)
        /// What is typed at a command line.
        case command(String)
        case small(String)
        case lineBreak
    }

    package typealias Text = [Inline]

    package struct Table: Sendable {
        package var columns: [(title: String, isNumber: Bool)]
        package var rows: [[Text]]

        package init(columns: [(title: String, isNumber: Bool)], rows: [[Text]]) {
            self.columns = columns
            self.rows = rows
        }
    }

    package struct Quote: Sendable {
        /// With its words.
        package var place: FoundPlace
        package var codes: [String]
        /// What else is to be known of it, in words of the program.
        package var remark: String

        package init(place: FoundPlace, codes: [String], remark: String = "") {
            self.place = place
            self.codes = codes
            self.remark = remark
        }
    }

    package enum Block: Sendable {
        /// Of level 2 to 4; the title has the first. One of level 2 begins a page.
        case heading(Int, Text, anchor: String? = nil)
        case paragraph(Text)
        /// A sentence of the study that all that follows is about.
        case claim(String)
        case quotes([Quote])
        case table(Table)
        /// SVG that needs nothing else; left out, with its caption, where a format has no pictures.
        case picture(svg: [UInt8], caption: Text)
        case note(Text)
        case list([Text])
        /// What is too long to be read by everybody: on a screen folded up below its title, whole on paper.
        case details(Text, [Block])
        case card(Card)
        /// What leads to the headings and cards, in their order.
        case contents([Entry])
        /// What leads to them by their names.
        case index([Entry])
    }

    package var title: Text
    /// Of the words of the program.
    package var language: Language
    /// Of what comes from the study, such as `de`; nil where it is not known.
    package var studyLanguage: String?
    package var blocks: [Block]

    package init(title: Text, language: Language, studyLanguage: String? = nil, blocks: [Block]) {
        self.title = title
        self.language = language
        self.studyLanguage = studyLanguage
        self.blocks = blocks
    }
}

extension ReportDocument.Inline: ExpressibleByStringInterpolation {
    package init(stringLiteral words: String) { self = .words(words) }
}

extension ReportDocument.Inline {
    /// Its letters alone.
    var letters: String {
        switch self {
        case .words(let text), .name(let text), .place(let text), .strong(let text), .link(let text, _), .command(let text),
            .small(let text):
            text
        case .lineBreak: " "
        }
    }
}
