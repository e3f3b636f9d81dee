/// The elements of a document that are open, by the places that a parser gives them.
///
/// An element may be passed over: it and all that is in it have no place, and `place` stays that of the element around it.
struct OpenElements<Place> {
    /// That of the innermost element which is not passed over; before the root and behind it, that which it began with.
    private(set) var place: Place
    /// Those around it, the outermost first.
    private var outer: [Place] = []
    /// How many elements are open inside one that is passed over, with it.
    private var passedOver = 0

    init(_ outside: Place) { place = outside }

    var isPassingOver: Bool { passedOver > 0 }

    /// Opens an element at a place; without one, or inside of one that is passed over, it is passed over.
    mutating func enter(_ entered: Place?) {
        guard passedOver == 0, let entered else {
            passedOver += 1
            return
        }
        outer.append(place)
        place = entered
    }

    /// Closes the innermost element; nil for one that is passed over.
    mutating func leave() -> Place? {
        guard passedOver == 0 else {
            passedOver -= 1
            return nil
        }
        guard let around = outer.popLast() else { return nil }
        let left = place
        place = around
        return left
    }

    /// The place of the innermost element that fits.
    func innermost(where fits: (Place) -> Bool) -> Place? { fits(place) ? place : outer.last(where: fits) }
}
