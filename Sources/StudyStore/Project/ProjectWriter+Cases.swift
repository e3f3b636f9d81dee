import Foundation
import GRDB
import StudyModel

extension ProjectWriter {
    /// An attribute of cases is one of the study's by its id or its name.
    mutating func add(_ attribute: ProjectAttribute) throws -> FoundAttribute {
        let holder = try row(of: attribute.id, in: "attribute")
        let name = try holder.flatMap {
            try String.fetchOne(
                change.db, sql: "SELECT name FROM attribute WHERE id = ? AND subject = 'case'", arguments: [$0])
        }
        if let found = try FoundAttribute(name ?? attribute.name, in: change.db) { return found }
        try change.willSetValues()
        return try FoundAttribute.add(
            attribute.name.normalizedName, attribute.kind, as: holder == nil ? attribute.id : nil, in: &change)
    }

    mutating func add(_ one: ProjectCase) throws {
        let held = try holdCase(named: one.name, as: one.id)
        if let id = one.id { caseRows[id.description] = held.row }
        try set(one.values, of: held)
        for key in one.sources {
            if cases[key] == nil { cases[key] = held } else { leaveOut(ProjectCase.furtherOfSource) }
        }
        try note(one.memos, one.memoKeys, on: MemoSpot(column: "case", row: held.row, id: held.id.description))
    }

    /// The case with that id, or of that name; made where there is none.
    mutating func holdCase(named name: String, as id: Case.ID?) throws -> Held<Case> {
        let db = change.db
        if let id, let row = try row(of: id, in: "case") {
            know("cases")
            return Held(row: row, id: id)
        }
        if let found = try CaseRegister(db).find(name) {
            know("cases")
            return Held(row: found.row, id: found.id)
        }
        let row = try change.caseRow(name, as: id)
        return Held(row: row, id: try CaseRegister(db).required(name).id)
    }

    /// Sets what is known of a case; an attribute that it has a value for keeps it.
    mutating func set(_ values: [ProjectValue], of held: Held<Case>) throws {
        let db = change.db
        let find = try db.cachedStatement(
            sql: "SELECT value FROM attributeValue WHERE \"case\" = ? AND attribute = ? ORDER BY instance")
        let add = try db.cachedStatement(
            sql: "INSERT INTO attributeValue(\"case\", attribute, instance, value) VALUES (?, ?, ?, ?)")
        for (place, group) in Dictionary(grouping: values, by: \.attribute).sorted(by: { $0.key < $1.key }) {
            let attribute = attributes[place]
            let wanted = group.compactMap { $0.value.converted(to: attribute.kind)?.databaseValue }
            leaveOut("value of another type than its attribute has here", group.count - wanted.count)
            let known = try DatabaseValue.fetchAll(find, arguments: [held.row, attribute.row])
            guard known.isEmpty else {
                if known != wanted { leaveOut("value that the study has otherwise", wanted.count) }
                continue
            }
            try change.willSetValues()
            for (instance, value) in wanted.enumerated() {
                try add.execute(arguments: [held.row, attribute.row, instance + 1, value])
            }
            change.count("values", wanted.count)
        }
    }
}

extension AttributeValue {
    /// The same value as one of that kind; nil where it is none.
    fileprivate func converted(to kind: Attribute.Kind) -> AttributeValue? {
        switch (kind, self) {
        case (.text, .integer(let number)): .text("\(number)")
        case (.text, .decimal(let number)): .text(number.shortest)
        case (.decimal, .integer(let number)): .decimal(Double(number))
        case (.integer, .integer), (.decimal, .decimal), (.text, .text), (.date, .text), (.dateTime, .text): self
        case (.boolean, .integer(let number)): number == 0 || number == 1 ? self : nil
        case (.boolean, _), (.integer, _), (.decimal, _), (.date, _), (.dateTime, _): nil
        }
    }
}
