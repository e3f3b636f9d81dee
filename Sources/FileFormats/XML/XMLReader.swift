import CLibXML2

/// Receives a document as a stream of events. What a method throws ends the reading and comes out of `XMLReader.read`, unless
/// it is `XMLReader.Enough`.
package protocol XMLEventHandler: AnyObject {
    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws
    func endElement(_ name: XMLName) throws
    /// A piece of character data: valid UTF-8, entities and line ends resolved. One text may come in many pieces.
    func characters(_ bytes: UnsafeRawBufferPointer) throws
}

/// Reads XML 1.0 with libxml2's push parser, without a tree, so that memory does not grow with the document.
///
/// Nothing outside the document is ever read. A DOCTYPE may stand there; one that declares anything is refused before it
/// can expand.
package final class XMLReader {
    /// Thrown by a handler that wants to see no more of the document.
    package struct Enough: Error {
        package init() {}
    }

    private let handler: any XMLEventHandler
    private let vocabulary: XMLVocabulary
    /// Of the names that the parser keeps, so it goes with the parser.
    private var names: XMLNameTable
    private let limits: InputLimits
    /// Kept from one document to the next, with its names, until one fails.
    private var parser: xmlParserCtxtPtr?
    private var failure: (any Error)?
    private var sawEvent = false
    /// How many elements are open.
    package private(set) var depth = 0

    package init(vocabulary: XMLVocabulary = .init(), limits: InputLimits = .init(), handler: any XMLEventHandler) {
        self.handler = handler
        self.limits = limits
        self.vocabulary = vocabulary
        names = XMLNameTable(vocabulary: vocabulary)
    }

    deinit { freeParser() }

    private func freeParser() {
        guard let parser else { return }
        self.parser = nil
        // Made for a DOCTYPE, also where no tree is asked for, and not freed with the parser.
        xmlFreeDoc(parser.pointee.myDoc)
        parser.pointee.myDoc = nil
        xmlFreeParserCtxt(parser)
    }

    /// The line that is being read, from 1.
    package var line: Int {
        guard let parser, let input = parser.pointee.input else { return 1 }
        return Int(input.pointee.line)
    }

    /// Reads `source` to its end. A reader may read one document after another; names stay the same objects then.
    ///
    /// - Throws: `FormatError` with line and column where the document is not well-formed, and whatever the handler throws
    ///   but `Enough`.
    package func read(_ source: any ByteSource) throws {
        do {
            try readDocument(source)
        } catch {
            // What a parser is left with in the middle of a document is not to be relied upon.
            freeParser()
            names = XMLNameTable(vocabulary: vocabulary)
            failure = nil
            depth = 0
            guard error is Enough else { throw error }
        }
    }

    private func readDocument(_ source: any ByteSource) throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { block.deallocate() }
        // libxml2 guesses the encoding from the first bytes it is given, so it begins with them.
        var count = try source.read(into: block)
        guard count > 0 else { throw FormatError("is empty", remedy: "export the file again") }
        let parser = try begin(block, count: min(4, count))
        var offset = min(4, count)
        var silent = 0
        // Quotation marks since the last event; an attribute has two.
        var quotes = 0
        while count > 0 {
            sawEvent = false
            try parse(UnsafeRawBufferPointer(rebasing: block[offset..<count]), with: parser)
            silent = sawEvent ? 0 : silent + count
            guard silent <= limits.bytesBetweenEvents else {
                throw FormatError("has a tag or a comment of more than \(limits.bytesBetweenEvents) bytes", line: line)
                    .raised(by: \.bytesBetweenEvents)
            }
            if sawEvent {
                quotes = 0
            } else {
                quotes += block[..<count].count { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
                guard quotes / 2 <= limits.attributes else {
                    throw FormatError.tooManyAttributes(limits.attributes, line: line)
                }
            }
            offset = 0
            count = try source.read(into: block)
        }
        try parse(UnsafeRawBufferPointer(start: nil, count: 0), with: parser, isLast: true)
        guard parser.pointee.wellFormed != 0 else { throw FormatError("is not well-formed XML", line: line) }
    }

    /// A parser that was given the first `count` bytes of a document.
    private func begin(_ block: UnsafeMutableRawBufferPointer, count: Int) throws -> xmlParserCtxtPtr {
        anker_xml_print_nothing()
        let start = block.baseAddress?.assumingMemoryBound(to: CChar.self)
        if let parser {
            guard xmlCtxtResetPush(parser, start, Int32(count), nil, nil) == 0 else { throw FormatError.noMemory }
            return parser
        }
        var sax = handlers()
        let context = Unmanaged.passUnretained(self).toOpaque()
        guard let parser = xmlCreatePushParserCtxt(&sax, context, start, Int32(count), nil) else { throw FormatError.noMemory }
        xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
        self.parser = parser
        return parser
    }

    private func parse(_ bytes: UnsafeRawBufferPointer, with parser: xmlParserCtxtPtr, isLast: Bool = false) throws {
        xmlParseChunk(parser, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(bytes.count), isLast ? 1 : 0)
        if let failure { throw failure }
        // Where bytes cannot be decoded, libxml2 stops without a word to its handlers, as if the document ended there.
        guard parser.pointee.disableSAX == 0 else { throw FormatError.undecodable(line: line) }
    }

    fileprivate func noticed() { sawEvent = true }

    fileprivate func fail(_ error: any Error) {
        guard failure == nil else { return }
        failure = error
        if var unplaced = error as? FormatError, unplaced.line == nil {
            unplaced.line = line
            failure = unplaced
        }
        if let parser { xmlStopParser(parser) }
    }

    fileprivate func start(
        _ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        depth += 1
        sawEvent = true
        guard failure == nil else { return }
        // The push parser has no limit of its own here.
        guard depth <= limits.elementDepth else { return fail(FormatError.tooDeep(limits.elementDepth, line: line)) }
        guard count <= limits.attributes else { return fail(FormatError.tooManyAttributes(limits.attributes, line: line)) }
        // Not in a closure: the optimizer stops at a noncopyable value that is made inside one.
        let list = XMLAttributes(pointer: attributes, count: count, names: names)
        do {
            try handler.startElement(names.name(local: local, namespace: namespace), list)
        } catch {
            fail(error)
        }
    }

    fileprivate func end(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?) {
        depth -= 1
        sawEvent = true
        guard failure == nil else { return }
        do {
            try handler.endElement(names.name(local: local, namespace: namespace))
        } catch {
            fail(error)
        }
    }

    fileprivate func characters(_ text: UnsafePointer<UInt8>?, _ count: Int32) {
        sawEvent = true
        guard failure == nil else { return }
        do {
            try handler.characters(UnsafeRawBufferPointer(start: text, count: Int(count)))
        } catch {
            fail(error)
        }
    }

    fileprivate func refuseDeclaration() {
        fail(
            FormatError(
                "declares an entity or element in its DOCTYPE, which is refused unread",
                remedy: "export the file again without a DOCTYPE", line: line))
    }
}

