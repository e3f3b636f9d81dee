import StudyModel
import Testing

struct CodebookTests {
    private let space = Code(name: "Raum", order: 1)
    private let kin = Code(name: "Verwandte", order: 0)
    private var home: Code { Code(name: "Zuhause", parent: space.id, order: 0) }
    private var street: Code { Code(name: "Straße", parent: space.id, order: 1) }
    private var kitchen: Code { Code(name: "Küche", parent: home.id) }

    @Test func putsEachCodeBeforeTheCodesUnderIt() {
        let codebook = Codebook(codes: [kitchen, street, space, home, kin])
        #expect(codebook.codes.map(\.name) == ["Verwandte", "Raum", "Zuhause", "Küche", "Straße"])
        #expect(codebook.children(of: space.id).map(\.name) == ["Zuhause", "Straße"])
        #expect(codebook.children(of: nil).map(\.name) == ["Verwandte", "Raum"])
    }

    @Test func doesNotDependOnTheOrderGiven() {
        let codes = [kitchen, street, space, home, kin]
        #expect(Codebook(codes: codes) == Codebook(codes: codes.reversed()))
    }

    @Test func sortsSiblingsOfTheSameOrderByName() {
        let names = ["Zug", "Öde", "Oper"].map { Code(name: $0) }
        #expect(Codebook(codes: names).codes.map(\.name) == ["Öde", "Oper", "Zug"])
    }

    @Test func knowsThePathFromTheTop() {
        let codebook = Codebook(codes: [kitchen, street, space, home, kin])
        #expect(codebook.path(of: kitchen) == ["Raum", "Zuhause", "Küche"])
        #expect(codebook.path(of: kin) == ["Verwandte"])
    }

    @Test func findsACodeInEitherNormalForm() {
        #expect(Codebook(codes: [kitchen]).code(named: "Ku\u{308}che ")?.id == kitchen.id)
        #expect(Codebook(codes: [kitchen]).code(named: "küche") == nil)
    }

    @Test func putsACodeWithAnUnknownParentAtTheTop() {
        let codebook = Codebook(codes: [kitchen, kin])
        #expect(codebook.codes.map(\.name) == ["Küche", "Verwandte"])
        #expect(codebook.path(of: kitchen) == ["Küche"])
    }

    @Test func leavesNoCodeOutWhereParentsRunInACircle() {
        var one = Code(name: "eins")
        let two = Code(name: "zwei", parent: one.id)
        one.parent = two.id
        let codebook = Codebook(codes: [kin, two, one])
        #expect(codebook.codes.map(\.name).sorted() == ["Verwandte", "eins", "zwei"])
        #expect(codebook.path(of: one).last == "eins")
    }
}
