import Foundation
import StudyModel

/// A text of a project as far as its elements tell, before its positions are placed.
struct REFITextDraft {
    var uuid: UUID
    var name: String
    var plainTextPath: String?
    var richTextPath: String?
    /// The text where it stands in the project file itself.
    var content: [UInt8]?
    var coder: Int?
    var time: String?
    var selections: [REFISelectionDraft] = []
    /// Codings of the text as a whole.
    var codings: [ProjectCoding] = []
    var values: [ProjectValue] = []
    var memoKeys: [String] = []
    var descriptions: [String] = []
    var syncPoints: [REFISyncPoint] = []

    /// How many codings are on it.
    var codingCount: Int { selections.reduce(codings.count) { $0 + $1.codings.count } }
}

struct REFISyncPoint {
    var uuid: UUID?
    var timeMs: Int?
    var position: Int?
}

struct REFISelectionDraft {
    var guid: String
    /// By habit the words at it.
    var name: String
    /// As they stand in the file.
    var start: String
    var end: String
    /// Of a transcript: the points of time between which it lies.
    var syncPoints: (from: UUID?, to: UUID?)?
    var line: Int
    var codings: [ProjectCoding] = []
    var memoKeys: [String] = []
    var descriptions: [String] = []
}

/// A coding whose element is open.
struct REFICodingDraft {
    var uuid: UUID?
    var coder: Int?
    var time: String?
    var codes: [UUID] = []
    var memoKeys: [String] = []
    var line: Int
}

/// A picture, PDF, recording or video whose element is open.
struct REFIMediaDraft {
    enum Kind: String {
        case picture, pdf = "PDF", recording, video

        /// What of it may be coded beside its text.
        var part: String {
            switch self {
            case .picture: "part of a picture"
            case .pdf: "part of a PDF page"
            case .recording: "stretch of a recording"
            case .video: "stretch of a video"
            }
        }
        var withoutText: String {
            switch self {
            case .picture: "picture without a description in words"
            case .pdf: "PDF without its text"
            case .recording: "recording without a transcript"
            case .video: "video without a transcript"
            }
        }
    }

    var kind: Kind
    var uuid: UUID
    var name: String
    var texts: [REFITextDraft] = []
    var codings: [ProjectCoding] = []
    var values: [ProjectValue] = []
    var memoKeys: [String] = []
    var descriptions: [String] = []
}
