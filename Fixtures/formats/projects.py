#!/usr/bin/env python3
"""Writes the projects of other coding programs among the fixtures: the same two talks of invented people, as each program has them.

usage: projects.py FOLDER
The tables are those that the programs make; what nothing is read of is left out. Standard library only.
"""
import csv
import pathlib
import shutil
import sqlite3
import sys

ANA = "I: Was ist das Dorfcafé für Sie?\nAna: Ein Ort zum Bleiben 👍. Man trifft sich.\nI: Und der Laden?\nAna: Der fehlt uns, ehrlich gesagt.\n"
BEN = "Ben: Ich fahre in die Stadt.\nBen: Früher war hier mehr los.\n"
#: name of the text, words, code, coder
CODINGS = [
    ("Ana", "Ein Ort zum Bleiben 👍", "Treffpunkt", "mira"), ("Ana", "Man trifft sich", "Treffpunkt", "kai"),
    ("Ana", "Der fehlt uns", "Mangel", "mira"), ("Ben", "Ich fahre in die Stadt", "Mangel", "mira"),
    ("Ben", "Früher war hier mehr los", "Früher", "kai"),
]
TEXTS = {"Ana": ANA, "Ben": BEN}
CODES = ["Treffpunkt", "Mangel", "Früher"]
WHEN = "2025-03-01 10:00:00"


def place(name: str, words: str) -> tuple[int, int]:
    start = TEXTS[name].index(words)
    return start, start + len(words)


def database(path: pathlib.Path, schema: str, rows: dict[str, list[tuple]]):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA page_size = 1024")
        db.executescript(schema)
        for table, values in rows.items():
            for row in values:
                db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    db.close()


def qualcoder(path: pathlib.Path, beyond: bool = False):
    texts = list(TEXTS)
    codings = [
        (number + 1, CODES.index(code) + 1, texts.index(name) + 1, words, *place(name, words), coder, WHEN,
         "erste Stelle" if number == 0 else "", None, None)
        for number, (name, words, code, coder) in enumerate(CODINGS)]
    if beyond:
        codings.append((99, 1, 1, "weggeschnitten", 5000, 5014, "mira", WHEN, "", None, None))
    database(path, """
        CREATE TABLE project (databaseversion text, date text, memo text, about text, codername text);
        CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text,
          av_text_id integer, risid integer, unique(name));
        CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer,
          cid integer, memo text, date text, owner text, important integer, pdf_page integer);
        CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text,
          date text, unique(fid,pos0,pos1,owner));
        CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
        CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text,
          owner text, unique(name,attr_type,id));
        CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text,
          date text, memo text);
        CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, unique(name));
        CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer,
          unique(name));
        CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
          owner text, date text, memo text, avid integer, important integer, unique(cid,fid,pos0,pos1,owner));
        CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text,
          supercid integer, unique(name));
        CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
        """, {
            "project": [("v17", WHEN, "Was das Dorf braucht", "QualCoder 3.8", "mira")],
            "source": [(number + 1, name, text, f"/docs/{name}.txt", "", "mira", WHEN, None, None)
                       for number, (name, text) in enumerate(TEXTS.items())]
            + [(3, "Foto", None, "/images/foto.jpg", "", "mira", WHEN, None, None)],
            "code_image": [(1, 3, 10, 10, 50, 50, 1, "", WHEN, "mira", None, None)],
            "annotation": [(1, 1, *place("Ana", "ehrlich gesagt"), "klingt müde", "kai", WHEN)],
            "attribute_type": [("Alter", WHEN, "mira", "", "case", "numeric"), ("Ortsteil", WHEN, "mira", "", "case", "character")],
            "attribute": [(1, "Alter", "case", "41", 1, WHEN, "mira"), (2, "Ortsteil", "case", "Kupferau", 1, WHEN, "mira"),
                          (3, "Alter", "case", "", 2, WHEN, "mira")],
            "case_text": [(1, 1, 1, 0, len(ANA), "mira", WHEN, ""), (2, 2, 2, 0, len(BEN), "mira", WHEN, "")],
            "cases": [(1, "Haushalt 1", "", "mira", WHEN), (2, "Haushalt 2", "zieht bald um", "mira", WHEN)],
            "code_cat": [(1, "Ortsleben", "mira", WHEN, "was im Dorf ist", None)],
            "code_name": [(1, "Treffpunkt", "wo man sich sieht", 1, "mira", WHEN, "#1B9E77", None),
                          (2, "Mangel", "", 1, "mira", WHEN, "#D95F02", None), (3, "Früher", "", None, "mira", WHEN, "#7570B3", None)],
            "code_text": codings,
            "journal": [(1, "Anfang", "Zwei Gespräche geführt.", WHEN, "mira")],
        })


