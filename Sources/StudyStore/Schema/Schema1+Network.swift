/// Actors and ties, and the view that unites what is known of a case.
extension Migration {
    static let network = """
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
    static let views = """
        CREATE VIEW caseValue AS
          SELECT v."case" AS "case", a.name AS name, a.type AS type, v.instance AS instance, v.value AS value, NULL AS survey
            FROM attributeValue v JOIN attribute a ON a.id = v.attribute
          UNION ALL
          SELECT p."case", q.name, q.kind, r.instance, r.value, q.survey
            FROM response r JOIN question q ON q.id = r.question JOIN respondent p ON p.id = r.respondent
            WHERE q.kind NOT IN ('open', 'actor');
        """
}
