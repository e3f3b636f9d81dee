import FileFormats
import Foundation
import Importers
import StudyModel

extension Target {
    /// The archive layer: every member is unpacked.
    static var zip: Target {
        Target("zip", takes: { _, bytes in bytes.starts(with: [0x50, 0x4B]) }) { files in
            for file in files {
                let archive = try ZipArchive(path: file.path)
                for name in archive.names { _ = try archive.read(name, limit: 1 << 20) }
            }
        }
    }

    /// The XML layer: every name, attribute and text is looked at.
    static var xml: Target {
        Target("xml-reader", takes: { _, bytes in bytes.starts(with: [UInt8(ascii: "<")]) }) { files in
            for file in files {
                let handler = EverythingRead()
                try XMLReader(handler: handler).read(FileByteSource(path: file.path))
                require(handler.open == 0, "a document that is taken for whole and is cut short")
            }
        }
    }

    /// Text of every character set that can be named; the first byte says which, 0 and those behind the last none.
    static var text: Target {
        Target("text-decoding", takes: { file, bytes in file.stem.hasPrefix("interview") }) { files in
            for file in files {
                var bytes = try FileByteSource(path: file.path).readAll(limit: 1 << 20)
                let choice = Int(bytes.first ?? 0) - 3
                let encodings = TextEncoding.allCases
                let encoding = encodings.indices.contains(choice) ? encodings[choice] : nil
                if encoding != nil { bytes.removeFirst() }
                let text = try DecodedText(bytes, encoding: encoding?.rawValue)
                require(String(validating: text.utf8, as: UTF8.self) != nil, "a text that is not UTF-8")
            }
        }
    }

    /// Lines of codings, actors and ties.
    static var lines: Target {
        Target("lines", takes: { file, _ in file.pathExtension == "jsonl" }) { files in
            for file in files {
                try LineReader(path: file.path).forEachBatch { lines in
                    for case .success(let line) in LineReader.decode(CodingLine.self, from: lines).map(\.value) {
                        _ = line.request(coder: "", line: 1)
                    }
                    _ = LineReader.decode(ActorLine.self, from: lines)
                    _ = LineReader.decode(TieLine.self, from: lines)
                }
            }
        }
    }

    static var codebook: Target {
        Target("codebook", takes: { file, _ in file.path.contains("/Codebooks/") && file.pathExtension == "yaml" }) { files in
            for file in files { _ = try CodebookYAMLReader(try text(of: file), file: file.name) }
        }
    }

    static var surveyMap: Target {
        Target("survey-map", takes: { file, _ in file.name.hasSuffix("map.yaml") }) { files in
            for file in files {
                let map = try SurveyMap(yaml: try text(of: file), file: file.name)
                let again = try SurveyMap(yaml: map.yaml, file: file.name)
                require(again == map, "a map that reads back as another")
            }
        }
    }

    /// Tables of attributes; the length of the file says by which column the cases are named.
    static var attributes: Target {
        Target("attributes", takes: { file, _ in file.path.contains("/Attributes/") }) { files in
            for file in files {
                let size = try FileByteSource(path: file.path).readAll(limit: 1 << 20).count
                let table = try AttributeTable(file, caseColumn: size % 4 == 0 ? "Fall" : nil, options: CSVOptions())
                let names = table.caseNames.map(\.name)
                require(!names.contains(""), "a case without a name")
                require(Set(names).count == names.count, "two cases of the same name")
                let known = Set(names)
                var settings: Set<[String]> = []
                for setting in table.settings {
                    require(known.contains(setting.caseName), "a value for no case")
                    require(!setting.attribute.isEmpty, "an attribute without a name")
                    require(settings.insert([setting.caseName, setting.attribute]).inserted, "an attribute set twice")
                    require(!setting.texts.isEmpty && !setting.texts.contains(""), "a value that is nothing")
                    for kind in Attribute.Kind.allCases { _ = AttributeText.value(of: setting.texts[0], as: kind) }
                }
                _ = AttributeText.kind(of: table.settings.flatMap(\.texts), decimal: table.decimal)
            }
        }
    }

    /// Networks of other programs: what is wrong with them, and one edge of them.
    static var network: Target {
        Target("network", takes: { file, _ in file.path.contains("/Networks/") }) { files in
            for file in files {
                let edge = Result { try FoundEdge("e", in: file) }
                let check = try GraphMLCheck(file)
                for diagnostic in check.diagnostics {
                    require(!diagnostic.message.text.isEmpty && diagnostic.remedy != nil, "a problem without a remedy")
                }
                if case .success(let edge) = edge { require(edge.id == "e", "another edge") }
            }
        }
    }

    private static func text(of file: InputFile) throws -> String {
        String(decoding: try FileByteSource(path: file.path).readAll(limit: 1 << 20), as: UTF8.self)
    }
}

private final class EverythingRead: XMLEventHandler {
    private var total = 0
    private(set) var open = 0

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        open += 1
        total &+= name.namespace.utf8.count &+ name.local.utf8.count
        for index in 0..<attributes.count {
            total &+= attributes.name(at: index).local.utf8.count &+ attributes.string(at: index).utf8.count
        }
    }

    func endElement(_ name: XMLName) throws {
        open -= 1
        total &+= name.code
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        require(String(validating: bytes, as: UTF8.self) != nil, "characters that are not UTF-8")
        total &+= bytes.count
    }
}
