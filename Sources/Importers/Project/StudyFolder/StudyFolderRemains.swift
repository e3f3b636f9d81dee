import FileFormats
import Foundation
package import StudyModel

extension StudyFolder {
    /// Why a folder with the tables of a study cannot be read as one: its `study.json` is missing, empty or of something else; nil for
    /// any other folder.
    package static func refusal(of folder: String) -> Refusal? {
        let root = InputFile(path: folder)
        let file = InputFile(path: folder.hasSuffix("/") ? folder + fileName : folder + "/" + fileName)
        guard !StudyFolderPlace(of: file).tables.isEmpty else { return nil }
        guard ProjectFolder.kind(of: file.path) == S_IFREG else {
            guard ProjectFolder.kind(of: folder + "/" + textsFolder) == S_IFDIR else { return nil }
            return Refusal(
                at: root.place(), "is the folder of a study in which \(fileName) is missing",
                remedy: "put that file back, or export the study again")
        }
        guard let head = try? FileByteSource(path: file.path).readHead(4096) else { return nil }
        guard !StudyFolderFormat().recognizes(file, head: head) else { return nil }
        let isEmpty = String(decoding: head, as: UTF8.self).allSatisfy(\.isWhitespace)
        return Refusal(
            at: file.place(), isEmpty ? "is empty" : "does not say that the folder is a study",
            remedy: "put back what stood in it, or export the study again")
    }
}
