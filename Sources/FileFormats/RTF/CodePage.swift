import Foundation

/// A character set of Windows, DOS or the Mac that RTF names by number, as the system's `iconv` knows it.
final class CodePage {
    /// What each byte stands for by itself; nil for one that begins a pair or stands for nothing.
    private let single: [Unicode.Scalar?]
    private let converter: iconv_t?
    /// True where a character may take two bytes, as in Chinese, Japanese and Korean sets.
    let isDouble: Bool

    /// - Parameter number: such as 1252; a number that is not known is read as 1252.
    init(_ number: Int) {
        isDouble = [932, 936, 949, 950, 1361].contains(number)
        var opened: iconv_t?
        for name in Self.names(number) + ["CP1252"] {
            let candidate = iconv_open("UTF-32LE", name)
            if candidate != iconv_t(bitPattern: -1) {
                opened = candidate
                break
            }
        }
        converter = opened
        let isDouble = isDouble
        single = (UInt8.min...UInt8.max).map { byte in
            if byte < 0x80 { return Unicode.Scalar(byte) }
            return Self.convert([byte], opened) ?? (isDouble ? nil : Unicode.Scalar(byte))
        }
    }

    deinit { if let converter { iconv_close(converter) } }

    /// The number where a set of this number is known, else 1252.
    static func known(_ number: Int) -> Int { numbers.contains(number) ? number : 1252 }

    private static let numbers: Set<Int> = [
        437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874, 932, 936, 949, 950, 1250, 1251,
        1252,
        1253, 1254, 1255, 1256, 1257, 1258, 1361, 10000, 10007, 10029, 65001,
    ]

    private static func names(_ number: Int) -> [String] {
        switch number {
        case 10000: ["MACINTOSH"]
        case 10007: ["MACCYRILLIC", "MAC-CYRILLIC"]
        case 10029: ["MACCENTRALEUROPE", "MAC-CENTRALEUROPE"]
        case 65001: ["UTF-8"]
        default: ["CP\(number)", "WINDOWS-\(number)"]
        }
    }

    subscript(byte: UInt8) -> Unicode.Scalar? { single[Int(byte)] }

    /// The character that two bytes stand for together; nil where there is none.
    func scalar(_ first: UInt8, _ second: UInt8) -> Unicode.Scalar? { Self.convert([first, second], converter) }

    private static func convert(_ bytes: [UInt8], _ converter: iconv_t?) -> Unicode.Scalar? {
        guard let converter else { return nil }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 8)
        var left = input.count
        var room = output.count
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var into = target.baseAddress
                // A pair that breaks off would wait for its rest; the state begins anew each time.
                iconv(converter, nil, nil, nil, nil)
                return iconv(converter, &from, &left, &into, &room)
            }
        }
        guard status != -1, left == 0, room == 4 else { return nil }
        let value = output[..<4].enumerated().reduce(UInt32(0)) {
            $0 | UInt32(UInt8(bitPattern: $1.element)) << ($1.offset * 8)
        }
        return Unicode.Scalar(value)
    }

    /// The code page of a font's `\fcharset`; nil where it says nothing (1) or names a font of pictures (2).
    static func number(ofCharset charset: Int) -> Int? {
        switch charset {
        case 0: 1252
        case 77: 10000
        case 128: 932
        case 129: 949
        case 130: 1361
        case 134: 936
        case 136: 950
        case 161: 1253
        case 162: 1254
        case 163: 1258
        case 177: 1255
        case 178, 179, 180: 1256
        case 186: 1257
        case 204: 1251
        case 222: 874
        case 238: 1250
        case 254: 437
        case 255: 850
        default: nil
        }
    }
}
