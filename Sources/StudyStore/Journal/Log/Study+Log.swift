import Foundation
import GRDB
package import StudyModel

/// Which events are meant; nil means all.
package struct EventFilter: Hashable, Sendable {
    package var coder: String?
    /// Exactly this verb, or those that begin with it and a dot.
    package var verb: String?
    /// The name or the id of a thing of the study.
    package var subject: String?
    /// From this time on: `2026`, `2026-01`, `2026-01-31` or a whole time.
    package var since: String?
    /// Up to the end of this year, month, day or second.
    package var until: String?
    package var events: ClosedRange<Int64>?

    package init(
        coder: String? = nil, verb: String? = nil, subject: String? = nil, since: String? = nil, until: String? = nil,
        events: ClosedRange<Int64>? = nil
    ) {
        self.coder = coder?.normalizedName
        self.verb = verb
        self.subject = subject
        self.since = since
        self.until = until
        self.events = events
    }

    func takes(_ event: Event) -> Bool {
        if let coder, event.coder != coder { return false }
        if let verb, event.verb != verb, !event.verb.hasPrefix(verb + ".") { return false }
        if let since, event.time < since { return false }
        if let until, event.time.prefix(until.count) > until { return false }
        return events?.contains(event.id) ?? true
    }
}

/// An event with what can be told of its things from the study as it is now.
package struct LoggedEvent: Hashable, Sendable {
    package let event: Event
    /// The names of its subjects, as far as they are in the study; at most `limit` of them.
    package let names: [String]
    /// The files that came in with it and are in the study.
    package let files: [File]

    package struct File: Hashable, Sendable {
        package let name: String
        package let hash: ContentHash
    }
}

extension Study {
    /// How many events the journal has.
    package func eventCount() throws -> Int { try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM event") ?? 0 } }

    /// The hash of the newest event, over which all before it stand: two studies with the same one went through the same commands in the same order.
    ///
    /// What those read of files may still differ; see `contentHash`.
    package func journalEnd() throws -> ContentHash {
        guard let hash = try read({ try Self.journalHead($0) }).flatMap({ ContentHash(bytes: Array($0)) }) else {
            throw StudyError.damaged("its journal is empty")
        }
        return hash
    }

    /// The events, the oldest first.
    ///
    /// - Parameter names: how many names each is given at the most.
    /// - Throws: `StudyError` where a coder or a thing that the filter names is not in the study.
    package func log(_ filter: EventFilter = .init(), names limit: Int = 100) throws -> [LoggedEvent] {
        try read { db in
            var filter = filter
            filter.coder = try filter.coder.map { try Self.coder(required: $0, in: db).name }
            if let verb = filter.verb {
                let verbs = try String.fetchAll(db, sql: "SELECT DISTINCT verb FROM event ORDER BY verb")
                guard verbs.contains(where: { $0 == verb || $0.hasPrefix(verb + ".") }) else {
                    throw StudyError.noVerb(verb, among: verbs)
                }
            }
            let acts = try Acts(db)
            let concerned = try filter.subject.map { try SubjectEvents(of: $0, acts, in: db).events }
            var names = SubjectNames(db)
            let rows = try Row.fetchCursor(
                db, sql: "SELECT \(Event.columns) FROM event e JOIN coder o ON o.id = e.coder ORDER BY e.id")
            var found: [LoggedEvent] = []
            while let row = try rows.next() {
                var event = try Event(row: row)
                event.undoneBy = acts.undone[event.id]
                event.change = acts.changes[event.id]
                guard filter.takes(event), concerned?.contains(event.id) ?? true else { continue }
                found.append(
                    LoggedEvent(
                        event: event, names: try names.names(of: event.subjects, limit: limit),
                        files: event.input == nil ? [] : try Self.files(of: event.id, in: db)))
            }
            return found
        }
    }

    static func files(of event: Int64, in db: Database) throws -> [LoggedEvent.File] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT name, hash FROM original WHERE id IN (
                  SELECT original FROM survey WHERE event = ?1
                  UNION SELECT r.original FROM source s JOIN revision r ON r.source = s.id AND r.event = ?1
                    WHERE s.event = ?1 AND r.original IS NOT NULL)
                ORDER BY id
                """, arguments: [event]
        ).compactMap { row in
            ContentHash(bytes: [UInt8](row["hash"] as Data)).map { LoggedEvent.File(name: row["name"], hash: $0) }
        }
    }
}

extension StudyError {
    static func noCoder(_ name: String, among coders: [String]) -> StudyError {
        StudyError("no coder '\(name)'", remedy: name.suggestion(among: coders.sorted(by: inNameOrder), "the study knows"))
    }
    fileprivate static func noVerb(_ verb: String, among verbs: [String]) -> StudyError {
        StudyError("no event has the verb '\(verb)'", remedy: verb.suggestion(among: verbs, "there are"))
    }
}
