extension Int {
    /// Seconds as files give them, in whole milliseconds, rounded; nil for what is no time of a recording: not a number, negative, or
    /// longer than 31 years.
    init?(millisecondsOf seconds: Double) {
        guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return nil }
        self = Int((seconds * 1000).rounded())
    }

    /// The same for a decimal number with a point, with nothing around it but white space.
    init?(millisecondsOf seconds: String) {
        guard let number = Double(seconds.filter { !$0.isWhitespace }), let ms = Int(millisecondsOf: number) else { return nil }
        self = ms
    }
}
