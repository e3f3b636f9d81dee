extension Double {
    /// The shortest decimal that reads back as the same number, with a point; whole numbers without one.
    package var shortest: String {
        if let whole = Int64(exactly: self), whole.magnitude < 1 << 53 { return String(whole) }
        return description
    }
}
