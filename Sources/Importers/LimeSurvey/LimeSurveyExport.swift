import StudyModel

// LimeSurvey's export of responses. Source: LimeSurvey 2.05 to 6, `admin/export/Writer.php` and `CsvWriter.php`. A cell that was
// not shown and one that was left empty are both written as nothing.
extension SampledTable {
    /// The columns that answer something.
    var answering: [(column: Int, text: String)] {
        headings.enumerated().filter { LimeSurveyFixedColumn(heading: $1) == nil && !Self.isCount($1) }
            .map { (column: $0, text: $1) }
    }

    /// Times that pages took, and numbers of files.
    private static func isCount(_ heading: String) -> Bool {
        heading == "interviewtime" || heading.hasPrefix("groupTime") && heading.dropFirst(9).allSatisfy(\.isNumber)
            || heading.hasSuffix("[filecount]") || heading.hasSuffix("_filecount") || heading.hasPrefix("filecount - ")
    }

    /// Its columns among the places of a questionnaire; nil where less than half of them are, so that it is another survey's.
    func placed(among places: [LimeSurveyPlace], of structure: LimeSurveyStructure) -> LimeSurveyHeadings? {
        let titles = Set(places.map { $0.question.name.prefix { $0 != "[" } })
        // The time that a question took stands behind its title.
        let columns = answering.filter { !($0.text.hasSuffix("Time") && titles.contains($0.text.dropLast(4))) }
        let languages = [structure.baseLanguage] + structure.languages.subtracting([structure.baseLanguage]).sorted()
        let headings = LimeSurveyHeadings(columns, places: places, languages: languages)
        let found = headings.placeOfColumn.count
        return found > 0 && found * 2 >= columns.count ? headings : nil
    }
}
