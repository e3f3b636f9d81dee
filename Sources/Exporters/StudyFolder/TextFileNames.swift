import Foundation
import StudyModel

/// The names of the files in which the texts of sources stand, each after its source.
///
/// A character that some file system does not take is written as `%2F`. A name that is too long, that a file system keeps for a device, or that
/// differs from another only in case, ends in eight digits of its SHA-256.
struct TextFileNames {
    private var names: [String: String] = [:]
    /// Bytes; file systems take 255, and a revision and an ending follow.
    private static let longest = 180
    private static let devices: Set<String> = {
        let numbered = ["com", "lpt"].flatMap { name in (1...9).map { "\(name)\($0)" } }
        return Set(["con", "prn", "aux", "nul"] + numbered)
    }()

    /// - Parameter sources: their names; no two are the same.
    init(_ sources: [String]) {
        var spellings: [String: Int] = [:]
        for source in sources { spellings[Self.safe(source).foldedKey, default: 0] += 1 }
        var taken: Set<String> = []
        for source in sources.sorted() {
            let safe = Self.safe(source)
            let isPlain =
                safe.utf8.count <= Self.longest && spellings[safe.foldedKey] == 1
                && !Self.devices.contains(safe.prefix { $0 != "." }.lowercased())
            var name = isPlain ? safe : "\(Self.cut(safe))~\(ContentHash(of: source.utf8).description.prefix(8))"
            while !taken.insert(name.foldedKey).inserted { name += "~" }
            names[source] = name
        }
    }

    func has(_ source: String) -> Bool { names[source] != nil }

    /// The path of the newest text of a source, or of an earlier revision of it.
    func file(of source: String, earlier revision: Int? = nil) -> String {
        let name = names[source] ?? Self.safe(source)
        return revision.map { "\(StudyFolder.earlierTextsFolder)\(name).\($0).txt" } ?? "\(StudyFolder.textsFolder)\(name).txt"
    }

    private static func safe(_ name: String) -> String {
        var safe = ""
        for (place, scalar) in name.unicodeScalars.enumerated() {
            let isControl = [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
            if isControl || "/\\:*?\"<>|%".unicodeScalars.contains(scalar) || (place == 0 && scalar == ".") {
                for byte in String(scalar).utf8 {
                    safe += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    private static func cut(_ name: String) -> String {
        var cut = ""
        for scalar in name.unicodeScalars where cut.utf8.count < longest - 16 { cut.unicodeScalars.append(scalar) }
        return cut
    }
}
