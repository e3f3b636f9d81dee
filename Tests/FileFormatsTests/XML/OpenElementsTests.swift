import Testing

@testable import FileFormats

struct OpenElementsTests {
    @Test func thePlaceIsThatOfTheInnermostElement() {
        var open = OpenElements("outside")
        open.enter("body")
        open.enter("paragraph")
        #expect(open.place == "paragraph")
        #expect(open.leave() == "paragraph")
        #expect(open.leave() == "body")
        #expect(open.place == "outside")
    }

    @Test func whatIsInsideOfAnElementThatIsPassedOverIsPassedOver() {
        var open = OpenElements("outside")
        open.enter("body")
        open.enter(nil)
        open.enter("paragraph")
        #expect(open.isPassingOver)
        #expect(open.place == "body")
        #expect(open.leave() == nil)
        #expect(open.leave() == nil)
        #expect(!open.isPassingOver)
        #expect(open.leave() == "body")
    }

    @Test func nothingIsLeftBehindTheRoot() {
        var open = OpenElements("outside")
        #expect(open.leave() == nil)
        #expect(open.place == "outside")
    }

    @Test func theInnermostThatFitsMayBeFurtherOut() {
        var open = OpenElements(0)
        for place in [1, 2, 3] { open.enter(place) }
        #expect(open.innermost { $0 < 3 } == 2)
        #expect(open.innermost { $0 == 3 } == 3)
        #expect(open.innermost { $0 > 3 } == nil)
    }
}
