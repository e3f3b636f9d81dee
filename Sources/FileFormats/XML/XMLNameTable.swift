/// One object for each name of a document, found by address.
///
/// libxml2 keeps one copy of each name and namespace, so two addresses say which name it is without reading it. The table is
/// hashed by hand: it is asked several million times for a large sheet.
final class XMLNameTable {
    private struct Entry {
        let local: UnsafePointer<UInt8>
        let namespace: UnsafePointer<UInt8>?
        let code: Int
        let name: XMLName
    }

    private let vocabulary: XMLVocabulary
    let empty = XMLName(namespace: "", local: "", code: 0)
    /// Each name once, at the slot of its hash or behind it; always at least half empty.
    private var slots: UnsafeMutablePointer<Entry?>
    private var capacity = 256
    private var count = 0

    init(vocabulary: XMLVocabulary) {
        self.vocabulary = vocabulary
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: nil, count: capacity)
    }

    deinit {
        slots.deinitialize(count: capacity)
        slots.deallocate()
    }

    func name(local: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?) -> XMLName {
        let slot = slot(local, namespace)
        if let entry = slots[slot] { return entry.name }
        return insert(local, namespace, at: slot).name
    }

    func code(local: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?) -> Int {
        let slot = slot(local, namespace)
        if let code = slots[slot]?.code { return code }
        return insert(local, namespace, at: slot).code
    }

    /// Where the name stands, or the empty slot where it belongs.
    private func slot(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?) -> Int {
        let mixed = UInt(bitPattern: local) &* 0x9E37_79B9_7F4A_7C15 ^ UInt(bitPattern: namespace) &* 0xC2B2_AE3D_27D4_EB4F
        var slot = Int(truncatingIfNeeded: mixed >> 32) & (capacity - 1)
        while let entry = slots[slot], entry.local != local || entry.namespace != namespace {
            slot = (slot + 1) & (capacity - 1)
        }
        return slot
    }

    private func insert(_ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?, at slot: Int) -> Entry {
        let localName = String(cString: local)
        let uri = namespace.map { String(cString: $0) } ?? ""
        let code = vocabulary.code(namespace: uri, local: localName)
        let entry = Entry(
            local: local, namespace: namespace, code: code, name: XMLName(namespace: uri, local: localName, code: code))
        slots[slot] = entry
        count += 1
        if count * 2 > capacity { grow() }
        return entry
    }

    private func grow() {
        let (old, oldCapacity) = (slots, capacity)
        capacity *= 2
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: nil, count: capacity)
        for index in 0..<oldCapacity {
            if let entry = old[index] { slots[slot(entry.local, entry.namespace)] = entry }
        }
        old.deinitialize(count: oldCapacity)
        old.deallocate()
    }
}
