extension Migration {
    /// What surveys tell beside answers: why there is none, which time of several it was, what was remarked; answers of
    /// several codes.
    static let second = Migration(name: "what stands beside answers") { [questions, besideAnswers, memos, answerViews] }

    private static let questions = """
        DROP VIEW caseValue;
        CREATE TABLE newQuestion(
          id INTEGER PRIMARY KEY,
          uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          survey INTEGER NOT NULL REFERENCES survey(id),
          name TEXT NOT NULL CHECK (name <> ''),
          place INTEGER NOT NULL,
          kind TEXT NOT NULL CHECK (kind IN ('text', 'integer', 'decimal', 'boolean', 'date', 'dateTime', 'time', 'duration',
            'single', 'multiple', 'choices', 'open', 'actor')),
          groupName TEXT,
          isSelf INTEGER CHECK (isSelf IN (0, 1)),
          tieKind TEXT,
          actorKind TEXT,
          UNIQUE (survey, name)
        ) STRICT;
        INSERT INTO newQuestion SELECT id, uuid, survey, name, place, kind, groupName, isSelf, tieKind, actorKind FROM question;
        DROP TABLE question;
        ALTER TABLE newQuestion RENAME TO question;
        ALTER TABLE survey ADD COLUMN tellsShown INTEGER NOT NULL DEFAULT 0 CHECK (tellsShown IN (0, 1));
        """

    /// `noAnswer`: a place that was shown and left empty, or at which a code was chosen that stands for no answer. Where a
    /// survey tells what was shown, a place with neither an answer nor a row here was not.
    private static let besideAnswers = """
        CREATE TABLE noAnswer(
          respondent INTEGER NOT NULL REFERENCES respondent(id),
          question INTEGER NOT NULL REFERENCES question(id),
          instance INTEGER NOT NULL CHECK (instance > 0),
          code TEXT CHECK (code <> ''),
          PRIMARY KEY (respondent, question, instance)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE occurrence(
          respondent INTEGER NOT NULL REFERENCES respondent(id),
          question INTEGER NOT NULL REFERENCES question(id),
          instance INTEGER NOT NULL CHECK (instance > 0),
          label TEXT NOT NULL CHECK (label <> ''),
          PRIMARY KEY (respondent, question, instance)
        ) STRICT, WITHOUT ROWID;
        """

    /// A memo may be on the place of an answer. `author` is who wrote it where that is no coder of the study.
    private static let memos = """
        CREATE TABLE newMemo(
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
          respondent INTEGER REFERENCES respondent(id),
          question INTEGER REFERENCES question(id),
          instance INTEGER CHECK (instance > 0),
          author TEXT CHECK (author <> ''),
          event INTEGER NOT NULL REFERENCES event(id) DEFERRABLE INITIALLY DEFERRED,
          CHECK ((respondent IS NULL) = (question IS NULL) AND (respondent IS NULL) = (instance IS NULL)),
          CHECK ((source IS NOT NULL) + (passage IS NOT NULL) + (coding IS NOT NULL) + (code IS NOT NULL)
            + ("case" IS NOT NULL) + (actor IS NOT NULL) + (tie IS NOT NULL) + (respondent IS NOT NULL) <= 1)
        ) STRICT;
        INSERT INTO newMemo(id, uuid, coder, time, title, text, source, passage, coding, code, "case", actor, tie, event)
          SELECT id, uuid, coder, time, title, text, source, passage, coding, code, "case", actor, tie, event FROM memo;
        DROP TABLE memo;
        ALTER TABLE newMemo RENAME TO memo;
        CREATE INDEX memoRespondent ON memo(respondent) WHERE respondent IS NOT NULL;
        """

    private static let answerViews = views
}
