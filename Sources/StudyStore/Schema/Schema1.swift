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

    private static let texts = """
        CREATE TABLE source(
          id INTEGER PRIMARY KEY,
          uuid BLOB CHECK (length(uuid) = 16),
          name TEXT CHECK (name <> ''),
          kind TEXT NOT NULL CHECK (kind IN ('transcript', 'answer', 'note')),
          language TEXT,
          "case" INTEGER REFERENCES "case"(id),
          respondent INTEGER REFERENCES respondent(id),
          question INTEGER REFERENCES question(id),
          instance INTEGER CHECK (instance > 0),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          CHECK (CASE kind
            WHEN 'answer' THEN respondent IS NOT NULL AND question IS NOT NULL AND instance IS NOT NULL
              AND uuid IS NULL AND name IS NULL AND "case" IS NULL
            ELSE respondent IS NULL AND question IS NULL AND instance IS NULL AND uuid IS NOT NULL AND name IS NOT NULL END)
        ) STRICT;
        CREATE UNIQUE INDEX sourceUuid ON source(uuid) WHERE uuid IS NOT NULL;
        CREATE UNIQUE INDEX sourceName ON source(name) WHERE name IS NOT NULL;
        CREATE INDEX sourceCase ON source("case") WHERE "case" IS NOT NULL;
        CREATE UNIQUE INDEX sourceAnswer ON source(respondent, question, instance) WHERE respondent IS NOT NULL;
        CREATE TABLE revision(
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source(id),
          number INTEGER NOT NULL CHECK (number > 0),
          text TEXT NOT NULL,
          length INTEGER NOT NULL CHECK (length >= 0),
          hash BLOB NOT NULL CHECK (length(hash) = 32),
          original INTEGER REFERENCES original(id),
          format TEXT,
          durationMs INTEGER,
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          UNIQUE (source, number)
        ) STRICT;
        CREATE INDEX revisionOriginal ON revision(original) WHERE original IS NOT NULL;
        CREATE TRIGGER revisionStays BEFORE UPDATE OF source, number, text, length, hash ON revision
          BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END;
        CREATE TABLE speaker(
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source(id),
          name TEXT NOT NULL CHECK (name <> ''),
          role TEXT NOT NULL CHECK (role IN ('interviewer', 'respondent', 'other')),
          "case" INTEGER REFERENCES "case"(id),
          UNIQUE (source, name)
        ) STRICT;
        CREATE TABLE speakerTurn(
          revision INTEGER NOT NULL REFERENCES revision(id),
          number INTEGER NOT NULL CHECK (number > 0),
          speaker INTEGER REFERENCES speaker(id),
          PRIMARY KEY (revision, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX speakerTurnSpeaker ON speakerTurn(speaker);
        CREATE TABLE cue(
          revision INTEGER NOT NULL,
          number INTEGER NOT NULL CHECK (number > 0),
          turn INTEGER NOT NULL,
          lower INTEGER NOT NULL CHECK (lower >= 0),
          upper INTEGER NOT NULL,
          startMs INTEGER,
          endMs INTEGER,
          PRIMARY KEY (revision, number),
          CHECK (lower < upper),
          FOREIGN KEY (revision, turn) REFERENCES speakerTurn(revision, number)
        ) STRICT, WITHOUT ROWID;
        CREATE VIRTUAL TABLE fulltext USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
        """

    private static let codings = """
        CREATE TABLE passage(
          id INTEGER PRIMARY KEY,
          revision INTEGER NOT NULL REFERENCES revision(id),
          lower INTEGER NOT NULL CHECK (lower >= 0),
          upper INTEGER NOT NULL,
          CHECK (lower < upper),
          UNIQUE (revision, lower, upper)
        ) STRICT;
        CREATE TRIGGER passageInside BEFORE INSERT ON passage
          WHEN NEW.upper > (SELECT length FROM revision WHERE id = NEW.revision)
          BEGIN SELECT RAISE(ABORT, 'a passage lies inside its text'); END;
        CREATE TABLE coding(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          passage INTEGER NOT NULL REFERENCES passage(id),
          code INTEGER NOT NULL REFERENCES code(id),
          coder INTEGER NOT NULL REFERENCES coder(id),
          weight INTEGER CHECK (weight BETWEEN 0 AND 100),
          time TEXT NOT NULL,
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          UNIQUE (passage, code, coder)
        ) STRICT;
        CREATE INDEX codingCode ON coding(code, passage);
        CREATE INDEX codingCoder ON coding(coder);
        CREATE TABLE memo(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          coder INTEGER NOT NULL REFERENCES coder(id),
          time TEXT NOT NULL,
          title TEXT NOT NULL,
          text TEXT NOT NULL,
          source INTEGER REFERENCES source(id),
          passage INTEGER REFERENCES passage(id),
          coding INTEGER REFERENCES coding(id),
          code INTEGER REFERENCES code(id),
          "case" INTEGER REFERENCES "case"(id),
          actor INTEGER REFERENCES actor(id),
          tie INTEGER REFERENCES tie(id),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          CHECK ((source IS NOT NULL) + (passage IS NOT NULL) + (coding IS NOT NULL) + (code IS NOT NULL)
            + ("case" IS NOT NULL) + (actor IS NOT NULL) + (tie IS NOT NULL) <= 1)
        ) STRICT;
        """

    private static let network = """
        CREATE TABLE actorKind(
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          place INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE tieKind(
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          isDirected INTEGER NOT NULL CHECK (isDirected IN (0, 1)),
          sign TEXT NOT NULL CHECK (sign IN ('+', '-')),
          place INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE actorKindText(
          actorKind INTEGER NOT NULL REFERENCES actorKind(id) ON DELETE CASCADE,
          language TEXT NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (actorKind, language)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE tieKindText(
          tieKind INTEGER NOT NULL REFERENCES tieKind(id) ON DELETE CASCADE,
          field TEXT NOT NULL CHECK (field IN ('label', 'definition')),
          language TEXT NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (tieKind, field, language)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE actor(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          kind INTEGER REFERENCES actorKind(id),
          placeName TEXT,
          reach TEXT CHECK (reach IN ('local', 'regional', 'supraregional')),
          "case" INTEGER REFERENCES "case"(id),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE TABLE actorAlias(
          actor INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
          alias TEXT NOT NULL CHECK (alias <> ''),
          PRIMARY KEY (actor, alias)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE actorAttributeValue(
          actor INTEGER NOT NULL REFERENCES actor(id),
          attribute INTEGER NOT NULL REFERENCES attribute(id),
          instance INTEGER NOT NULL DEFAULT 1 CHECK (instance > 0),
          value ANY NOT NULL,
          PRIMARY KEY (actor, attribute, instance)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE mention(
          passage INTEGER NOT NULL REFERENCES passage(id),
          actor INTEGER NOT NULL REFERENCES actor(id),
          coder INTEGER NOT NULL REFERENCES coder(id),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          PRIMARY KEY (passage, actor, coder)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE tie(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          fromActor INTEGER NOT NULL REFERENCES actor(id),
          toActor INTEGER NOT NULL REFERENCES actor(id),
          kind INTEGER NOT NULL REFERENCES tieKind(id),
          isDirected INTEGER NOT NULL CHECK (isDirected IN (0, 1)),
          sign TEXT NOT NULL CHECK (sign IN ('+', '-')),
          reach TEXT CHECK (reach IN ('local', 'regional', 'supraregional')),
          strength REAL CHECK (strength > 0),
          first TEXT,
          last TEXT,
          coder INTEGER NOT NULL REFERENCES coder(id),
          leadingEvidence INTEGER NOT NULL,
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          FOREIGN KEY (id, leadingEvidence) REFERENCES evidence(tie, number) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE INDEX tieFrom ON tie(fromActor);
        CREATE INDEX tieTo ON tie(toActor);
        CREATE TABLE evidence(
          tie INTEGER NOT NULL REFERENCES tie(id) DEFERRABLE INITIALLY DEFERRED,
          number INTEGER NOT NULL CHECK (number > 0),
          passage INTEGER REFERENCES passage(id),
          respondent INTEGER,
          question INTEGER,
          instance INTEGER,
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          PRIMARY KEY (tie, number),
          CHECK ((passage IS NULL) <> (respondent IS NULL)),
          CHECK ((respondent IS NULL) = (question IS NULL) AND (respondent IS NULL) = (instance IS NULL)),
          FOREIGN KEY (respondent, question, instance) REFERENCES response(respondent, question, instance)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX evidencePassage ON evidence(passage) WHERE passage IS NOT NULL;
        CREATE INDEX evidenceResponse ON evidence(respondent, question, instance) WHERE respondent IS NOT NULL;
        """

    /// What a case is known to be, whether somebody set it or the case said so in a survey.
    private static let views = """
        CREATE VIEW caseValue AS
          SELECT v."case" AS "case", a.name AS name, a.type AS type, v.instance AS instance, v.value AS value, NULL AS survey
            FROM attributeValue v JOIN attribute a ON a.id = v.attribute
          UNION ALL
          SELECT p."case", q.name, q.kind, r.instance, r.value, q.survey
            FROM response r JOIN question q ON q.id = r.question JOIN respondent p ON p.id = r.respondent
            WHERE q.kind NOT IN ('open', 'actor');
        """
}
