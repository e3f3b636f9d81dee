import FileFormats
import Foundation
import Importers

/// The inputs that a target begins with: the fixtures of its kind, as they are or taken apart.
struct Seeds {
    /// Longer ones would only make each run slow.
    private static let limit = 1 << 13

    private var inputs: [[UInt8]] = []
    private let target: Target
    /// What inputs of parts are completed with.
    private(set) var outline = Outline()

    /// - Parameter fixtures: the folder in which `Fixtures` and `Codebooks` lie.
    init(of target: Target, from fixtures: String) throws {
        self.target = target
        var own: [(file: InputFile, bytes: [UInt8])] = []
        var members: [[UInt8]] = []
        var others: [InputFile] = []
        for folder in ["Fixtures", "Codebooks"] {
            for path in FileManager.default.enumerator(atPath: fixtures + "/" + folder)?.compactMap({ $0 as? String }).sorted()
                ?? []
            {
                let file = InputFile(path: "\(fixtures)/\(folder)/\(path)")
                guard let bytes = try? FileByteSource(path: file.path).readAll(limit: 4 << 20) else { continue }
                if try target.takes(file, bytes) {
                    own.append((file, bytes))
                } else {
                    others.append(file)
                }
                // The members of archives are XML too.
                for member in Self.members(of: file, bytes) where try target.takes(InputFile(path: member.name), member.bytes) {
                    members.append(member.bytes)
                }
            }
        }
        if target.isOfParts { outline = Outline(of: target, in: own) }
        for (file, bytes) in own { try add(bytes, as: file) }
        inputs += members
        if case .survey(let format)? = ImportFormats.named(target.reader) { try addJoined(format, own.map(\.file), others) }
    }

    /// Also writes their words, as `FOLDER.dict`. Writes nothing where a format has no parts.
    ///
    /// - Throws: where there is not one, since the target would begin with nothing.
    func write(to folder: String) throws {
        let short = inputs.filter { $0.count <= Self.limit }
        let inputs = short.isEmpty ? inputs : short
        if inputs.isEmpty, target.isOfParts { return }
        guard !inputs.isEmpty else { throw NoSeed(target: target.name) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (number, bytes) in inputs.enumerated() {
            try Data(bytes).write(to: URL(fileURLWithPath: folder + "/seed-\(number)"))
        }
        try Data(Dictionary(of: inputs).text.utf8).write(to: URL(fileURLWithPath: folder + ".dict"))
    }

    private mutating func add(_ bytes: [UInt8], as file: InputFile) throws {
        if target.isOfParts {
            // What has no parts is for the plain target.
            guard let parts = parts(of: file, bytes) else { return }
            inputs.append(parts)
        } else {
            inputs.append(Thinning.thin(bytes))
        }
        // Some formats go by the name.
        if file.pathExtension != target.reader { inputs.append(try named([file])) }
    }

    /// Files that are read together.
    private mutating func addJoined(_ format: any SurveyFormat, _ own: [InputFile], _ others: [InputFile]) throws {
        guard let joined = try? format.join(own, others: others, limits: InputLimits()) else { return }
        for file in joined where !file.companions.isEmpty { inputs.append(try named([file] + file.companions)) }
    }

    private func named(_ files: [InputFile]) throws -> [UInt8] {
        FuzzInput.joined(
            try files.map { file in
                let bytes = try FileByteSource(path: file.path).readAll(limit: 4 << 20)
                let parts = target.isOfParts ? parts(of: file, bytes) : nil
                return .init(name: file.name, bytes: parts ?? Thinning.thin(bytes))
            }, by: FuzzInput.fileMark)
    }

    /// The members of an archive, or the XML; nil for anything else.
    private func parts(of file: InputFile, _ bytes: [UInt8]) -> [UInt8]? {
        let members = Self.members(of: file, bytes)
        if !members.isEmpty { return FuzzInput.joined(outline.shortened(members), by: FuzzInput.memberMark) }
        return bytes.prefix(8).contains(UInt8(ascii: "<")) && !bytes.contains(FuzzInput.memberMark) ? Thinning.thin(bytes) : nil
    }

    /// What an archive holds but for pictures; empty for anything else.
    static func members(of file: InputFile, _ bytes: [UInt8]) -> [FuzzInput.File] {
        guard bytes.starts(with: [0x50, 0x4B]), let archive = try? ZipArchive(path: file.path) else { return [] }
        return archive.names.compactMap { name in
            guard !name.hasSuffix("/"), let bytes = try? archive.read(name) else { return nil }
            // A picture says nothing to a reader.
            guard !bytes.contains(0) else { return nil }
            return .init(name: name, bytes: Thinning.thin(bytes))
        }
    }
}

private struct NoSeed: Error, CustomStringConvertible {
    let target: String
    var description: String { "no file under Fixtures is for '\(target)', so there is no seed" }
}
