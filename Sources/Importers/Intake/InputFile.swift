package import FileFormats
package import StudyModel

/// A file somebody handed over: where it lies, and how it is named in messages.
package struct InputFile: Hashable, Sendable {
    /// The path as it can be opened.
    package let path: String
    /// Files that are read together with it, and have their answers in it: data beside their definition.
    package var companions: [InputFile] = []
    /// Files that lie beside it and that its answers name, such as photographs; they are not read.
    package var attachments: [InputFile] = []
    /// What its format saw at its start, so that it need not be opened once more to be joined; nil where nobody looked.
    package var mark: String?
    /// The last part of the path, as messages name the file.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    /// What stands behind the last point of the name, in lower case; empty where there is none.
    package var pathExtension: String {
        let name = name
        guard let point = name.lastIndex(of: "."), point != name.startIndex else { return "" }
        return name[name.index(after: point)...].lowercased()
    }
    /// The name without its extension: with it where nothing visible stands before, and `unnamed` where nothing is visible.
    package var stem: String {
        let name = name
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        if !stem.normalizedName.isEmpty { return stem }
        return name.normalizedName.isEmpty ? "unnamed" : name
    }

    package init(path: String) { self.path = path }

    /// What `body` makes of the file.
    ///
    /// - Throws: `Refusal` with the file's name for a `FormatError`, and whatever else `body` throws.
    package func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as FormatError { throw Refusal(error, in: self) }
    }

    package func place(line: Int? = nil, column: Int? = nil) -> Diagnostic.Place {
        Diagnostic.Place(file: name, line: line, column: column)
    }
}

extension InputFile {
    /// A small file as text: a codebook, a map.
    package func readText() throws -> String {
        do {
            let bytes = try FileByteSource(path: path).readAll(limit: 16 << 20)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw FormatError("is not UTF-8", remedy: "save it as UTF-8")
            }
            return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
        } catch let error as FormatError {
            throw Refusal(error, in: self)
        }
    }
}

extension Refusal {
    /// The one message for a file that could not be read.
    package init(_ error: FormatError, in file: InputFile) {
        // Who sees a cell does not see the line of the file inside the file.
        let place =
            error.cell == nil
            ? Diagnostic.Place(
                file: file.name, member: error.member, sheet: error.sheet, line: error.line, column: error.column,
                byteOffset: error.byteOffset)
            : Diagnostic.Place(file: file.name, sheet: error.sheet, cell: error.cell)
        self.init(
            at: place,
            Diagnostic.Message(error.problem), remedy: error.remedy)
    }
}
