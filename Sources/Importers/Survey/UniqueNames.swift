/// The names of a survey's questions, each given once: the second `Q1` becomes `Q1 (2)`.
struct UniqueNames {
    private var taken: Set<String> = []
    private var last: [String: Int] = [:]

    /// The name, or the name with a number behind it where it is taken already.
    mutating func take(_ name: String) -> String {
        if taken.insert(name).inserted { return name }
        var number = last[name] ?? 1
        while true {
            number += 1
            let unique = "\(name) (\(number))"
            guard taken.insert(unique).inserted else { continue }
            last[name] = number
            return unique
        }
    }
}
