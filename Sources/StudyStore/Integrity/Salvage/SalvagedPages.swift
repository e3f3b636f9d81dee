import Foundation
import StudyModel

/// The pages of a file that SQLite cannot read any more, as far as they are there.
///
/// Pages are numbered from 1. Source: SQLite, "Database File Format", section 1.
final class SalvagedPages {
    struct Page {
        let number: Int
        let bytes: [UInt8]
        /// False where it differs from its sum, in more than a bit that could be turned back.
        let isAsWritten: Bool

        /// Where what SQLite keeps of the page begins; the first page bears the file's header before it.
        var start: Int { number == 1 ? 100 : 0 }
    }

    /// In bytes.
    let size: Int
    /// How many whole pages there are.
    let count: Int
    /// The version of the study; nil where the header does not tell it.
    let version: Int?
    private let descriptor: Int32
    private var sums: [Int: [UInt64]] = [:]
    /// Pages of which one bit was turned back.
    private(set) var turned: Set<Int> = []

    init(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.descriptor = descriptor
        guard descriptor >= 0 else { throw StudyError.failed(String(cString: strerror(errno)).lowercased()) }
        var header = [UInt8](repeating: 0, count: 100)
        _ = header.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        let noted = Int(header[16]) << 8 | Int(header[17])
        let size = noted == 1 ? 65_536 : noted
        self.size = size >= 512 && size & (size - 1) == 0 ? size : 8192
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw StudyError.failed(String(cString: strerror(errno)).lowercased()) }
        count = Int(info.st_size) / self.size
        let version = header.bigEndian(at: 60)
        self.version = (1...Migration.all.count).contains(version) ? version : nil
    }

    deinit { close(descriptor) }

    /// From here on pages are held against these sums, and bits that have flipped by themselves are turned back.
    func hold(against sums: [Int: [UInt64]]) { self.sums = sums }

    private func sum(of page: Int) -> UInt64? {
        let first = PageSumRows.first(of: page)
        return sums[first]?[page - first]
    }

    /// Nil where there is no such page.
    func page(_ number: Int) -> Page? {
        guard number >= 1, number <= count else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, size, off_t(number - 1) * off_t(size)) }
        guard read == size else { return nil }
        guard let sum = sum(of: number), bytes.withUnsafeBytes({ PageSum.sum($0, page: number) }) != sum else {
            return Page(number: number, bytes: bytes, isAsWritten: true)
        }
        guard let bit = bytes.withUnsafeBytes({ PageSum.flippedBit(in: $0, page: number, sum: sum) }) else {
            return Page(number: number, bytes: bytes, isAsWritten: false)
        }
        bytes[bit.byte] ^= bit.mask
        turned.insert(number)
        return Page(number: number, bytes: bytes, isAsWritten: true)
    }

    /// The pages that hold nothing; nil where the list of them is not whole.
    func free() -> Set<Int>? {
        guard let header = page(1) else { return nil }
        let wanted = header.bytes.bigEndian(at: 36)
        var found: Set<Int> = []
        var trunk = header.bytes.bigEndian(at: 32)
        while trunk != 0 {
            guard let bytes = page(trunk)?.bytes, found.insert(trunk).inserted else { return nil }
            for index in 0..<min(bytes.bigEndian(at: 4), size / 4 - 2) { found.insert(bytes.bigEndian(at: 8 + index * 4)) }
            trunk = bytes.bigEndian(at: 0)
        }
        return found.count == wanted ? found : nil
    }
}

/// A row as it stands in a page.
struct SalvagedRow {
    /// In the order in which they are stored.
    var values: [Changeset.Value]
    /// The row's number, where its table has one.
    var number: Int64?
    /// The first page that it stands on which is not as it was written.
    var doubtfulPage: Int?
}

/// Reads the cells of a page. Source: SQLite, "Database File Format", sections 1.6 and 2.1.
struct CellReader {
    let pages: SalvagedPages

    enum Kind: UInt8 {
        case indexInterior = 2
        case tableInterior = 5
        case indexLeaf = 10
        case tableLeaf = 13

        var isInterior: Bool { self == .indexInterior || self == .tableInterior }
        var isOfTable: Bool { self == .tableInterior || self == .tableLeaf }
    }

    func kind(of page: SalvagedPages.Page) -> Kind? { Kind(rawValue: page.bytes[page.start]) }

