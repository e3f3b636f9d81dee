import StudyModel

/// The coders of a project by the names that its tables give them, in the order in which they are met.
struct CoderList {
    private(set) var coders: [ProjectCoder] = []
    private var places: [String: Int] = [:]

    /// The place of a coder in `coders`; nil where nobody is named.
    mutating func place(of name: String?) -> Int? {
        guard let name = name?.normalizedName, !name.isEmpty else { return nil }
        if let place = places[name] { return place }
        places[name] = coders.count
        coders.append(ProjectCoder(name: name))
        return coders.count - 1
    }
}
