import FileFormats
import Foundation
import StudyModel

/// Gathers what a project says before its texts: users, codebook, variables and cases.
struct REFIHead {
    private(set) var head = ProjectHead(format: REFIFormat.formatName, name: "")
    private(set) var coders: [UUID: Int] = [:]
    private(set) var codes: [UUID: Int] = [:]
    private(set) var attributes: [UUID: Int] = [:]
    /// Codes and cases that are open, the innermost last.
    private var openCodes: [Int] = []
    private var isInCase = false
    private var caseNames: Set<String> = []

    /// Whether a code or a case is open.
    var takesDescription: Bool { isInCase || !openCodes.isEmpty }

    mutating func begin(_ attributes: borrowing XMLAttributes) {
        head.name = attributes.text(.name)?.normalizedName ?? ""
        head.program = attributes.text(.origin).flatMap { $0.normalizedName.isEmpty ? nil : $0.normalizedName }
    }

    mutating func addUser(_ attributes: borrowing XMLAttributes) throws {
        let uuid = try attributes.requiredUUID(.guid, of: "User")
        guard coders[uuid] == nil else { return }
        coders[uuid] = head.coders.count
        let names = [attributes.text(.name), attributes.text(.id)].compactMap { $0?.normalizedName }.filter { !$0.isEmpty }
        head.coders.append(ProjectCoder(uuid: uuid, name: names.first ?? "user \(head.coders.count + 1)"))
    }

    /// - Returns: a colour that is none.
    mutating func startCode(_ attributes: borrowing XMLAttributes) throws -> String? {
        let uuid = try attributes.requiredUUID(.guid, of: "Code")
        let name = attributes.text(.name)?.normalizedName ?? ""
        guard codes.updateValue(head.codes.count, forKey: uuid) == nil else { throw FormatError.repeatedCode(uuid) }
        guard !name.isEmpty else { throw FormatError.unnamedCode(uuid) }
        guard openCodes.count < Codebook.maximumDepth else { throw FormatError.deepCode }
        let colour = attributes.text(.colour)
        let isCodable = !["false", "0"].contains(attributes.text(.isCodable) ?? "true")
        head.codes.append(
            ProjectCode(
                id: Code.ID(uuid), name: name, parent: openCodes.last, colour: colour?.colour, isCodable: isCodable))
        openCodes.append(head.codes.count - 1)
        return colour.flatMap { $0.colour == nil && !$0.isEmpty ? $0 : nil }
    }

    mutating func endCode() { _ = openCodes.popLast() }

    mutating func addVariable(_ attributes: borrowing XMLAttributes) throws {
        let uuid = try attributes.requiredUUID(.guid, of: "Variable")
        guard self.attributes[uuid] == nil else { return }
        let kind: Attribute.Kind =
            switch attributes.text(.typeOfVariable)?.lowercased() {
            case "boolean": .boolean
            case "integer": .integer
            case "float": .decimal
            case "date": .date
            case "datetime": .dateTime
            default: .text
            }
        self.attributes[uuid] = head.attributes.count
        let name = attributes.text(.name)?.normalizedName ?? ""
        head.attributes.append(
            ProjectAttribute(
                id: Attribute.ID(uuid), name: name.isEmpty ? "variable \(head.attributes.count + 1)" : name, kind: kind))
    }

    mutating func startCase(_ attributes: borrowing XMLAttributes) throws {
        let uuid = try attributes.requiredUUID(.guid, of: "Case")
        let given = attributes.text(.name)?.normalizedName ?? ""
        let first = given.isEmpty ? "case \(head.cases.count + 1)" : given
        var name = first
        var number = 1
        while !caseNames.insert(name).inserted {
            number += 1
            name = "\(first) (\(number))"
        }
        head.cases.append(ProjectCase(id: Case.ID(uuid), name: name))
        isInCase = true
    }

    mutating func endCase() { isInCase = false }

    mutating func addSourceToCase(_ key: String) {
        guard isInCase else { return }
        head.cases[head.cases.count - 1].sources.append(key)
    }

    mutating func addToCase(_ value: ProjectValue) {
        guard isInCase else { return }
        head.cases[head.cases.count - 1].values.append(value)
    }

    mutating func addMemoKey(_ key: String) {
        if isInCase {
            head.cases[head.cases.count - 1].memoKeys.append(key)
        } else if let code = openCodes.last {
            head.codes[code].memoKeys.append(key)
        }
    }

    /// What describes the innermost code, or the case.
    mutating func describe(_ text: String) {
        if isInCase {
            head.cases[head.cases.count - 1].memos.append(ProjectMemo(text: text))
        } else if let code = openCodes.last {
            head.codes[code].definition = text
        }
    }
}

extension FormatError {
    fileprivate static func repeatedCode(_ uuid: UUID) -> FormatError {
        FormatError("two codes have the GUID \(uuid.refiKey)", remedy: "export the project again")
    }
    fileprivate static func unnamedCode(_ uuid: UUID) -> FormatError {
        FormatError("the code \(uuid.refiKey) has no name", remedy: "name it in the program that wrote the file")
    }
    fileprivate static var deepCode: FormatError {
        FormatError(
            "codes are nested more than \(Codebook.maximumDepth) deep", remedy: "put the codes higher up in the tree")
    }
}
