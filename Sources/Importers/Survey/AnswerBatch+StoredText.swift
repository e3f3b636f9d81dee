import FileFormats
import StudyModel

extension AnswerBatch {
    /// Adds a text in the form in which all texts are stored, whichever format it came from: see `TextNormalization`.
    ///
    /// XML turns line ends into `\n` by itself, but not those that are written as `&#13;`.
    mutating func answer(_ question: Int, instance: Int = 1, stored text: UnsafeBufferPointer<UInt8>) {
        guard TextNormalization.firstChange(in: text) != nil else {
            return answer(question, instance: instance, text: text)
        }
        answer(question, instance: instance, text: TextNormalization(Array(text)).utf8)
    }
}
