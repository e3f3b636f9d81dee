import StudyModel

extension Query: CustomStringConvertible {
    /// The query in the form in which it is kept; read again it is the same query.
    package var description: String {
        switch self {
        case .all(let queries): queries.map(\.asPart).joined(separator: " and ")
        case .any(let queries): queries.map(\.asPart).joined(separator: " or ")
        case .not(let query): "not \(query.asPart)"
        case .test(let test): test.description
        case .relation(let relation, let query):
            "\(relation.kind.rawValue)(\(relation.distance.map { "\($0), " } ?? "")\(query))"
        case .saved(let name): "@\(name.written)"
        }
    }

    private var asPart: String {
        switch self {
        case .all, .any: "(\(self))"
        default: description
        }
    }
}

extension QueryRelation.Distance: CustomStringConvertible {
    package var description: String { "\(count) \(count == 1 ? String(measure.rawValue.dropLast()) : measure.rawValue)" }
}

extension QueryTest: CustomStringConvertible {
    package var description: String {
        switch self {
        case .code(let test):
            "code(\(test.isExact ? "=" : "")\(test.name.written)"
                + (test.coders.isEmpty ? "" : ", coder \(test.coders.written)")
                + (test.weight.map { ", \($0)" } ?? "") + ")"
        case .coder(let names): "coder \(names.written)"
        case .weight(let test): test.description
        case .finding(let name, nil): "finding = \(name.written)"
        case .finding(let name, let bearing?): "finding(\(name.written), \(bearing.rawValue))"
        case .source(let names): "source \(names.written)"
        case .question(let names): "question \(names.written)"
        case .caseName(let names): "case \(names.written)"
        case .attribute(let name, let test): "case.\(name.written) \(test)"
        case .speaker(let names): "speaker \(names.written)"
        case .role(let roles): "speaker.role \(roles.map { QueryName($0.rawValue) }.written)"
        case .memo(let pattern): "memo ~ \(pattern)"
        case .text(let pattern): "text ~ \(pattern)"
        }
    }
}

extension QueryTest.WeightTest: CustomStringConvertible {
    package var description: String { "weight \(comparison.rawValue) \(weight)" }
}

extension QueryTest.AttributeTest: CustomStringConvertible {
    package var description: String {
        switch self {
        case .oneOf(let values): values.written
        case .compares(let comparison, let value): "\(comparison.rawValue) \(value.written)"
        case .matches(let pattern): "~ \(pattern)"
        case .isMissing: "is missing"
        }
    }
}

extension TextPattern: CustomStringConvertible {
    package var description: String {
        switch self {
        case .words(let pattern): QueryName(pattern.text).written
        case .expression(let pattern, let ignoresCase):
            "/\(pattern.text.replacing("/", with: "\\/"))/\(ignoresCase ? "i" : "")"
        }
    }
}

extension QueryName {
    /// In quotation marks, where it needs them.
    var written: String {
        if QueryLexer.isPlain(text) { return text }
        var written = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { written.unicodeScalars.append("\\") }
            written.unicodeScalars.append(scalar)
        }
        return written + "\""
    }
}

extension [QueryName] {
    /// `= NAME`, or `in (NAME, …)`.
    fileprivate var written: String {
        count == 1 ? "= \(self[0].written)" : "in (\(map(\.written).joined(separator: ", ")))"
    }
}
