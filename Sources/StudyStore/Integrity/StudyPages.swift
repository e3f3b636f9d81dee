import GRDB
import GRDBSQLite

/// The pages of a study's file as they stand on the disk, read through the handle that SQLite holds on it.
///
/// To open the file a second time and to close that again would drop SQLite's own locks. Pages are numbered from 1. Source:
/// SQLite, "Database File Format", sections 1.5 and 1.6.
struct StudyPages {
    /// In bytes.
    let size: Int
    /// How many whole pages the file has.
    let count: Int
    private let file: UnsafeMutablePointer<sqlite3_file>

    init(_ db: Database) throws {
        size = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        var pointer: UnsafeMutablePointer<sqlite3_file>?
        guard sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &pointer) == SQLITE_OK,
            size >= 512, let pointer, let methods = pointer.pointee.pMethods
        else { throw StudyError.failed("its pages cannot be read") }
        var bytes: sqlite3_int64 = 0
        guard methods.pointee.xFileSize(pointer, &bytes) == SQLITE_OK else {
            throw StudyError.failed("its pages cannot be read")
        }
        file = pointer
        count = Int(bytes) / size
    }

    /// Hands over every page from `first` on, in order.
    func forEach(from first: Int = 1, _ body: (_ page: Int, UnsafeRawBufferPointer) throws -> Void) throws {
        let together = max(1, (1 << 20) / size)
        var next = first
        var buffer = [UInt8](repeating: 0, count: together * size)
        while next <= count {
            let number = min(together, count - next + 1)
            try buffer.withUnsafeMutableBytes { buffer in
                try read(number, from: next, into: buffer)
                for index in 0..<number {
                    try body(next + index, UnsafeRawBufferPointer(rebasing: buffer[index * size..<(index + 1) * size]))
                }
            }
            next += number
        }
    }

    /// Nil where there is no such page.
    func page(_ number: Int) throws -> [UInt8]? {
        guard number >= 1, number <= count else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        try bytes.withUnsafeMutableBytes { try read(1, from: number, into: $0) }
        return bytes
    }

    /// Writes a page into the file itself, which the caller has locked for itself alone.
    func write(_ bytes: [UInt8], to page: Int) throws {
        guard let methods = file.pointee.pMethods, page >= 1, page <= count, bytes.count == size,
            methods.pointee.xWrite(file, bytes, Int32(size), sqlite3_int64((page - 1) * size)) == SQLITE_OK,
            methods.pointee.xSync(file, SQLITE_SYNC_FULL) == SQLITE_OK
        else { throw StudyError.failed("a page cannot be written") }
    }

    private func read(_ number: Int, from first: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        guard let methods = file.pointee.pMethods,
            methods.pointee.xRead(file, buffer.baseAddress, Int32(number * size), sqlite3_int64((first - 1) * size))
                == SQLITE_OK
        else { throw StudyError.failed("its pages cannot be read") }
    }

    /// The pages that hold nothing: the list of free ones and what it names.
    func free() throws -> Set<Int> {
        guard let header = try page(1) else { return [] }
        var found: Set<Int> = []
        var trunk = header.bigEndian(at: 32)
        while let bytes = try page(trunk), found.insert(trunk).inserted {
            for index in 0..<min(bytes.bigEndian(at: 4), size / 4 - 2) { found.insert(bytes.bigEndian(at: 8 + index * 4)) }
            trunk = bytes.bigEndian(at: 0)
        }
        return found
    }

    /// The pages of the table that begins at `root`, as far as its rows are no longer than a page.
    func tree(from root: Int) throws -> Set<Int> {
        var found: Set<Int> = []
        var open = [root]
        while let number = open.popLast() {
            guard let bytes = try page(number), found.insert(number).inserted, bytes[number == 1 ? 100 : 0] == 5 else {
                continue
            }
            let header = number == 1 ? 100 : 0
            open.append(bytes.bigEndian(at: header + 8))
            let cells = Int(bytes[header + 3]) << 8 | Int(bytes[header + 4])
            for index in 0..<min(cells, size / 6) where header + 14 + index * 2 <= size {
                let place = header + 12 + index * 2
                open.append(bytes.bigEndian(at: Int(bytes[place]) << 8 | Int(bytes[place + 1])))
            }
        }
        return found
    }
}

extension [UInt8] {
    /// The number of four bytes there; 0 where they do not stand in the page.
    func bigEndian(at offset: Int) -> Int {
        guard offset >= 0, offset + 4 <= count else { return 0 }
        return self[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
