import CLibZip
import Foundation

/// A zip archive, read member by member; nothing is unpacked to disk and no size that it claims is believed.
///
/// Opened with libzip's consistency checks, so that duplicates, overlaps and directories that contradict the members are
/// refused. Source of the format: PKWARE, APPNOTE.TXT.
package final class ZipArchive {
    private let handle: OpaquePointer
    private let limits: InputLimits
    /// The names of the members, in the order of the archive's directory.
    package let names: [String]

    package init(path: String, limits: InputLimits = .init()) throws {
        var info = stat()
        guard stat(path, &info) == 0 else { throw FormatError.unreadable(errno) }
        guard info.st_mode & S_IFMT != S_IFDIR else { throw FormatError.isDirectory }
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code) else { throw FormatError.notAZip(code) }
        let count = zip_get_num_entries(handle, 0)
        guard count <= limits.archiveMembers else {
            zip_discard(handle)
            throw FormatError.tooManyMembers(limits.archiveMembers).raised(by: \.archiveMembers)
        }
        self.handle = handle
        self.limits = limits
        names = (0..<max(0, count)).map { index in
            zip_get_name(handle, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_GUESS)).map { String(cString: $0) } ?? ""
        }
    }

    deinit { zip_discard(handle) }

    package func contains(_ name: String) -> Bool { index(of: name) != nil }

    /// The bytes of the member `name`, which is found without regard to case where no name is exactly equal.
    package func open(_ name: String) throws -> any ByteSource {
        guard let index = index(of: name) else { throw FormatError.noMember(name) }
        return try ZipMemberSource(archive: self, handle: handle, index: index, name: names[index], limits: limits)
    }

    /// The whole member; refused above `limit` bytes.
    package func read(_ name: String, limit: Int = 64 << 20) throws -> [UInt8] {
        let member = try open(name)
        do {
            return try member.readAll(limit: limit)
        } catch let error as FormatError {
            throw error.inMember(name)
        }
    }

    /// True where the member stands for a link to some other file, as archives of Unix can hold it.
    package func isSymbolicLink(_ name: String) -> Bool {
        guard let index = index(of: name) else { return false }
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        guard zip_file_get_external_attributes(handle, zip_uint64_t(index), 0, &system, &attributes) == 0 else { return false }
        return Int32(system) == ZIP_OPSYS_UNIX && mode_t(attributes >> 16) & S_IFMT == S_IFLNK
    }

    private func index(of name: String) -> Int? {
        if let exact = names.firstIndex(of: name) { return exact }
        let folded = name.lowercased()
        return names.firstIndex { $0.lowercased() == folded }
    }
}

/// The bytes of one member as they are inflated; the check sum is verified with the last of them.
private final class ZipMemberSource: ByteSource {
    /// Kept, since closing the archive would end the member too.
    private let archive: ZipArchive
    private let handle: OpaquePointer
    private let file: OpaquePointer
    private let name: String
    private let packedSize: Int
    private let claimedSize: Int?
    private let limit: Int
    private let monitor: ReadingMonitor?
    private var total = 0
    /// How many of the packed bytes the monitor has been told of.
    private var told = 0

    init(archive: ZipArchive, handle: OpaquePointer, index: Int, name: String, limits: InputLimits) throws {
        var info = zip_stat_t()
        zip_stat_init(&info)
        guard zip_stat_index(handle, zip_uint64_t(index), 0, &info) == 0 else { throw FormatError.damagedMember(name) }
        if info.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0, info.encryption_method != UInt16(ZIP_EM_NONE) {
            throw FormatError.encryptedMember(name)
        }
        if info.valid & UInt64(ZIP_STAT_COMP_METHOD) != 0, info.comp_method != UInt16(ZIP_CM_STORE),
            info.comp_method != UInt16(ZIP_CM_DEFLATE)
        {
            throw FormatError.unknownCompression(name, Int(info.comp_method))
        }
        let packed = info.valid & UInt64(ZIP_STAT_COMP_SIZE) != 0 ? Int(clamping: info.comp_size) : 0
        let (byRatio, overflow) = packed.multipliedReportingOverflow(by: limits.ratio)
        limit = min(limits.unpackedBytes, overflow ? Int.max : max(limits.ratioFloor, byRatio))
        claimedSize = info.valid & UInt64(ZIP_STAT_SIZE) != 0 ? Int(clamping: info.size) : nil
        // Either the claim is true and too much, or the member is damaged: no need to unpack it to know.
        guard claimedSize ?? 0 <= limit else { throw FormatError.bomb(name, limit).raised(by: \.ratio) }
        guard let file = zip_fopen_index(handle, zip_uint64_t(index), 0) else { throw FormatError.damagedMember(name) }
        self.archive = archive
        self.handle = handle
        self.file = file
        self.name = name
        packedSize = packed
        monitor = limits.monitor
    }

    deinit { zip_fclose(file) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count))
        guard count >= 0 else { throw FormatError.damagedMember(name) }
        total += Int(count)
        guard total <= limit else { throw FormatError.bomb(name, limit).raised(by: \.ratio) }
        if let monitor {
            let share = claimedSize.map { $0 > 0 ? Double(total) / Double($0) : 1 } ?? 1
            let read = Int(Double(packedSize) * min(1, share))
            try monitor.took(max(0, read - told))
            told = max(told, read)
        }
        if count == 0, let claimedSize, claimedSize != total { throw FormatError.damagedMember(name) }
        return Int(count)
    }
}

extension FormatError {
    fileprivate static func notAZip(_ code: Int32) -> FormatError {
        switch code {
        case ZIP_ER_NOZIP, ZIP_ER_EOF:
            FormatError("is not a zip archive, or its end is missing", remedy: "fetch or export the file again")
        case ZIP_ER_MULTIDISK:
            FormatError("is one part of an archive split over several files", remedy: "save it as one file")
        case ZIP_ER_INCONS:
            FormatError(
                "is a damaged or ambiguous zip archive: its directory and its members do not agree",
                remedy: "open it in the program that wrote it and save it again")
        case ZIP_ER_EXISTS:
            FormatError(
                "holds two members of the same name, so that it is not clear which one is meant",
                remedy: "open it in the program that wrote it and save it again")
        default:
            FormatError("cannot be opened as a zip archive", remedy: "fetch or export the file again")
        }
    }
    fileprivate static func tooManyMembers(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) members", remedy: "unpack it and name the files that are meant")
    }
    package static func noMember(_ name: String) -> FormatError {
        FormatError("has no member '\(name)'", remedy: "check that it is the file that you meant")
    }
    fileprivate static func damagedMember(_ name: String) -> FormatError {
        FormatError(
            "is damaged: its bytes do not match their size or check sum", remedy: "fetch or export the file again", member: name
        )
    }
    fileprivate static func encryptedMember(_ name: String) -> FormatError {
        FormatError("is encrypted", remedy: "save it without a password", member: name)
    }
    fileprivate static func unknownCompression(_ name: String, _ method: Int) -> FormatError {
        FormatError(
            "is packed by method \(method); only stored and deflated members are read", remedy: "save the file again",
            member: name)
    }
    fileprivate static func bomb(_ name: String, _ limit: Int) -> FormatError {
        FormatError(
            "unpacks to more than \(limit) bytes, the limit for its packed size",
            remedy: "if it is no mistake, save the data in several files", member: name)
    }
}
