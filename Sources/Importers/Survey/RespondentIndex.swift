/// In which row each respondent answered first.
///
/// Numbers that follow one another in rows that follow one another, as exports have them, take no memory of their own.
struct RespondentIndex {
    private struct Run {
        let number: Int64
        let row: Int
        var count: Int64
    }

    /// By ascending number; they never overlap.
    private var runs: [Run] = []
    private var rows: [String: Int] = [:]

    /// Notes that `name` answers in `row`; returns the row of the first answer where there is one already.
    mutating func insert(_ name: String, row: Int) -> Int? {
        guard let number = Int64(name), number >= 0, number < Int64.max / 2, String(number) == name else {
            return insertName(name, row: row)
        }
        guard let last = runs.last else {
            runs.append(Run(number: number, row: row, count: 1))
            return nil
        }
        if number >= last.number + last.count {
            if number == last.number + last.count, row == last.row + Int(last.count) {
                runs[runs.count - 1].count += 1
            } else {
                runs.append(Run(number: number, row: row, count: 1))
            }
            return nil
        }
        if let run = run(holding: number) { return run.row + Int(number - run.number) }
        return insertName(name, row: row)
    }

    private mutating func insertName(_ name: String, row: Int) -> Int? {
        if let first = rows[name] { return first }
        rows[name] = row
        return nil
    }

    private func run(holding number: Int64) -> Run? {
        var (lower, upper) = (0, runs.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if runs[middle].number + runs[middle].count <= number { lower = middle + 1 } else { upper = middle }
        }
        guard lower < runs.count, runs[lower].number <= number else { return nil }
        return runs[lower]
    }
}
