extension Migration {
    /// What an edited source and an undone act leave: where passages stood, and what an act of undoing is about; the sums of
    /// the file's pages; queries that are kept; links in memos; places that are no mentions.
    static let third = Migration(name: "earlier places and undone acts") {
        [places, acts, numbers, seal, queries, names, links, mentions]
    }

    /// A passage whose words are in the newest revision of its source points there; one that is ambiguous or lost stays with
    /// the revision in which it was placed last. `earlierPlace`: where it stood before.
    private static let places = """
        ALTER TABLE passage ADD COLUMN state TEXT NOT NULL DEFAULT 'placed'
          CHECK (state IN ('placed', 'changed', 'ambiguous', 'lost'));
        CREATE TRIGGER passageStaysInside BEFORE UPDATE OF revision, upper ON passage
          WHEN NEW.upper > (SELECT length FROM revision WHERE id = NEW.revision)
          BEGIN SELECT RAISE(ABORT, 'a passage lies inside its text'); END;
        CREATE TABLE earlierPlace(
          passage INTEGER NOT NULL REFERENCES passage(id) ON DELETE CASCADE,
          revision INTEGER NOT NULL REFERENCES revision(id),
          lower INTEGER NOT NULL CHECK (lower >= 0),
          upper INTEGER NOT NULL,
          PRIMARY KEY (passage, revision),
          CHECK (lower < upper)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX earlierPlaceRevision ON earlierPlace(revision);
        CREATE INDEX memoPassage ON memo(passage) WHERE passage IS NOT NULL;
        CREATE INDEX memoCoding ON memo(coding) WHERE coding IS NOT NULL;
        CREATE INDEX memoCode ON memo(code) WHERE code IS NOT NULL;
        """

    /// `target`: the act that an undo takes back, or the undo that a redo takes back.
    private static let acts = """
        ALTER TABLE event ADD COLUMN target INTEGER REFERENCES event(id);
        """

    /// The greatest number that a row of a table has had, where that row is gone: no number is given twice.
    private static let numbers = """
        CREATE TABLE rowNumber(
          tableName TEXT PRIMARY KEY,
          greatest INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// `pageSum`: a checksum for each page of the file, of 256 pages in a row, and one over the row; `pageSeal`: the file's
    /// counter of changes when they were made last, and a mark that is of use only while they are made.
    private static let seal = """
        CREATE TABLE pageSeal(
          id INTEGER PRIMARY KEY CHECK (id = 1),
          counter INTEGER NOT NULL,
          mark BLOB NOT NULL
        ) STRICT;
        CREATE TABLE pageSum(
          first INTEGER PRIMARY KEY,
          sums BLOB NOT NULL,
          hash INTEGER NOT NULL
        ) STRICT;
        """

    /// What coders were called before: a name that one had is nobody else's.
    private static let names = """
        CREATE TABLE formerCoderName(
          name TEXT PRIMARY KEY CHECK (name <> ''),
          coder INTEGER NOT NULL REFERENCES coder(id)
        ) STRICT, WITHOUT ROWID;
        """

    /// What the links in a memo's text lead to; `number` counts them from 1 in the order in which they stand there. One that
    /// names nothing has no row; one that leads to nothing any more has a row that points nowhere.
    private static let links = """
        CREATE TABLE memoLink(
          memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
          number INTEGER NOT NULL CHECK (number > 0),
          source INTEGER REFERENCES source(id) ON DELETE SET NULL,
          passage INTEGER REFERENCES passage(id),
          coding INTEGER REFERENCES coding(id) ON DELETE SET NULL,
          code INTEGER REFERENCES code(id) ON DELETE SET NULL,
          "case" INTEGER REFERENCES "case"(id) ON DELETE SET NULL,
          actor INTEGER REFERENCES actor(id) ON DELETE SET NULL,
          tie INTEGER REFERENCES tie(id) ON DELETE SET NULL,
          linkedMemo INTEGER REFERENCES memo(id) ON DELETE SET NULL,
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          PRIMARY KEY (memo, number),
          CHECK ((source IS NOT NULL) + (passage IS NOT NULL) + (coding IS NOT NULL) + (code IS NOT NULL)
            + ("case" IS NOT NULL) + (actor IS NOT NULL) + (tie IS NOT NULL) + (linkedMemo IS NOT NULL) <= 1)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX memoLinkPassage ON memoLink(passage) WHERE passage IS NOT NULL;
        CREATE INDEX memoLinkCoding ON memoLink(coding) WHERE coding IS NOT NULL;
        """

    /// `isRejected`: a place that somebody looked at and that does not speak of the actor. It is no mention, and not suggested again.
    private static let mentions = """
        ALTER TABLE mention ADD COLUMN isRejected INTEGER NOT NULL DEFAULT 0 CHECK (isRejected IN (0, 1));
        """

    /// Queries that are kept under a name, in the form in which the program writes them.
    private static let queries = """
        CREATE TABLE savedQuery(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          text TEXT NOT NULL CHECK (text <> '')
        ) STRICT;
        """
}