    /// The places of the cells; nil where the page does not tell them.
    func cells(of page: SalvagedPages.Page, _ kind: Kind) -> [Int]? {
        let first = page.start + (kind.isInterior ? 12 : 8)
        let number = twoBytes(page.bytes, page.start + 3)
        guard first + number * 2 <= page.bytes.count else { return nil }
        let cells = (0..<number).map { twoBytes(page.bytes, first + $0 * 2) }
        return cells.allSatisfy { $0 >= first + number * 2 && $0 < page.bytes.count } ? cells : nil
    }

    /// The pages below an interior one.
    func children(of page: SalvagedPages.Page, cells: [Int]) -> [Int] {
        cells.map { page.bytes.bigEndian(at: $0) } + [page.bytes.bigEndian(at: page.start + 8)]
    }

    /// The row in a cell; nil where there is none that can be read whole.
    func row(in page: SalvagedPages.Page, at cell: Int, _ kind: Kind) -> SalvagedRow? {
        var position = kind.isInterior ? cell + 4 : cell
        guard let size = varint(page.bytes, &position), size > 0, size <= pages.count * pages.size else { return nil }
        var row = SalvagedRow(values: [], doubtfulPage: page.isAsWritten ? nil : page.number)
        if kind == .tableLeaf {
            guard let number = varint(page.bytes, &position) else { return nil }
            row.number = Int64(number)
        }
        guard let content = payload(Int(size), in: page, at: position, kind, &row.doubtfulPage),
            let values = Self.values(content)
        else { return nil }
        row.values = values
        return row
    }

    private func payload(
        _ size: Int, in page: SalvagedPages.Page, at position: Int, _ kind: Kind, _ doubtful: inout Int?
    ) -> [UInt8]? {
        let usable = pages.size
        let largest = kind.isOfTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
        let smallest = (usable - 12) * 32 / 255 - 23
        var local = size
        if size > largest {
            let wanted = smallest + (size - smallest) % (usable - 4)
            local = wanted <= largest ? wanted : smallest
        }
        guard position + local + (local < size ? 4 : 0) <= usable else { return nil }
        var content = Array(page.bytes[position..<position + local])
        guard local < size else { return content }
        var next = page.bytes.bigEndian(at: position + local)
        while content.count < size {
            guard next > 1, let more = pages.page(next) else { return nil }
            if !more.isAsWritten { doubtful = doubtful ?? next }
            content.append(contentsOf: more.bytes[4..<min(usable, 4 + size - content.count)])
            next = more.bytes.bigEndian(at: 0)
        }
        // Behind the last page none follows.
        return next == 0 ? content : nil
    }

    /// What a record holds; nil unless it fills its bytes exactly.
    static func values(_ record: [UInt8]) -> [Changeset.Value]? {
        var position = 0
        guard let headerSize = varint(record, &position), headerSize >= position, headerSize <= record.count else { return nil }
        var types: [Int] = []
        while position < headerSize {
            guard let type = varint(record, &position), type >= 0, position <= headerSize else { return nil }
            types.append(type)
        }
        var values: [Changeset.Value] = []
        for type in types {
            let size = type >= 12 ? (type - 12) / 2 : [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type]
            guard size <= record.count - position else { return nil }
            let bytes = record[position..<position + size]
            position += size
            switch type {
            case 0: values.append(.null)
            case 1...6:
                let sign: UInt64 = bytes.first.map { $0 & 0x80 == 0 ? 0 : .max } ?? 0
                values.append(.integer(Int64(bitPattern: bytes.reduce(sign) { $0 << 8 | UInt64($1) })))
            case 7: values.append(.real(bytes.reduce(0) { $0 << 8 | UInt64($1) }))
            case 8, 9: values.append(.integer(Int64(type - 8)))
            case 10, 11: return nil
            default: values.append(type.isMultiple(of: 2) ? .blob(Data(bytes)) : .text(Data(bytes)))
            }
        }
        return position == record.count ? values : nil
    }

    private func twoBytes(_ bytes: [UInt8], _ place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
}

/// SQLite's number of variable length; nil where the bytes end before it.
private func varint(_ bytes: [UInt8], _ position: inout Int) -> Int? {
    var number: UInt64 = 0
    for index in 0..<9 {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        position += 1
        if index == 8 { return Int(truncatingIfNeeded: number << 8 | UInt64(byte)) }
        number = number << 7 | UInt64(byte & 0x7F)
        if byte < 0x80 { return Int(truncatingIfNeeded: number) }
    }
    return nil
}