def taguette(path: pathlib.Path, projects: int = 1):
    def offset(name: str, position: int) -> int:
        return len(TEXTS[name][:position].encode())

    def html(text: str) -> str:
        return "".join(f"<p>{line}\n</p>" for line in text.rstrip("\n").split("\n"))

    texts = list(TEXTS)
    highlights, tags, commands = [], [], []
    for number, (name, words, code, coder) in enumerate(CODINGS, 1):
        start, end = place(name, words)
        highlights.append((number, texts.index(name) + 1, offset(name, start), offset(name, end), f"<p>{words}</p>"))
        tags.append((number, CODES.index(code) + 1))
        commands.append((number, WHEN, coder, 1, texts.index(name) + 1,
                         f'{{"highlight_id": {number}, "tags": [{CODES.index(code) + 1}], "type": "highlight_add"}}'))
    database(path, """
        CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, hashed_password VARCHAR(120), email VARCHAR(256));
        CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200), description TEXT);
        CREATE TABLE project_members (project_id INTEGER, user_login VARCHAR(30), privileges VARCHAR(11));
        CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200), description TEXT, filename VARCHAR(200),
          project_id INTEGER, text_direction VARCHAR(13), contents TEXT);
        CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY, date DATETIME, user_login VARCHAR(30), project_id INTEGER,
          document_id INTEGER, payload TEXT);
        CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY, project_id INTEGER, path VARCHAR(200), description TEXT);
        CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER,
          snippet TEXT);
        CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
        """, {
            "users": [("mira", "not a hash", "mira@example.org"), ("kai", None, None)],
            "projects": [(1, "Dorfladen", "Was das Dorf braucht"), (2, "Gartenverein", "")][:projects],
            "project_members": [(1, "mira", "ADMIN"), (1, "kai", "TAG")],
            "documents": [(number + 1, f"{name}.odt", "", f"{name}.odt", 1, "LEFT_TO_RIGHT", html(text))
                          for number, (name, text) in enumerate(TEXTS.items())],
            "commands": commands,
            "tags": [(1, 1, "Treffpunkt", "wo man sich sieht"), (2, 1, "Mangel", ""), (3, 1, "Früher", "")],
            "highlights": highlights, "highlight_tags": tags,
        })


