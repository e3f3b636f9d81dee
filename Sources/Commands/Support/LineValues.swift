import Importers
import StudyModel

/// The values of a file of JSON Lines, and a problem for each line that is none.
struct LineValues<Value> {
    private(set) var values: [Value] = []
    /// The hash of the file.
    private(set) var hash: ContentHash?
    private(set) var problems: [(line: Int, diagnostic: Diagnostic)] = []

    init<Line: Decodable>(of path: String, _ type: Line.Type, _ value: (Line, Int) -> Value) throws {
        hash = try LineReader(path: path).forEachBatch { lines in
            for (number, line) in LineReader.decode(type, from: lines) {
                switch line {
                case .success(let line): values.append(value(line, number))
                case .failure(let problem):
                    let place = LineReader.place(in: path, line: number)
                    problems.append((number, .error(at: place, problem.message, remedy: problem.remedy)))
                }
            }
        }
    }
}
