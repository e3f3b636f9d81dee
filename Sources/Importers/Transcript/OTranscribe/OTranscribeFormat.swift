import FileFormats
package import StudyModel

/// Transcripts that oTranscribe saves (`.otr`): JSON with a page of HTML in `text`.
///
/// Source: oTranscribe's own `export.js`. The page is read as `HTMLFormat` reads one; a time stamp in it,
/// `<span class="timestamp" data-timestamp="12.34">0:12</span>`, is the time of what follows, to the millisecond. The name of the
/// recording and where it was stopped (`media`, `media-time`) are left out.
package struct OTranscribeFormat: TranscriptFormat {
    package let name = "otr"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard let first = JSONHead(head) else { return false }
        return file.pathExtension == name || first.contains(["media-source", "media-time"])
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        return try file.naming {
            var page: [UInt8]?
            var reader = JSONReader(source.utf8, limits: options.limits)
            try reader.forEachMember { reader, key in
                if key == "text" { page = try reader.string() }
            }
            try reader.finish()
            guard let page else { throw FormatError.noText }
            let document = try HTMLReader.read(HTMLTimeStamps.written(in: page), limits: options.limits)
            return DocumentTranscript(document, in: file, options: options)
                .transcript(format: name, diagnostics: source.diagnostics)
        }
    }
}

extension FormatError {
    fileprivate static var noText: FormatError {
        FormatError(
            "holds no transcript of oTranscribe: it has no 'text'", remedy: "export it there as oTranscribe format (.otr)")
    }
}
