import FileFormats

/// Collects the words of a definition that is held in memory whole, element by element, within one limit.
struct DefinitionWords {
    private let limit: Int
    private var total = 0
    private var bytes: [UInt8] = []
    private(set) var isCollecting = false

    init(limits: InputLimits) { limit = limits.definitionBytes }

    /// Starts anew.
    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        isCollecting = true
    }

    /// Keeps words apart that an element such as `<br/>` parts.
    mutating func part() {
        if isCollecting { bytes.append(0x20) }
    }

    mutating func append(_ piece: UnsafeRawBufferPointer) throws {
        guard isCollecting else { return }
        bytes.append(contentsOf: piece)
        try charge(piece.count)
    }

    /// What was collected, each run of white space as one blank and none at the ends.
    mutating func end() -> String {
        isCollecting = false
        return String(decoding: bytes, as: UTF8.self).oneLine
    }

    /// What was collected, HTML taken out of it.
    mutating func endHTML() -> String {
        isCollecting = false
        return String(decoding: bytes, as: UTF8.self).textOfHTML
    }

    /// Counts what is kept besides, so that a file of elements without words has a limit too.
    mutating func charge(_ count: Int) throws {
        total += count
        guard total <= limit else { throw FormatError.definitionTooLarge(limit) }
    }
}

extension String {
    /// With each run of white space as one blank and none at the ends.
    var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// Nil where it is empty.
    var nonEmpty: String? { isEmpty ? nil : self }
}

extension FormatError {
    static func definitionTooLarge(_ limit: Int) -> FormatError {
        FormatError(
            "holds more than \(limit) bytes of questions and answers to choose, the limit",
            remedy: "check that it is the file that you meant"
        ).raised(by: \.definitionBytes)
    }
}
