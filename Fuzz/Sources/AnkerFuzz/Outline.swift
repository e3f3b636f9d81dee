import FileFormats
import Importers

/// What the inputs of parts of one target are completed with: the members of an archive, the start tag of a root.
///
/// Mutations destroy those sooner than anything else, and where they are gone, nothing behind the door is fuzzed. They are
/// taken from the fixtures that are read without a refusal.
struct Outline {
    private struct Member {
        let file: FuzzInput.File
        /// Nil for what is no XML.
        let root: MendedXML.Root?
    }

    /// Those of the shortest archive; empty where the format has none.
    private var members: [Member] = []
    /// The name of the longest one that is XML, which is what a file is about.
    private var main = ""
    /// Those of the files that are XML themselves.
    private var roots: [MendedXML.Root] = []

    init() {}

    /// - Parameter files: the fixtures of `target`, with what they hold.
    init(of target: Target, in files: [(file: InputFile, bytes: [UInt8])]) {
        for (file, bytes) in files.sorted(by: { $0.bytes.count < $1.bytes.count }) {
            let whole = FuzzInput.File(name: "", bytes: bytes)
            if whole.isXML {
                guard let root = MendedXML(bytes).root, !roots.contains(where: { $0.name == root.name }), target.reads(file)
                else {
                    continue
                }
                roots.append(root)
            } else if members.isEmpty, bytes.starts(with: [0x50, 0x4B]), target.reads(file) {
                members = Seeds.members(of: file, bytes).map {
                    Member(file: $0, root: $0.isXML ? MendedXML($0.bytes).root : nil)
                }
            }
        }
        let longest = members.filter { $0.root != nil }.max { $0.file.bytes.count < $1.file.bytes.count }
        main = longest?.file.name ?? ""
    }

    /// The file that an input stands for. One without members is the main one of an archive, unless it has the root of a
    /// file that is XML itself.
    func completed(_ file: FuzzInput.File) -> FuzzInput.File {
        var file = file
        if !file.bytes.contains(FuzzInput.memberMark) {
            guard !members.isEmpty else { return file.isXML ? file.mended(roots, isForced: roots.count == 1) : file }
            let mended = MendedXML(file.bytes, roots: roots)
            if let root = mended.root, roots.contains(where: { $0.name == root.name }) {
                file.bytes = mended.bytes
                return file
            }
        }
        file.bytes = StoredZip(completed(FuzzInput.members(in: file.bytes, main: main))).bytes
        return file
    }

    private func completed(_ given: [FuzzInput.File]) -> [FuzzInput.File] {
        var given = given
        if !given.contains(where: { $0.name == main }) {
            // It has lost its name.
            let others = given.indices.filter { index in !members.contains { $0.file.name == given[index].name } }
            if let longest = others.max(by: { given[$0].bytes.count < given[$1].bytes.count }) { given[longest].name = main }
        }
        let own = members.map { member in
            // What is no XML says what kind of archive it is.
            guard let root = member.root, let file = given.first(where: { $0.name == member.file.name }) else {
                return member.file
            }
            return file.mended([root], isForced: true)
        }
        let others = given.filter { file in !members.contains { $0.file.name == file.name } }
        return own + others.map { $0.isXML ? $0.mended([], isForced: false) : $0 }
    }

    /// Without what comes back with `completed`, so that mutations fall on the rest.
    func shortened(_ given: [FuzzInput.File]) -> [FuzzInput.File] {
        given.compactMap { file in
            guard let member = members.first(where: { $0.file.name == file.name }) else { return file }
            guard let root = member.root, file.name == main || file.bytes != member.file.bytes else { return nil }
            return file.shortened(root)
        }
    }
}

extension FuzzInput.File {
    var isXML: Bool { bytes.prefix(8).contains(UInt8(ascii: "<")) }

    fileprivate func mended(_ roots: [MendedXML.Root], isForced: Bool) -> Self {
        Self(name: name, bytes: MendedXML(bytes, roots: roots, isForced: isForced).bytes)
    }

    /// Without the attributes that its root has of `root`.
    fileprivate func shortened(_ root: MendedXML.Root) -> Self {
        let mended = MendedXML(bytes)
        guard let own = mended.root, own.name == root.name else { return self }
        let rest = own.attributes.filter { attribute in !root.attributes.contains { $0 == attribute } }
        let short = MendedXML.Root(name: own.name, attributes: rest)
        return Self(name: name, bytes: short.tag + mended.bytes.dropFirst(own.tag.count))
    }
}