def requal(path: pathlib.Path, beyond: bool = False):
    texts = list(TEXTS)
    segments = []
    for number, (name, words, code, coder) in enumerate(CODINGS, 1):
        start, end = place(name, words)
        segments.append((1, ["mira", "kai"].index(coder) + 1, texts.index(name) + 1, CODES.index(code) + 1, number, start + 1, end, words))
    if beyond:
        segments.append((1, 1, 1, 1, 99, 5000, 5013, "weggeschnitten"))
    database(path, """
        CREATE TABLE projects (project_id INTEGER PRIMARY KEY, project_name TEXT, project_description TEXT, created_at TEXT);
        CREATE TABLE requal_version (project_id INTEGER, version TEXT);
        CREATE TABLE users (user_id INTEGER PRIMARY KEY, user_login TEXT UNIQUE, user_name TEXT, user_mail TEXT, created_at TEXT);
        CREATE TABLE documents (doc_id INTEGER PRIMARY KEY, project_id INTEGER, user_id INTEGER, doc_name TEXT,
          doc_description TEXT, doc_text TEXT, created_at TEXT);
        CREATE TABLE codes (project_id INTEGER, code_id INTEGER PRIMARY KEY, user_id INTEGER, code_name TEXT,
          code_description TEXT, code_color TEXT);
        CREATE TABLE categories (project_id INTEGER, category_id INTEGER PRIMARY KEY, user_id INTEGER, category_name TEXT,
          category_description TEXT);
        CREATE TABLE categories_codes_map (project_id INTEGER, category_id INTEGER, code_id INTEGER);
        CREATE TABLE cases (project_id INTEGER, case_id INTEGER PRIMARY KEY, case_name TEXT, case_description TEXT);
        CREATE TABLE cases_documents_map (project_id INTEGER, case_id INTEGER, doc_id INTEGER);
        CREATE TABLE segments (project_id INTEGER, user_id INTEGER, doc_id INTEGER, code_id INTEGER, segment_id INTEGER PRIMARY KEY,
          segment_start INTEGER, segment_end INTEGER, segment_text TEXT);
        CREATE TABLE memos (project_id INTEGER, memo_id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT);
        CREATE TABLE memos_segments_map (memo_id INTEGER, segment_id INTEGER);
        """, {
            "projects": [(1, "Dorfladen", "Was das Dorf braucht", WHEN)],
            "requal_version": [(1, "1.1.2")],
            "users": [(1, "mira", "mira", None, WHEN), (2, "kai", "kai", None, WHEN)],
            "documents": [(number + 1, 1, 1, name, "", text, WHEN) for number, (name, text) in enumerate(TEXTS.items())],
            "codes": [(1, 1, 1, "Treffpunkt", "wo man sich sieht", "rgb(27,158,119)"), (1, 2, 1, "Mangel", "", "rgb(217,95,2)"),
                      (1, 3, 1, "Früher", "", "rgb(117,112,179)")],
            "categories": [(1, 1, 1, "Ortsleben", "was im Dorf ist")],
            "categories_codes_map": [(1, 1, 1), (1, 1, 2)],
            "cases": [(1, 1, "Haushalt 1", "")], "cases_documents_map": [(1, 1, 1)],
            "segments": segments, "memos": [(1, 1, 1, "erste Stelle")], "memos_segments_map": [(1, 1)],
        })


def rqda(path: pathlib.Path, beyond: bool = False):
    texts = list(TEXTS)
    when = "Sat Mar  1 10:00:00 2025"
    codings = [
        (CODES.index(code) + 1, texts.index(name) + 1, words, *map(float, place(name, words)), 1, coder, when,
         "erste Stelle" if number == 0 else None)
        for number, (name, words, code, coder) in enumerate(CODINGS)]
    codings.append((1, 1, "Was", 3.0, 6.0, 0, "mira", when, None))
    if beyond:
        codings.append((1, 1, "weggeschnitten", 5000.0, 5014.0, 1, "mira", when, None))
    database(path, """
        CREATE TABLE source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
        CREATE TABLE freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer, color text);
        CREATE TABLE treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
        CREATE TABLE codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text, status integer);
        CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text,
          date text, memo text);
        CREATE TABLE project (databaseversion text, date text, dateM text, memo text, about text, imageDir text);
        CREATE TABLE cases (name text, memo text, owner text, date text, dateM text, id integer, status integer);
        CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text, date text,
          memo text);
        CREATE TABLE attributes (name text, status integer, date text, dateM text, owner text, memo text, class text);
        CREATE TABLE caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer);
        """, {
            "source": [(name, number + 1, text, None, "mira", when, None, 1) for number, (name, text) in enumerate(TEXTS.items())],
            "freecode": [(name, "wo man sich sieht" if name == "Treffpunkt" else None, "mira", when, None, number + 1, 1, None)
                         for number, name in enumerate(CODES)],
            "treecode": [(1, 1, when, None, None, 1, "mira"), (2, 1, when, None, None, 1, "mira")],
            "codecat": [("Ortsleben", None, 1, "mira", when, None, "was im Dorf ist", 1)],
            "coding": codings,
            "project": [("0.2.2", when, None, "Was das Dorf braucht", "Database created by RQDA", None)],
            "cases": [("Haushalt 1", None, "mira", when, None, 1, 1)],
            "caselinkage": [(1, 1, 0.0, float(len(ANA)), 1, "mira", when, None)],
            "attributes": [("Alter", 1, when, None, "mira", None, "numeric")],
            "caseAttr": [("Alter", "41", 1, when, None, "mira", 1)],
        })


