import Foundation

/// The first bytes of a study file, read before SQLite sees it, so that a foreign file is never touched.
///
/// Source: SQLite, "Database File Format", section 1.3: the magic string, the version at offset 60 and the application id
/// at offset 68.
enum StudyHeader {
    /// `Ankr`.
    static let applicationID: UInt32 = 0x416E_6B72
    private static let taguetteID: UInt32 = 0x5467_7474

    /// - Throws: `StudyError` unless the file is a study that this version can read.
    static func check(path: String, newest: Int) throws {
        var info = stat()
        guard stat(path, &info) == 0 else {
            throw errno == ENOENT ? StudyError.notFound : StudyError.failed(String(cString: strerror(errno)))
        }
        guard info.st_mode & S_IFMT != S_IFDIR else { throw StudyError.isDirectory }
        // A pipe would be waited for without end.
        guard info.st_mode & S_IFMT == S_IFREG else { throw StudyError.notAStudy }
        guard let file = FileHandle(forReadingAtPath: path) else { throw StudyError.failed("permission denied") }
        defer { try? file.close() }
        let header = [UInt8](try file.read(upToCount: 100) ?? Data())
        guard !header.isEmpty else { throw StudyError.empty }
        guard header.starts(with: "SQLite format 3\0".utf8) else { throw StudyError.notAStudy }
        guard header.count == 100 else { throw StudyError.damaged("it ends within its header") }
        switch number(header, at: 68) {
        case applicationID: break
        case taguetteID: throw StudyError.taguette
        default: throw StudyError.notAStudy
        }
        let version = Int(Int32(bitPattern: number(header, at: 60)))
        guard version > 0 else { throw StudyError.damaged("its version is \(version)") }
        guard version <= newest else { throw StudyError.newer(version, known: newest) }
    }

    /// - Throws: `StudyError` where the file is certainly none that can be salvaged; its header may be gone.
    static func checkForSalvage(path: String, newest: Int) throws {
        do {
            try check(path: path, newest: newest)
        } catch let error as StudyError {
            let header = (try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: 100)).map { [UInt8]($0) }
            // A header of another program's, and one of a newer version, tell what they are.
            let isKnown = [.notFound, .isDirectory, .empty, .taguette].contains(error)
            guard !isKnown, let header, header.count == 100, number(header, at: 68) != applicationID || !isNewer(header, newest)
            else { throw error }
        }
    }

    private static func isNewer(_ header: [UInt8], _ newest: Int) -> Bool {
        let version = number(header, at: 60)
        // Versions go up by one; a number far beyond is damage.
        return header.starts(with: "SQLite format 3\0".utf8) && version > newest && version < 100
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
