/// What a folder for an archive says of itself: what it is, who made it, which files belong to it, and which step made which of them.
package struct ResearchCrate: Hashable, Sendable {
    /// A file that lies in the folder, or one that is only known by its hash.
    package struct File: Hashable, Sendable {
        /// What a person calls it.
        package var name: String
        /// Where it lies in the folder; nil where it does not.
        package var path: String?
        package var hash: ContentHash
        /// In bytes; nil where the file is not at hand.
        package var size: Int?

        package init(name: String, path: String? = nil, hash: ContentHash, size: Int?) {
            self.name = name
            self.path = path
            self.hash = hash
            self.size = size
        }
    }

    /// A person or an organization, with the address under which the world knows it (an ORCID, a ROR).
    package struct Party: Hashable, Sendable {
        package var name: String
        package var address: String?

        package init(name: String, address: String? = nil) {
            self.name = name
            self.address = address
        }
    }

    /// Something that was done.
    package struct Step: Hashable, Sendable {
        package enum StudyUse: Hashable, Sendable { case none, reads, changes }

        package var name: String
        /// As it is typed.
        package var command: String
        /// The version of the program.
        package var program: String
        package var study: StudyUse
        /// Places in `files`.
        package var inputs: [Int]
        package var outputs: [Int]

        package init(
            name: String, command: String, program: String, study: StudyUse, inputs: [Int] = [], outputs: [Int] = []
        ) {
            self.name = name
            self.command = command
            self.program = program
            self.study = study
            self.inputs = inputs
            self.outputs = outputs
        }
    }

    package var title: String
    package var about: String
    /// An address.
    package var license: String
    /// The licence by its name, such as `CC-BY-4.0`; else its address.
    package var licenseName: String
    /// `2026-01-31`.
    package var datePublished: String
    package var authors: [Party] = []
    package var publisher: Party?
    /// Of the study, such as `de`; nil where it is not known.
    package var language: String?
    /// The file of the study by its name, and what its journal ends with.
    package var study: String
    package var journal: ContentHash?
    package var files: [File] = []
    package var steps: [Step] = []
    /// Whether the steps are the whole way from what went in to what came out.
    package var isRun = false
    /// Who did the steps, and when they are said to have been done, in ISO 8601; nil where nobody says it.
    package var doer: Party?
    package var time: String?

    package init(
        title: String, about: String, license: (name: String, address: String), datePublished: String, study: String
    ) {
        self.title = title
        self.about = about
        (licenseName, self.license) = license
        self.datePublished = datePublished
        self.study = study
    }

    package static let fileName = "ro-crate-metadata.json"
    package static let previewName = "ro-crate-preview.html"
    /// What the entity of the program begins with, by which a folder is known as one that this program wrote.
    package static let programPrefix = "#anker-"
}
