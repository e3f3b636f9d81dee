import GRDB

/// The copy of a study that is kept when it is brought to a newer version.
///
/// It lies beside the study as `dorf.anker.schema-1-2026-01-31`, numbered where that is taken, so that it takes the place of
/// no file and no command takes it for the study.
enum MigrationBackup {
    /// Returns the path of the copy.
    ///
    /// - Throws: `StudyError` where the copy cannot be made or does not hold what the study holds; the study is untouched.
    static func make(of queue: DatabaseQueue, version: Int) throws -> String {
        try StudyCopy.make(
            of: queue, at: "\(queue.path).schema-\(version)-\(CurrentTime.stamp.prefix(10))", isNumbered: true)
    }
}
