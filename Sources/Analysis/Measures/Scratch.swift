/// Values in a place of their own, without a check of each access: for the loops in which nearly all the time of a large network
/// goes. Indices must be within `count`.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    private let values: UnsafeMutableBufferPointer<Element>

    init(repeating element: Element, count: Int) {
        values = .allocate(capacity: count)
        values.initialize(repeating: element)
    }

    init(_ elements: some Collection<Element>) {
        values = .allocate(capacity: elements.count)
        _ = values.initialize(from: elements)
    }

    deinit { values.deallocate() }

    var count: Int { values.count }
    var array: [Element] { Array(values) }

    subscript(_ index: Int) -> Element {
        get { values[index] }
        nonmutating set { values[index] = newValue }
        nonmutating _modify { yield &values[index] }
    }
}
