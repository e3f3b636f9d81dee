extension Migration {
    /// The schema of the first version.
    ///
    /// Texts of things that come in several languages stand in tables of their own (`codeText`, `questionText`, …). Rows
    /// made in bulk bear the event that made them, so that it can be undone without a changeset.
    static let first = Migration(name: "first schema") { [journal, codebook, cases, surveys, texts, codings, network, views] }

    private static let journal = """
        CREATE TABLE study(
          id INTEGER PRIMARY KEY CHECK (id = 1),
          name TEXT NOT NULL CHECK (name <> ''),
          language TEXT NOT NULL,
          created TEXT NOT NULL
        ) STRICT;
        CREATE TABLE event(
          id INTEGER PRIMARY KEY,
          time TEXT NOT NULL,
          coder INTEGER NOT NULL REFERENCES coder(id),
          verb TEXT NOT NULL,
          schemaVersion INTEGER NOT NULL,
          recording TEXT NOT NULL CHECK (recording IN ('changeset', 'rows')),
          subjects TEXT NOT NULL,
          counts TEXT NOT NULL,
          input BLOB CHECK (length(input) = 32),
          changesetHash BLOB CHECK (length(changesetHash) = 32),
          previous BLOB CHECK (length(previous) = 32),
          hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
          CHECK (recording = 'rows' OR changesetHash IS NOT NULL),
          CHECK ((id = 1) = (previous IS NULL))
        ) STRICT;
        CREATE TRIGGER eventStays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER eventIsKept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TABLE changeset(
          event INTEGER PRIMARY KEY REFERENCES event(id),
          content BLOB NOT NULL
        ) STRICT;
        CREATE TABLE coder(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          name TEXT NOT NULL UNIQUE CHECK (name <> '')
        ) STRICT;
        """

    private static let codebook = """
        CREATE TABLE codebook(
          id INTEGER PRIMARY KEY CHECK (id = 1),
          name TEXT NOT NULL,
          languages TEXT NOT NULL
        ) STRICT;
        CREATE TABLE finding(
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          place INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE findingText(
          finding INTEGER NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
          field TEXT NOT NULL CHECK (field IN ('title', 'claim')),
          language TEXT NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (finding, field, language)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE code(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          parent INTEGER REFERENCES code(id) CHECK (parent <> id),
          place INTEGER NOT NULL,
          colour TEXT CHECK (colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
          isCodable INTEGER NOT NULL CHECK (isCodable IN (0, 1)),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE INDEX codeParent ON code(parent);
        CREATE TABLE codeText(
          code INTEGER NOT NULL REFERENCES code(id) ON DELETE CASCADE,
          field TEXT NOT NULL CHECK (field IN ('label', 'definition', 'include', 'exclude', 'example')),
          language TEXT NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (code, field, language)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE codeFinding(
          code INTEGER NOT NULL REFERENCES code(id) ON DELETE CASCADE,
          finding INTEGER NOT NULL REFERENCES finding(id),
          bearing TEXT NOT NULL CHECK (bearing IN ('supporting', 'contradicting')),
          PRIMARY KEY (code, finding)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX codeFindingFinding ON codeFinding(finding);
        """

    private static let cases = """
        CREATE TABLE "case"(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE TABLE attribute(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          subject TEXT NOT NULL CHECK (subject IN ('case', 'actor')),
          name TEXT NOT NULL CHECK (name <> ''),
          type TEXT NOT NULL CHECK (type IN ('text', 'integer', 'decimal', 'boolean', 'date', 'dateTime')),
          UNIQUE (subject, name)
        ) STRICT;
        CREATE TABLE attributeValue(
          "case" INTEGER NOT NULL REFERENCES "case"(id),
          attribute INTEGER NOT NULL REFERENCES attribute(id),
          instance INTEGER NOT NULL DEFAULT 1 CHECK (instance > 0),
          value ANY NOT NULL,
          PRIMARY KEY ("case", attribute, instance)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX attributeValueAttribute ON attributeValue(attribute);
        """

    private static let surveys = """
        CREATE TABLE original(
          id INTEGER PRIMARY KEY,
          hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
          name TEXT NOT NULL,
          size INTEGER NOT NULL CHECK (size >= 0),
          deflated BLOB
        ) STRICT;
        CREATE TABLE survey(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          format TEXT NOT NULL,
          languages TEXT NOT NULL,
          original INTEGER NOT NULL REFERENCES original(id),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE INDEX surveyOriginal ON survey(original);
        CREATE TABLE question(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          survey INTEGER NOT NULL REFERENCES survey(id),
          name TEXT NOT NULL CHECK (name <> ''),
          place INTEGER NOT NULL,
          kind TEXT NOT NULL CHECK (kind IN ('text', 'integer', 'decimal', 'boolean', 'date', 'dateTime', 'time', 'duration',
            'single', 'multiple', 'open', 'actor')),
          groupName TEXT,
          isSelf INTEGER CHECK (isSelf IN (0, 1)),
          tieKind TEXT,
          actorKind TEXT,
          UNIQUE (survey, name)
        ) STRICT;
        CREATE TABLE questionText(
          question INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
          language TEXT NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (question, language)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE valueLabel(
          question INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
          code TEXT NOT NULL,
          scale INTEGER NOT NULL,
          language TEXT NOT NULL,
          place INTEGER NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (question, code, scale, language)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE missingValue(
          question INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
          code TEXT NOT NULL,
          PRIMARY KEY (question, code)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE questionFinding(
          question INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
          code TEXT NOT NULL DEFAULT '',
          finding TEXT NOT NULL,
          bearing TEXT NOT NULL CHECK (bearing IN ('supporting', 'contradicting')),
          PRIMARY KEY (question, code, finding)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE respondent(
          id INTEGER PRIMARY KEY,
          survey INTEGER NOT NULL REFERENCES survey(id),
          name TEXT NOT NULL CHECK (name <> ''),
          "case" INTEGER NOT NULL REFERENCES "case"(id),
          row INTEGER NOT NULL,
          isComplete INTEGER NOT NULL CHECK (isComplete IN (0, 1)),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          UNIQUE (survey, name)
        ) STRICT;
        CREATE INDEX respondentCase ON respondent("case");
        CREATE TABLE response(
          respondent INTEGER NOT NULL REFERENCES respondent(id),
          question INTEGER NOT NULL REFERENCES question(id),
          instance INTEGER NOT NULL CHECK (instance > 0),
          value ANY NOT NULL,
          PRIMARY KEY (respondent, question, instance)
        ) STRICT, WITHOUT ROWID;
        """
}
