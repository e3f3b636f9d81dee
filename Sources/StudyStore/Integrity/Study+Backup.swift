import Foundation

extension Study {
    /// Makes a copy of the study as it is now, while others may write to it, and looks it through.
    ///
    /// - Parameter target: where; nil for a place beside the study, `dorf.anker.backup-2026-01-31`, numbered where that is
    ///   taken.
    /// - Returns: Its path.
    /// - Throws: `StudyError` where the copy cannot be made, is not sound, or a file of that name is there.
    package func backup(to target: String?) throws -> String {
        try Self.translatingErrors(path: path) {
            guard let target else {
                return try StudyCopy.make(
                    of: queue, at: "\(path).backup-\(CurrentTime.stamp.prefix(10))", isNumbered: true)
            }
            guard !FileManager.default.fileExists(atPath: target) else { throw StudyError.exists }
            return try StudyCopy.make(of: queue, at: target, isNumbered: false)
        }
    }
}
