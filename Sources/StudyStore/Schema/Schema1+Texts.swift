/// Sources, their turns, and what is coded in them.
extension Migration {
    static let texts = """
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

    static let codings = """
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
}
