package import StudyModel

/// A batch of answers with everything that can be worked out before it meets the study: hashes, lengths, ids of cases, and
/// names and texts in the form in which they are stored and found.
///
/// It is made on the reading thread, so that the one that writes has less to do.
package struct PreparedAnswers: Sendable {
    /// An answer, and whose it is.
    struct Place {
        /// An index into the batch's answers.
        let answer: Int32
        /// An index into the batch's respondents.
        let respondent: Int32
    }

    /// An answer to an open question: a source with a text of its own.
    struct Text {
        let place: Place
        /// In the batch's `bytes`.
        let range: Range<Int>
        /// In Unicode scalars.
        let length: Int
        /// In `folded`, where the index holds the text in another form than the study; else nil.
        let folded: Range<Int>?
    }

    let batch: AnswerBatch
    private(set) var closed: [Place] = []
    private(set) var open: [Text] = []
    /// The hashes of the open answers, 32 bytes each.
    private(set) var hashes: [UInt8] = []
    private(set) var folded: [UInt8] = []
    /// The names of respondents and cases, normalized.
    private(set) var names: [UInt8] = []
    private(set) var respondentNames: [Range<Int>] = []
    private(set) var caseNames: [Range<Int>] = []
    /// The ids of the cases, 16 bytes each.
    private(set) var caseIDs: [UInt8] = []

    /// Whether all that the study's constraints ask of rows of answers holds, since nothing else looks at it where there are many.
    private(set) var isStorable = true

    /// - Parameter survey: as it was begun; it says which questions are open.
    package init(_ batch: consuming AnswerBatch, of survey: Survey) {
        self.init(batch, open: survey.questions.map { $0.kind == .open })
    }

    init(_ batch: consuming AnswerBatch, open isOpen: [Bool]) {
        self.batch = batch
        for respondent in self.batch.respondents {
            respondentNames.append(add(respondent.name.normalizedName))
            let caseName = respondent.caseName.normalizedName
            caseNames.append(add(caseName))
            caseIDs.append(contentsOf: Identifier<Case>(of: "case", caseName).bytes)
        }
        isStorable =
            !respondentNames.contains(where: \.isEmpty) && !caseNames.contains(where: \.isEmpty) && self.batch.isStorable
        closed.reserveCapacity(self.batch.answers.count)
        for (respondent, index) in zip(self.batch.respondents, Int32(0)...) {
            for answer in respondent.answers {
                let place = Place(answer: Int32(answer), respondent: index)
                guard isOpen[Int(self.batch.answers[answer].question)],
                    case .text(let range) = self.batch.answers[answer].value
                else {
                    closed.append(place)
                    continue
                }
                add(range, at: place)
            }
        }
    }

    private mutating func add(_ name: String) -> Range<Int> {
        let start = names.count
        names.append(contentsOf: name.utf8)
        return start..<names.count
    }

    private mutating func add(_ range: Range<Int>, at place: Place) {
        batch.bytes.withUnsafeBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[range])
            ContentHash.append(of: text, to: &hashes)
            var inIndex: Range<Int>?
            if let form = text.foldedForIndex {
                inIndex = folded.count..<folded.count + form.count
                folded.append(contentsOf: form)
            }
            open.append(Text(place: place, range: range, length: text.scalarCount, folded: inIndex))
        }
    }
}

extension AnswerBatch {
    /// Whether every place has a number from 1, and what is told of it is not empty.
    fileprivate var isStorable: Bool {
        answers.allSatisfy { $0.instance > 0 }
            && noAnswers.allSatisfy { $0.place.instance > 0 && $0.code?.isEmpty != true }
            && occurrences.allSatisfy { $0.place.instance > 0 && !$0.label.isEmpty }
            && memos.allSatisfy { $0.place.instance > 0 }
    }
}
