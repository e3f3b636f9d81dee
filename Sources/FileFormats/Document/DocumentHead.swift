/// What a file is whose name or purpose promises a document, told by its first bytes.
enum DocumentHead {
    /// The first 4 KiB.
    static func read(_ path: String, _ limits: InputLimits) throws -> [UInt8] {
        let source = try FileByteSource(path: path, limits: limits)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
        defer { block.deallocate() }
        var count = 0
        while count < block.count {
            let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: block[count...]))
            if read == 0 { break }
            count += read
        }
        guard count > 0 else { throw FormatError.emptyFile }
        return Array(block[..<count])
    }

    static func isZip(_ head: [UInt8]) -> Bool {
        head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6])
    }

    /// Why a file with this start is no `kind`, such as `Word document (docx)`.
    static func refusal(_ head: [UInt8], kind: String, remedy: String) -> FormatError {
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .protectedOrOld(kind) }
        if let name = FileSignature.name(of: head) { return .otherThan(kind, is: name, remedy: remedy) }
        let start = head.drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if HTMLHead.isHTML(head) { return .otherThan(kind, is: "an HTML page", remedy: remedy) }
        if start.starts(with: "<?xml".utf8) { return .otherThan(kind, is: "an XML file", remedy: remedy) }
        let isText = head.allSatisfy { $0 >= 0x20 || $0 == 9 || $0 == 10 || $0 == 13 }
        return .otherThan(kind, is: isText ? "plain text" : "a file of another kind", remedy: remedy)
    }

    /// Why a zip archive is no `kind`; nil where its members are those of one, or of nothing that is known.
    static func refusal(_ archive: ZipArchive, kind: String, remedy: String) throws -> FormatError? {
        if archive.contains("mimetype") {
            let type = String(decoding: try archive.read("mimetype", limit: 1 << 12), as: UTF8.self)
            let name = OpenDocumentKind.description(type.filter { !$0.isWhitespace })
            return .otherThan(kind, is: name, remedy: remedy)
        }
        guard let name = OpenDocumentKind.description(ofArchive: archive.names), name != kind else { return nil }
        return .otherThan(kind, is: name, remedy: remedy)
    }
}

extension FormatError {
    static func otherThan(_ kind: String, is name: String, remedy: String) -> FormatError {
        FormatError("is \(name), not \(kind)", remedy: remedy)
    }
    fileprivate static func protectedOrOld(_ kind: String) -> FormatError {
        FormatError(
            "is password-protected or an old .doc (OLE2), not \(kind)",
            remedy: "open it in Word or LibreOffice and save it as .docx without a password")
    }
}
