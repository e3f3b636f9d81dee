/// What a query is asked of, as whole numbers: texts, passages, codings and who speaks where.
///
/// Only what the query needs is there. Things are named by the row numbers of the study, documents by their index here.
package struct QueryMaterial: Sendable {
    /// Revisions of sources that hold coded passages, and the newest one of every source where that was asked for.
    package var documents: [Document] = []
    /// Sorted by document and range; of the codings of a passage each one. A passage that bears no coding is not there.
    package var passages: [Passage] = []
    /// In the order of the passages.
    package var codings: [Coding] = []
    /// Sorted by document and lower bound.
    package var cues: [Cue] = []

    package var codebook = Codebook()
    package var codeRows: [Code.ID: Int32] = [:]
    package var codeNames: [Int32: String] = [:]
    package var coders: [String: Int32] = [:]
    package var cases: [String: Int32] = [:]
    /// Every source of the documents by its row.
    package var sourceNames: [Int64: String] = [:]
    /// All questions of the study.
    package var questions: [AskedQuestion] = []
    /// The rows of the questions that sources of the documents answer, by the rows of these.
    package var sourceQuestions: [Int64: Int64] = [:]
    package var speakers: [Speaker] = []
    /// The cases of those speakers who are one, by the rows of both; cues are there where any is.
    package var speakerCases: [Int32: Int32] = [:]
    package var memos: [Memo] = []
    /// The attributes and questions that were asked for.
    package var attributes: [Attribute] = []
    /// The names of all there are.
    package var attributeNames: [String] = []

    package init() {}

    package struct Document: Hashable, Sendable {
        package var revision: Int64
        package var source: Int64
        package var isNewest: Bool
        /// -1 without a case.
        package var caseRow: Int32
        /// Unicode scalars of its text; `Int32.max` where that was not asked for.
        package var length = Int32.max

        package init(revision: Int64, source: Int64, isNewest: Bool, caseRow: Int32 = -1) {
            self.revision = revision
            self.source = source
            self.isNewest = isNewest
            self.caseRow = caseRow
        }
    }

    package struct Passage: Hashable, Sendable {
        package var row: Int64
        package var document: Int32
        package var lower: Int32
        package var upper: Int32
        /// Where its codings begin among all.
        package var firstCoding: Int32

        package init(row: Int64, document: Int32, lower: Int32, upper: Int32, firstCoding: Int32) {
            self.row = row
            self.document = document
            self.lower = lower
            self.upper = upper
            self.firstCoding = firstCoding
        }
    }

    package struct Coding: Hashable, Sendable {
        package var row: Int64
        package var code: Int32
        package var coder: Int32
        /// -1 where there is none, or it was not asked for.
        package var weight: Int8

        package init(row: Int64, code: Int32, coder: Int32, weight: Int8 = -1) {
            self.row = row
            self.code = code
            self.coder = coder
            self.weight = weight
        }
    }

    package struct Cue: Hashable, Sendable {
        package var document: Int32
        package var turn: Int32
        package var lower: Int32
        package var upper: Int32
        /// -1 where nobody is named.
        package var speaker: Int32

        package init(document: Int32, turn: Int32, lower: Int32, upper: Int32, speaker: Int32) {
            self.document = document
            self.turn = turn
            self.lower = lower
            self.upper = upper
            self.speaker = speaker
        }
    }

    package struct Speaker: Hashable, Sendable {
        package var row: Int32
        package var name: String
        package var role: Transcript.Speaker.Role

        package init(row: Int32, name: String, role: Transcript.Speaker.Role) {
            self.row = row
            self.name = name
            self.role = role
        }
    }

    package struct AskedQuestion: Hashable, Sendable {
        package var row: Int64
        package var survey: String
        package var name: String
        /// Whether its answers are texts.
        package var isOpen: Bool

        package init(row: Int64, survey: String, name: String, isOpen: Bool) {
            self.row = row
            self.survey = survey
            self.name = name
            self.isOpen = isOpen
        }
    }

    /// A memo on a passage, a coding, a source or a case.
    package struct Memo: Hashable, Sendable {
        package enum Subject: Hashable, Sendable {
            case passage(Int64), coding(Int64), source(Int64), caseRow(Int32)
        }

        package var subject: Subject
        /// Title and text.
        package var text: String

        package init(subject: Subject, text: String) {
            self.subject = subject
            self.text = text
        }
    }

    /// An attribute of cases, or a question of a survey, with what cases have for it.
    package struct Attribute: Sendable {
        package enum Value: Hashable, Sendable {
            case number(Double)
            case text(String)
        }

        package var name: String
        package var kind: Question.Kind
        /// The words for a code, in every language.
        package var labels: [String: [String]] = [:]
        package var values: [(caseRow: Int32, value: Value)] = []

        package init(name: String, kind: Question.Kind) {
            self.name = name
            self.kind = kind
        }
    }
}
