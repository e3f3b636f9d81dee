/// Numbers of XML Schema as attributes hold them.
enum CellNumber {
    /// An `xsd:double`; nil where the bytes are none, or one that is not finite.
    static func double(_ bytes: UnsafeRawBufferPointer) -> Double? {
        if let quick = shortDecimal(bytes) { return quick }
        guard !bytes.isEmpty, bytes.count <= 400, bytes.allSatisfy(isNumeric) else { return nil }
        guard let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite else { return nil }
        return number
    }

    /// A whole number from 1 to 2147483647, in digits only.
    static func count(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard (1...10).contains(bytes.count) else { return nil }
        var result = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            result = result * 10 + Int(byte - 0x30)
        }
        return (1...Int(Int32.max)).contains(result) ? result : nil
    }

    /// A whole number from 0 to 2147483647, in digits only.
    static func whole(_ bytes: UnsafeRawBufferPointer) -> Int? {
        bytes.elementsEqual([UInt8(ascii: "0")]) ? 0 : count(bytes)
    }

    /// Up to 15 digits with or without a point: both parts are exact as doubles, so one division rounds correctly.
    private static func shortDecimal(_ bytes: UnsafeRawBufferPointer) -> Double? {
        guard (1...17).contains(bytes.count) else { return nil }
        var digits = 0
        var mantissa: Int64 = 0
        var scale: Int?
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x30...0x39:
                mantissa = mantissa * 10 + Int64(byte - 0x30)
                digits += 1
            case UInt8(ascii: ".") where scale == nil: scale = digits
            case UInt8(ascii: "-") where index == 0: break
            default: return nil
            }
        }
        guard digits > 0, digits <= 15 else { return nil }
        let magnitude = Double(mantissa) / powersOfTen[digits - (scale ?? digits)]
        return bytes.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"): true
        default: false
        }
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
