import FileFormats
package import StudyModel

extension StudyFolder {
    /// Reads `study.json`.
    ///
    /// - Throws: `Refusal` where it is of a newer version, or no such file.
    package init(reading file: InputFile) throws {
        self.init(name: "", language: "")
        var (format, version) = ("", 0.0)
        try file.naming {
            var reader = JSONReader(Array(try file.readText().utf8))
            try reader.forEachMember { reader, key in
                switch key {
                case "format": format = try Self.text(&reader)
                case "version": version = try reader.number() ?? 0
                case "name": name = try Self.text(&reader)
                case "language": language = try Self.text(&reader)
                case "files": try reader.forEachElement { reader, _ in files.append(try Self.text(&reader)) }
                default: break
                }
            }
            try reader.finish()
        }
        guard format == Self.format, version >= 1 else {
            throw Refusal(at: file.place(), "is not the file that names a study", remedy: "export the study again")
        }
        guard version <= Double(Self.version) else {
            throw Refusal(
                at: file.place(), "was written by a newer version of this program", remedy: "update the program")
        }
    }

    private static func text(_ reader: inout JSONReader) throws -> String {
        String(decoding: try reader.string() ?? [], as: UTF8.self)
    }
}