def qc(folder: pathlib.Path):
    lines = [(name, TEXTS[name][:place(name, words)[0]].count("\n"), code, coder) for name, words, code, coder in CODINGS]
    database(folder / "qualitative_coding.sqlite3", """
        CREATE TABLE document (file_path VARCHAR NOT NULL PRIMARY KEY, file_hash VARCHAR NOT NULL);
        CREATE TABLE document_index (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR, time_series BOOLEAN, document_id VARCHAR);
        CREATE TABLE location (id INTEGER NOT NULL PRIMARY KEY, start_line INTEGER, end_line INTEGER, document_index_id VARCHAR);
        CREATE TABLE code (name VARCHAR NOT NULL PRIMARY KEY);
        CREATE TABLE coder (name VARCHAR NOT NULL PRIMARY KEY);
        CREATE TABLE coded_line (id INTEGER NOT NULL PRIMARY KEY, line INTEGER, coder_id VARCHAR, code_id VARCHAR);
        CREATE TABLE coded_line_location_association (coded_line_id INTEGER, location_id INTEGER);
        """, {
            "document": [("ana.txt", "0" * 40), ("ben.txt", "0" * 40)],
            "document_index": [(1, "paragraphs", 0, "ana.txt"), (2, "paragraphs", 0, "ben.txt")],
            "location": [(1, 0, 4, "1"), (2, 0, 2, "2")],
            "code": [(name.lower(),) for name in CODES],
            "coder": [("kai",), ("mira",)],
            "coded_line": [(number, line, coder, code.lower()) for number, (_, line, code, coder) in enumerate(lines, 1)],
            "coded_line_location_association": [(number, 1 if name == "Ana" else 2) for number, (name, *_) in enumerate(lines, 1)],
        })
    files = {
        "settings.yaml": "codebook: codebook.yaml\ncorpus_dir: corpus\ndatabase: qualitative_coding.sqlite3\neditor: vim\n"
                         "log_file: qualitative_coding.log\nmemos_dir: memos\nqc_version: 1.7.6\nverbose: false\n",
        "codebook.yaml": "- früher\n- ortsleben:\n  - mangel\n  - treffpunkt\n",
        "corpus/ana.txt": ANA, "corpus/ben.txt": BEN,
        "memos/2025-03-01-10-00_mira_anfang.md": "# Anfang\n\nmira 2025-03-01 10:00\n\nZwei Gespräche geführt.\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")


def qcoder(path: pathlib.Path, broken: bool = False):
    text = ANA
    for name, words, code, _ in CODINGS:
        if name == "Ana":
            text = text.replace(words, f"(QCODE){words}(/QCODE){{#{code.lower()}}}")
    path.write_text(text.replace("(/QCODE){#mangel}", "") if broken else text, "utf-8", newline="")


def tables(folder: pathlib.Path, broken: pathlib.Path):
    def write(path: pathlib.Path, rows: list[tuple]):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    codebook = [("tag", "description", "number of highlights", "number of documents"),
                ("Treffpunkt", "wo man sich sieht", 2, 1), ("Mangel", "was fehlt,\noder zu weit weg ist", 2, 2), ("Früher", "", 1, 1)]
    write(folder / "dorfladen-codebook.csv", codebook)
    write(broken / "same-tag-twice.csv", codebook + [("Mangel", "noch einmal", 0, 0)])
    write(folder / "dorfladen-highlights.csv", [("id", "document", "tag", "content")] + [
        (number, f"{name.lower()}.odt", code, words) for number, (name, words, code, _) in enumerate(CODINGS, 1)]
        + [(6, "ana.odt", "", "Und der Laden?")])


def main(folder: pathlib.Path):
    broken = folder / "broken"
    for name in ["dorfladen.qda", "dorfladen-qc"]:
        shutil.rmtree(folder / name, ignore_errors=True)
    qualcoder(folder / "dorfladen.qda/data.qda")
    qualcoder(broken / "beyond-the-text.qda", beyond=True)
    taguette(folder / "dorfladen-taguette.sqlite3")
    taguette(broken / "two-projects.sqlite3", projects=2)
    requal(folder / "dorfladen.requal")
    requal(broken / "beyond-the-text.requal", beyond=True)
    rqda(folder / "dorfladen.rqda")
    rqda(broken / "beyond-the-text.rqda", beyond=True)
    qc(folder / "dorfladen-qc")
    (broken / "qc-without-database.yaml").write_text("codebook: codebook.yaml\ncorpus_dir: corpus\nmemos_dir: memos\nqc_version: 1.7.6\n")
    tables(folder, broken)
    qcoder(folder / "dorfladen-qcoder.txt")
    qcoder(broken / "unclosed-qcoder.txt", broken=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
