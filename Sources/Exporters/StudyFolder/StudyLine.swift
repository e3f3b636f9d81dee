import FileFormats
import StudyModel

/// A row of a whole study as a JSON object on one line. What is empty is left out.
///
/// `lower` and `upper` are one `range`, languages are a list, and the code of a coding is a list of one, so that the lines of codings are
/// those that `anker code --from` reads.
struct StudyLine {
    private enum Member {
        case cell(String, Int)
        case range(String, lower: Int, upper: Int)
        case listOfOne(String, Int)
        /// A cell that holds a JSON list of texts.
        case list(String, Int)
    }

    private let members: [Member]

    init(_ table: DataTable) {
        let names = table.columns.map(\.name)
        members = names.enumerated().compactMap { place, name in
            if name.hasSuffix("upper") { return nil }
            if name.hasSuffix("lower"), let upper = names.firstIndex(of: name.dropLast(5) + "upper") {
                return .range(name.dropLast(5) + "range", lower: place, upper: upper)
            }
            if name == "languages" { return .list(name, place) }
            return table.name == "codings" && name == "code" ? .listOfOne("codes", place) : .cell(name, place)
        }
    }

    func write(_ row: [DataTable.Cell], to json: inout JSONWriter) throws {
        json.beginObject()
        for member in members {
            switch member {
            case .cell(let name, let place):
                guard row[place] != .empty else { continue }
                json.key(name)
                json.cell(row[place], keepingDecimals: true)
            case .range(let name, let lower, let upper):
                guard row[lower] != .empty else { continue }
                json.key(name)
                json.beginArray()
                json.cell(row[lower])
                json.cell(row[upper])
                json.endArray()
            case .listOfOne(let name, let place):
                json.key(name)
                json.beginArray()
                json.cell(row[place])
                json.endArray()
            case .list(let name, let place):
                guard case .text(let text) = row[place] else { continue }
                var texts: [String] = []
                var reader = JSONReader(Array(text.utf8))
                try reader.forEachElement { reader, _ in
                    if let text = try reader.string() { texts.append(String(decoding: text, as: UTF8.self)) }
                }
                json.member(name, texts)
            }
        }
        json.endObject()
    }
}
