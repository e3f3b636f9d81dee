import StudyModel

/// The time points of a transcript, in their order; some may have no time.
struct Timeline {
    private var indices: [String: Int] = [:]
    private(set) var times: [Int?] = []

    /// The greatest time.
    var lastMs: Int? { times.compactMap { $0 }.max() }

    /// Of two points of one name the first counts.
    mutating func add(_ name: String, ms: Int?) {
        guard indices[name] == nil else { return }
        indices[name] = times.count
        times.append(ms)
    }

    /// Which one it is, from 0; nil where there is none of that name.
    func index(of name: String) -> Int? { indices[name] }

    func ms(of name: String) -> Int? { indices[name].flatMap { times[$0] } }

    /// The places of the points in time: of one without a time, spread evenly between its neighbours that have one.
    var positions: [Double] {
        var positions: [Double] = []
        positions.reserveCapacity(times.count)
        var last = 0.0
        var index = 0
        while index < times.count {
            if let ms = times[index] {
                last = Double(ms)
                positions.append(last)
                index += 1
                continue
            }
            let next = times[index...].firstIndex { $0 != nil } ?? times.count
            let end = next < times.count ? times[next].map(Double.init) ?? last : last + 1
            let step = max(0, end - last) / Double(next - index + 1)
            for place in index..<next { positions.append(last + step * Double(place - index + 1)) }
            index = next
        }
        return positions
    }
}

/// What stands at time points that the file does not have.
struct UnplacedEntries {
    private var count = 0
    private var firstLine: Int?

    mutating func note(line: Int) {
        count += 1
        firstLine = firstLine ?? line
    }

    func diagnostics(in file: InputFile) -> [Diagnostic] {
        guard count > 0 else { return [] }
        return [
            .warning(
                at: file.place(line: firstLine), .unplaced(count),
                remedy: "mend the file in the program that wrote it; until then its words stand where the file has them")
        ]
    }
}

extension Diagnostic.Message {
    fileprivate static func unplaced(_ count: Int) -> Self {
        count == 1
            ? "this entry refers to a time point that the file does not have"
            : "\(count) entries refer to time points that the file does not have, the first of them here"
    }
}