private func reader(_ context: UnsafeMutableRawPointer?) -> XMLReader? {
    context.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
}

extension XMLReader {
    /// Every callback that could pull in something from outside is left out or refuses.
    private func handlers() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.startElementNs = { context, local, _, namespace, _, _, count, _, attributes in
            guard let local, let reader = reader(context) else { return }
            reader.start(local, namespace, Int(count), attributes)
        }
        sax.endElementNs = { context, local, _, namespace in
            guard let local else { return }
            reader(context)?.end(local, namespace)
        }
        sax.characters = { context, text, count in reader(context)?.characters(text, count) }
        sax.ignorableWhitespace = { context, text, count in reader(context)?.characters(text, count) }
        sax.cdataBlock = { context, text, count in reader(context)?.characters(text, count) }
        sax.entityDecl = { context, _, _, _, _, _ in reader(context)?.refuseDeclaration() }
        sax.unparsedEntityDecl = { context, _, _, _, _ in reader(context)?.refuseDeclaration() }
        sax.notationDecl = { context, _, _, _ in reader(context)?.refuseDeclaration() }
        sax.attributeDecl = { context, _, _, _, _, _, tree in
            xmlFreeEnumeration(tree)
            reader(context)?.refuseDeclaration()
        }
        sax.elementDecl = { context, _, _, _ in reader(context)?.refuseDeclaration() }
        sax.reference = { context, _ in reader(context)?.refuseDeclaration() }
        sax.comment = { context, _ in reader(context)?.noticed() }
        sax.processingInstruction = { context, _, _ in reader(context)?.noticed() }
        anker_xml_set_structured_handler(&sax) { context, error in
            guard let error, error.pointee.level == XML_ERR_FATAL else { return }
            reader(context)?.report(
                code: error.pointee.code, message: error.pointee.message.map { String(cString: $0) } ?? "",
                line: Int(error.pointee.line), column: Int(error.pointee.int2))
        }
        return sax
    }

    private func report(code: Int32, message: String, line: Int, column: Int) {
        guard failure == nil, code != XML_ERR_USER_STOP.rawValue else { return }
        if code == XML_ERR_DOCUMENT_END.rawValue, depth > 0 { return fail(FormatError.cutShort(line: line)) }
        fail(FormatError.notWellFormed(code: code, message: message, line: line, column: column))
    }
}
