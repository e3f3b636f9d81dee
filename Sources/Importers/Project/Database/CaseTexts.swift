import FileFormats
import StudyModel

/// The texts that belong to each case from beginning to end, where a program has cases on ranges of texts.
struct CaseTexts {
    /// The keys of texts, by the number of the case.
    private(set) var ofCases: [Int: [String]] = [:]
    /// Parts of texts that belong to a case.
    private(set) var partial = 0

    /// - Parameters:
    ///   - range: the columns of where it begins and ends.
    ///   - lengths: of each text, in scalars; a picture or recording has none, and belongs to a case as a whole.
    init(_ database: ProjectDatabase, in table: String, range: (lower: String, upper: String), lengths: [Int: Int]) throws {
        try database.rows(of: table, ["caseid", "fid", range.lower, range.upper]) { row in
            guard let key = row.integer("caseid"), let text = row.integer("fid"), let length = lengths[text] else { return }
            // One program counts the last character, another does not.
            if row.integer(range.lower) ?? 0 <= 0, row.integer(range.upper) ?? 0 >= length - 1 {
                ofCases[key, default: []].append("\(text)")
            } else {
                partial += 1
            }
        }
    }
}

extension ProjectDatabase {
    /// How long each text is, in scalars; and who wrote its memo is a coder.
    func lengths(ofTexts words: String, coders: inout CoderList) throws -> [Int: Int] {
        var lengths: [Int: Int] = [:]
        try rows(of: "source", ["id", words, "memo", "owner"]) { row in
            guard let key = row.integer("id") else { return }
            lengths[key] = try row.text(words)?.unicodeScalars.count ?? 0
            if try row.filled("memo") != nil { _ = coders.place(of: try row.text("owner")) }
        }
        return lengths
    }
}
