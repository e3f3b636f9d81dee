/// The forms of subtitles that are made of blocks: a line with times, and the words below it.
enum SubtitleStyle {
    /// `00:01.000 --> 00:04.000`; comments, styles and regions stand between the cues.
    case webVTT
    /// `00:00:01,000 --> 00:00:04,000`.
    case subRip
    /// `0:00:01.000,0:00:04.000`.
    case subViewer

    /// A line with times, for remedies.
    var example: String {
        self == .subViewer ? "0:00:01.000,0:00:04.000" : "00:00:01.000 --> 00:00:04.000"
    }
}
