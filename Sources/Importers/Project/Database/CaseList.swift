import StudyModel

/// The cases of a project, each under a name of its own: a further one of a name gets a number, as sources do.
struct CaseList {
    private(set) var cases: [ProjectCase] = []
    private var names: Set<String> = []

    mutating func append(_ one: ProjectCase) {
        var one = one
        let name = one.name.normalizedName
        var number = 1
        while !names.insert(one.name).inserted {
            number += 1
            one.name = "\(name) (\(number))"
        }
        cases.append(one)
    }
}
