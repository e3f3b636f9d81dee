import Foundation

/// Why a study could not be opened, read or changed. It was left as it was.
package struct StudyError: Error, Hashable, Sendable {
    /// Lower case, no full stop, no respondent's words.
    package let problem: String
    package let remedy: String?

    package init(_ problem: String, remedy: String? = nil) {
        self.problem = problem
        self.remedy = remedy
    }
}

extension StudyError {
    static let notFound = StudyError("no such file", remedy: "make one with 'anker init', or name another with --study")
    static let isDirectory = StudyError("is a directory, not a study file", remedy: "name the .anker file in it")
    package static let exists = StudyError(
        "a file of this name is already there", remedy: "choose another name, or remove that file first")
    static func cannotBeMade(_ code: Int32) -> StudyError {
        StudyError(
            "cannot be made: \(String(cString: strerror(code)).lowercased())",
            remedy: "check the folder, its permissions and the room on the disk")
    }
    static let notAStudy = StudyError(
        "is not a study file of Ankerpunkt", remedy: "import it with 'anker import', or name another file with --study")
    static let empty = StudyError(
        "is empty, and so no study file", remedy: "make a new study with 'anker init' under another name")
    static let taguette = StudyError(
        "is a Taguette database, not a study file", remedy: "name another file with --study")
    static func newer(_ version: Int, known: Int) -> StudyError {
        StudyError(
            "was written by a newer version of Ankerpunkt (schema \(version); this one knows \(known))",
            remedy: "update Ankerpunkt; the file was left untouched")
    }
    static func damaged(_ what: String) -> StudyError {
        StudyError("is damaged: \(what)", remedy: "restore the newest backup or copy of the file; this one was left untouched")
    }
    static func busy(_ holder: String?) -> StudyError {
        StudyError(
            "another command is writing to this study" + (holder.map { ": \($0)" } ?? ""),
            remedy: "wait until it is done and try again")
    }
    static let readOnly = StudyError("cannot be written to", remedy: "check the permissions of the file and its folder")
    static let noCoder = StudyError("no coder is named", remedy: "name one with --coder, or in $ANKER_CODER")
    static let full = StudyError("the disk is full; nothing was changed", remedy: "free some space and try again")
    static let unwritable = failed("reading or writing the file failed")
    static func failed(_ message: String) -> StudyError { StudyError("cannot be used: \(message)") }
    static func migrationLosesRows(_ name: String, table: String) -> StudyError {
        StudyError(
            "the step '\(name)' to the newest version would change the rows of '\(table)'",
            remedy: "report this; the file was left untouched")
    }
    static func migrationBreaksReferences(_ name: String) -> StudyError {
        StudyError(
            "the step '\(name)' to the newest version would break references",
            remedy: "report this; the file was left untouched")
    }
}
