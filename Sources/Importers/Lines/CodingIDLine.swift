import Foundation
package import StudyModel

/// A line that names a coding by its id, and the one code that it is to have.
///
/// What `anker codings --json` prints is read: `{"id": "…", "codes": ["Resonanz"], …}`.
package struct CodingIDLine: Decodable, Sendable {
    private enum Key: String, CodingKey { case id, codes }

    package let coding: Coding.ID
    package let code: String?

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        guard let uuid = UUID(uuidString: try values.decode(String.self, forKey: .id)) else {
            throw LineProblem("the id is not a uuid", remedy: "copy it from what 'anker codings --json' prints")
        }
        coding = Coding.ID(uuid)
        let codes = try values.decodeIfPresent([String].self, forKey: .codes) ?? []
        guard codes.count < 2 else { throw LineProblem("a coding has one code", remedy: "name one in 'codes'") }
        code = codes.first.flatMap { $0.normalizedName.isEmpty ? nil : $0 }
    }
}
