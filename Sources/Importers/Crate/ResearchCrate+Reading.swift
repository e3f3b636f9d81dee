import FileFormats
package import StudyModel

extension ResearchCrate {
    /// The paths of the files that an export wrote into the folder of this `ro-crate-metadata.json`, without the file itself.
    ///
    /// Only those that have a hash there, since others were added by hand; none that leads out of the folder.
    ///
    /// - Throws: `Refusal` where another program wrote it, or where it cannot be read.
    package static func files(writtenIn metadata: InputFile) throws -> Set<String> {
        let text = try metadata.readText()
        var reader = JSONReader(Array(text.utf8))
        var files: Set<String> = [previewName]
        var isOwn = false
        do {
            try reader.forEachMember { reader, key in
                guard key == "@graph" else { return try reader.skip() }
                try reader.forEachElement { reader, _ in
                    let entity = try reader.crateEntity()
                    isOwn = isOwn || entity.id.hasPrefix(programPrefix)
                    guard entity.hasHash, !entity.id.hasPrefix("#") else { return }
                    if let path = CrateAddress.decoded(entity.id), path.leadsInside { files.insert(path) }
                }
            }
            try reader.finish()
        } catch let error as FormatError {
            throw Refusal(error, in: metadata)
        }
        guard isOwn else {
            throw Refusal(
                at: metadata.place(), "another program wrote it", remedy: "name another folder, or move the file away")
        }
        return files
    }
}

extension JSONReader {
    fileprivate mutating func crateEntity() throws -> (id: String, hasHash: Bool) {
        var entity = (id: "", hasHash: false)
        try forEachMember { reader, key in
            if key == "@id", try reader.isAtString() {
                entity.id = String(decoding: try reader.string() ?? [], as: UTF8.self)
            } else {
                entity.hasHash = entity.hasHash || key == "sha256"
                try reader.skip()
            }
        }
        return entity
    }
}

extension String {
    fileprivate var leadsInside: Bool {
        !isEmpty && !utf8.contains(0)
            && split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
