package import FileFormats
package import StudyModel

/// What readers would drop or change of a GraphML file, by what Gephi, networkx, igraph, graph-tool and Cytoscape are known to do.
package struct GraphMLCheck {
    /// In the order of the lines; what occurs often is told once, with how often.
    package private(set) var diagnostics: [Diagnostic] = []
    package private(set) var nodes = 0
    package private(set) var edges = 0

    /// - Throws: `Refusal` where the file cannot be read, is no well-formed XML or no GraphML.
    package init(_ file: InputFile, limits: InputLimits = InputLimits()) throws {
        let handler = GraphMLCheckHandler()
        let reader = XMLReader(limits: limits, handler: handler)
        handler.line = { [unowned reader] in reader.line }
        try file.naming {
            var start = [UInt8](repeating: 0, count: 200)
            let count = try start.withUnsafeMutableBytes { try FileByteSource(path: file.path).read(into: $0) }
            try reader.read(FileByteSource(path: file.path))
            handler.finish(
                start: String(decoding: start.prefix(count), as: UTF8.self),
                hasEnding: file.path.lowercased().hasSuffix(".graphml"))
            guard handler.isGraphML else {
                throw FormatError("is no GraphML", remedy: "give a file whose root element is 'graphml'")
            }
        }
        (nodes, edges) = (handler.nodeCount, handler.edgeCount)
        diagnostics = handler.findings.all.map { finding in
            var message = finding.message
            if finding.count > 1 { message += ", \(finding.count) times" }
            return Diagnostic(
                finding.severity, at: file.place(line: finding.line), Diagnostic.Message(message), remedy: finding.remedy)
        }
    }
}
