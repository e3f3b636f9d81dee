import StudyModel

/// The cases of a project, each under a name of its own: a further one of a name gets a number, as sources do.
struct CaseList {
    private(set) var cases: [ProjectCase] = []
    private var names: Set<String> = []
    /// The number that was given last behind a name.
    private var numbers: [String: Int] = [:]

    mutating func append(_ one: ProjectCase) {
        var one = one
        let name = one.name.normalizedName
        while !names.insert(one.name).inserted {
            numbers[name, default: 1] += 1
            one.name = "\(name) (\(numbers[name] ?? 0))"
        }
        cases.append(one)
    }
}
