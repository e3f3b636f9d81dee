import FileFormats

/// The items of ODM data, in the order in which they come first; the same for all files of one survey.
final class ODMItemTable {
    static let limit = 65_536
    private(set) var oids: [String] = []
    private var numbers: [String: Int] = [:]

    func number(of oid: String) throws -> Int {
        if let number = numbers[oid] { return number }
        guard oids.count < Self.limit else { throw FormatError.manyItems(Self.limit) }
        numbers[oid] = oids.count
        oids.append(oid)
        return oids.count - 1
    }
}

/// What one `SubjectData` element of an ODM file holds.
final class ODMBlock {
    struct Place: Hashable {
        var event: String?
        var eventRepeat = "1"
        var form = ""
        var formRepeat = "1"
        var group = ""
        var groupRepeat = "1"

        /// Nil where there is no event and nothing is repeated: `VISIT_1/LABDATA`, `Form.bp[3]`.
        var label: String? {
            guard event != nil || formRepeat != "1" || groupRepeat != "1" else { return nil }
            var parts = event.map { [Self.part($0, eventRepeat)] } ?? []
            parts.append(Self.part(form, formRepeat))
            if groupRepeat != "1" { parts.append(Self.part(group, groupRepeat)) }
            return parts.joined(separator: "/")
        }

        private static func part(_ name: String, _ number: String) -> String { number == "1" ? name : "\(name)[\(number)]" }
    }

    struct Value {
        enum Sort {
            case text
            /// A file, of which only the name is kept.
            case file
            /// Said to be empty.
            case null
            /// Taken back by a later transaction.
            case removal
        }
        /// The number of the item in the reader's list.
        var item: Int
        /// An index into `places`.
        var place: Int
        var sort: Sort
        /// In `bytes`.
        var range: Range<Int>
    }

    /// Of one subject, in all its blocks.
    static let byteLimit = 64 << 20
    static let valueLimit = 1 << 20

    var subject: String
    var places: [Place] = []
    var values: [Value] = []
    var bytes: [UInt8] = []

    /// About what it takes in memory.
    var size: Int { bytes.count + values.count * 64 + places.count * 160 }

    init(of subject: String = "") { self.subject = subject }

    func begin(_ subject: String) {
        self.subject = subject
        places.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Adds what a later block of the same subject holds.
    ///
    /// - Throws: `FormatError` where the subject gets larger than a block may be.
    func append(_ other: ODMBlock) throws {
        guard values.count + other.values.count <= Self.valueLimit, bytes.count + other.bytes.count <= Self.byteLimit else {
            throw FormatError.longSubject
        }
        let (place, byte) = (places.count, bytes.count)
        places += other.places
        bytes += other.bytes
        values += other.values.map { value in
            Value(
                item: value.item, place: value.place + place, sort: value.sort,
                range: value.range.lowerBound + byte..<value.range.upperBound + byte)
        }
    }
}

extension FormatError {
    static var longSubject: FormatError {
        FormatError(
            "holds a subject with more than \(ODMBlock.byteLimit) bytes or \(ODMBlock.valueLimit) values, the limits",
            remedy: "check that it is the file that you meant")
    }
    fileprivate static func manyItems(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) different items, the limit", remedy: "check that it is the file that you meant")
    }
}
