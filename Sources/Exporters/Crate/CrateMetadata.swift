import FileFormats
package import StudyModel

/// Writes `ro-crate-metadata.json` by RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), of a pipeline also by Process Run Crate 0.5
/// (https://w3id.org/ro/wfrun/process/0.5).
///
/// `sha256` is schema.org's, which the context of 1.1 does not have yet. Files that do not lie in the folder are no data entities but works that are known
/// by their hash. The same crate gives the same bytes.
package struct CrateMetadata {
    private let crate: ResearchCrate
    private var json = JSONWriter()

    package static func bytes(of crate: ResearchCrate) -> [UInt8] {
        var metadata = CrateMetadata(crate: crate)
        metadata.write()
        return metadata.json.indentedBytes
    }

    private static let specification = "https://w3id.org/ro/crate/1.1"
    private static let runProfile = "https://w3id.org/ro/wfrun/process/0.5"
    private static let studyID = "#study"

    private mutating func write() {
        json.beginObject()
        json.key("@context")
        json.beginArray()
        json.string("\(Self.specification)/context")
        json.beginObject()
        json.member("sha256", "http://schema.org/sha256")
        json.endObject()
        json.endArray()
        json.key("@graph")
        json.beginArray()
        writeHead()
        writeFiles()
        writeContext()
        for number in crate.steps.indices { write(step: number) }
        json.endArray()
        json.endObject()
    }

    // MARK: - The crate itself

    private mutating func writeHead() {
        entity(ResearchCrate.fileName, "CreativeWork") { json in
            json.link("about", "./")
            json.link("conformsTo", Self.specification)
        }
        let crate = crate
        let top = Self.parts(of: "", crate.files)
        entity("./", "Dataset") { json in
            json.member("name", crate.title)
            json.member("description", crate.about)
            json.member("datePublished", crate.datePublished)
            json.link("license", crate.license)
            if !crate.authors.isEmpty { json.links("author", Self.ids(crate.authors, "author")) }
            if let publisher = crate.publisher { json.link("publisher", Self.id(publisher, "#publisher")) }
            json.member("inLanguage", crate.language)
            if crate.isRun { json.link("conformsTo", Self.runProfile) }
            json.links("hasPart", top)
            json.links(
                "mentions", crate.steps.indices.map(Self.stepID) + crate.files.filter { $0.path == nil }.map(CrateAddress.id))
        }
        entity(ResearchCrate.previewName, "CreativeWork") { json in
            json.link("about", "./")
            json.member("encodingFormat", "text/html")
        }
    }

    /// The ids of the files and folders right in a folder.
    private static func parts(of folder: String, _ files: [ResearchCrate.File]) -> [String] {
        let inside = files.compactMap(\.path).filter { $0.hasPrefix(folder) }.map { path in
            let rest = path.dropFirst(folder.count)
            return folder + (rest.firstIndex(of: "/").map { rest[...$0] } ?? rest)
        }
        return Set(inside).map(CrateAddress.encoded).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    // MARK: - Files

    private mutating func writeFiles() {
        let folders = Set(crate.files.compactMap(\.path).flatMap(CrateAddress.folders))
        let all = crate.files
        for folder in folders.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            entity(CrateAddress.encoded(folder), "Dataset") { json in
                json.member("name", String(folder.dropLast()))
                json.links("hasPart", Self.parts(of: folder, all))
            }
        }
        for file in crate.files {
            entity(CrateAddress.id(of: file), file.path == nil ? "CreativeWork" : "File") { json in
                json.member("name", file.name)
                json.member("encodingFormat", MediaType.named(file.name))
                json.member("contentSize", file.size.map(String.init))
                json.member("sha256", file.hash.description)
            }
        }
    }

    // MARK: - Whom and what it names

    private mutating func writeContext() {
        let crate = crate
        entity(crate.license, "CreativeWork") { json in json.member("name", crate.licenseName) }
        var known: Set<String> = [crate.license]
        for (author, id) in zip(crate.authors, Self.ids(crate.authors, "author")) where known.insert(id).inserted {
            entity(id, "Person") { json in json.member("name", author.name) }
        }
        if let publisher = crate.publisher, known.insert(Self.id(publisher, "#publisher")).inserted {
            entity(Self.id(publisher, "#publisher"), "Organization") { json in
                json.member("name", publisher.name)
                json.member("url", publisher.address)
            }
        }
        if let doer = crate.doer, known.insert(Self.id(doer, "#doer")).inserted {
            entity(Self.id(doer, "#doer"), "Person") { json in json.member("name", doer.name) }
        }
        if crate.isRun {
            entity(Self.runProfile, "CreativeWork") { json in
                json.member("name", "Process Run Crate")
                json.member("version", "0.5")
            }
        }
        for program in Set(crate.steps.map(\.program)).sorted() {
            entity(ResearchCrate.programPrefix + program, "SoftwareApplication") { json in
                json.member("name", "Ankerpunkt")
                json.member("softwareVersion", program)
            }
        }
        guard crate.steps.contains(where: { $0.study != .none }) else { return }
        entity(Self.studyID, "CreativeWork") { json in
            json.member("name", crate.study)
            json.member("description", crate.journal.map { "its journal ends with \($0)" })
        }
    }

    private static func id(_ party: ResearchCrate.Party, _ other: String) -> String { party.address ?? other }

    private static func ids(_ parties: [ResearchCrate.Party], _ role: String) -> [String] {
        parties.enumerated().map { id($1, "#\(role)-\($0 + 1)") }
    }

    // MARK: - Steps

    private static func stepID(_ number: Int) -> String { "#step-\(number + 1)" }

    private mutating func write(step number: Int) {
        let (crate, step) = (crate, crate.steps[number])
        let inputs = step.inputs.map { CrateAddress.id(of: crate.files[$0]) } + (step.study == .reads ? [Self.studyID] : [])
        let outputs = step.outputs.map { CrateAddress.id(of: crate.files[$0]) } + (step.study == .changes ? [Self.studyID] : [])
        entity(Self.stepID(number), outputs.isEmpty ? "ActivateAction" : "CreateAction") { json in
            json.member("name", step.name)
            json.member("description", step.command)
            json.link("instrument", ResearchCrate.programPrefix + step.program)
            if let doer = crate.doer { json.link("agent", Self.id(doer, "#doer")) }
            // With an offset, since Process Run Crate's own rules do not know the 'Z'.
            json.member("endTime", crate.time.map { $0.replacing("Z", with: "+00:00") })
            if !inputs.isEmpty { json.links("object", inputs) }
            if !outputs.isEmpty { json.links("result", outputs) }
        }
    }

    private mutating func entity(_ id: String, _ type: String, _ members: (inout JSONWriter) -> Void) {
        json.beginObject()
        json.member("@id", id)
        json.member("@type", type)
        members(&json)
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func link(_ name: String, _ id: String) {
        key(name)
        beginObject()
        member("@id", id)
        endObject()
    }

    /// One by itself is no list, as the specification recommends.
    fileprivate mutating func links(_ name: String, _ ids: [String]) {
        if ids.count == 1 { return link(name, ids[0]) }
        array(name, of: ids) { json, id in json.member("@id", id) }
    }
}
