import Importers
import StudyModel

/// What tells which files of a folder an earlier export wrote.
struct FolderForm: Sendable {
    /// The file that names the others.
    let head: String
    /// - Throws: `Refusal` where another program wrote the file, or where it cannot be read.
    let files: @Sendable (InputFile) throws -> Set<String>

    static let study = FolderForm(head: StudyFolder.fileName) { head in
        do {
            return Set(try StudyFolder(reading: head).files.filter(StudyFolder.isOwn))
        } catch let refusal as Refusal {
            // What an earlier export wrote cannot be told from what is foreign.
            throw Refusal(
                at: refusal.diagnostic.place, refusal.diagnostic.message, remedy: "mend the file, or name another folder")
        }
    }

    static let crate = FolderForm(head: ResearchCrate.fileName) { try ResearchCrate.files(writtenIn: $0) }
}
