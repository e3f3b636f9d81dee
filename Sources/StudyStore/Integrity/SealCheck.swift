import GRDB

/// What the sums of a study's pages tell of the pages as they are.
struct SealCheck {
    /// A page that is not as it was when it was sealed.
    struct Page: Hashable {
        let number: Int
        /// What it belongs to; nil where that cannot be told.
        let owner: Owner?
        /// The one bit in which it differs; nil where it differs in more.
        let bit: Bit?

        struct Owner: Hashable {
            let table: String
            /// Whether it holds nothing that is not in the table as well.
            let isIndex: Bool
        }

        struct Bit: Hashable {
            /// Within the page, from 0.
            let byte: Int
            let mask: UInt8
        }
    }

    /// Whether the pages have been sealed at all.
    let isSealed: Bool
    /// In the order of their numbers.
    private(set) var changed: [Page] = []
    /// Whether sums themselves are damaged.
    let areSumsDamaged: Bool
    /// Whether the file was written to since, other than by a change of ours.
    let isWrittenByOthers: Bool

    /// Compares every page; `db` reads, and nothing stands in a `-wal` file.
    ///
    /// - Parameter namingOwners: whether to ask SQLite what a page belongs to. On the way it meets damaged pages, of which it takes some
    ///   for a lack of memory, and that ends a transaction.
    init(_ db: Database, namingOwners: Bool = true) throws {
        let rows = try PageSumRows(reading: db)
        let pages = try StudyPages(db)
        isSealed = !rows.isEmpty
        areSumsDamaged = !rows.damaged.isEmpty
        let sealed = try Int.fetchOne(db, sql: "SELECT counter FROM pageSeal")
        let counter = try pages.page(1)?.bigEndian(at: 24) ?? 0
        isWrittenByOthers = sealed.map { counter > $0 } ?? true
        guard isSealed else { return }
        var leftOut = try pages.free()
        for root in try Int.fetchAll(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name IN ('pageSeal', 'pageSum')") {
            leftOut.formUnion(try pages.tree(from: root))
        }
        var found: [(number: Int, bit: Page.Bit?)] = []
        try pages.forEach { number, bytes in
            guard !leftOut.contains(number), let sum = rows.sum(of: number), PageSum.sum(bytes, page: number) != sum else {
                return
            }
            let bit = PageSum.flippedBit(in: bytes, page: number, sum: sum)
            found.append((number, bit.map { Page.Bit(byte: $0.byte, mask: $0.mask) }))
        }
        changed = found.map { Page(number: $0.number, owner: namingOwners ? Self.owner(of: $0.number, db) : nil, bit: $0.bit) }
    }

    /// Told by SQLite, where it was built to tell it and the way to the page is whole.
    private static func owner(of page: Int, _ db: Database) -> Page.Owner? {
        let found = try? BulkStatement(
            db,
            """
            SELECT coalesce(s.tbl_name, d.name), s.type FROM dbstat d LEFT JOIN sqlite_schema s ON s.name = d.name
            WHERE d.pageno = ?
            """)
        found?.bind(1, page)
        guard let found, (try? found.step()) == true else { return nil }
        let table = found.text(0)
        let isFullText = table.hasPrefix("fulltext_")
        return Page.Owner(table: isFullText ? "fulltext" : table, isIndex: isFullText || found.text(1) == "index")
    }

    /// Turns back every bit that has flipped by itself.
    ///
    /// The caller holds the file for itself alone, and opens it anew afterwards.
    func mend(_ db: Database) throws {
        let pages = try StudyPages(db)
        for page in changed {
            guard let bit = page.bit, var bytes = try pages.page(page.number) else { continue }
            bytes[bit.byte] ^= bit.mask
            try pages.write(bytes, to: page.number)
        }
    }
}
