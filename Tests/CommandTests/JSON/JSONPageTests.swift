import Foundation
import Testing

struct JSONPageTests {
    private static let url = Workplace.package.appendingPathComponent("Docs/JSON.md")

    /// With `ANKER_UPDATE_DOCS=1`, as `make docs` sets it, the page is written anew.
    @Test func thePageOfJSONIsWhatTheSchemasSay() throws {
        let page = try JSONPage(SchemaFiles.read(), commands: CommandList().names).markdown()
        if ProcessInfo.processInfo.environment["ANKER_UPDATE_DOCS"] == "1" {
            try page.write(to: Self.url, atomically: true, encoding: .utf8)
        }
        let isFresh = try String(contentsOf: Self.url, encoding: .utf8) == page
        #expect(isFresh, "Docs/JSON.md is stale; run 'make docs'")
    }

    @Test func membersOfInnerObjectsStandBelowTheOuterOnes() throws {
        let schema = try JSONValue(
            #"{"title":"anker x","description":"D.","type":"object","properties":{"a":{"description":"A.","type":"array","items":{"type":"object","properties":{"b":{"description":"B|.","type":["integer","null"]}},"required":["b"]}},"c":{"description":"C.","enum":["u","v"]}},"required":["a"]}"#
        )
        let page = JSONPage(["x": schema], commands: ["x"]).markdown()
        #expect(page.contains("\n## anker x\n\nD. Schema: [x.schema.json](Schemas/x.schema.json).\n"))
        #expect(
            page.contains(
                "| `a` | list of objects | A. |\n| `a[].b` | whole number or null | B\\|. |\n| `c` | `u`, `v`, optional | C. |\n"
            ))
    }
}
