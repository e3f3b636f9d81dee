#!/usr/bin/env python3
"""Every file of the corpus that this version reads, inspected and imported, beside what a right importer finds.

usage: corpus.py ANKER SHARED
Prints a line a file, found beside expected, and closes with 'N passed, N failed'. A difference in a key that the corpus
calls unsure is allowed only where differences.json gives a reason and Docs/Formats.md names it.
"""
import json
import pathlib
import re
import sqlite3
import sys
import tempfile

from common import MEGABYTES, SECONDS, Run, Tally, beside, new_study, open_at_rest, run
from corpus_samples import Rows, find

#: What this version reads: the kinds of the corpus, and of each the formats; None is all of them.
READ = {
    "ods": None,
    "limesurvey": None,
    "triple-s": None,
    "xform": None,
    "quexml": None,
    "ddi": None,
    "odm": None,
    "transcript-text": None,
    "transcript-sub": None,
    "transcript-ling": None,
    "transcript-doc": None,
    "qda": None,
}
HERE = pathlib.Path(__file__).resolve().parent


class Entry:
    """One line of expect.json."""

    def __init__(self, data: dict, corpus: pathlib.Path):
        self.data = data
        self.name = " + ".join([data["file"], *data.get("with", [])])
        self.files = [corpus / name for name in [data["file"], *data.get("with", [])]]
        self.kind, self.format, self.outcome = data["kind"], data["format"], data["outcome"]
        self.summary, self.samples = data.get("summary", {}), data.get("samples", [])
        self.unsure = set() if data["sure"] else set(data["unsure"])

    @property
    def is_read(self) -> bool:
        formats = READ.get(self.kind, set())
        return formats is None or self.format in formats


class Differences:
    """The differences that are allowed, each with its reason; one that no longer differs is itself an error."""

    def __init__(self):
        self.listed = json.loads((HERE / "differences.json").read_text("utf-8"))
        self.seen: set[tuple[str, str]] = set()
        page = HERE.parent / "Docs/Formats.md"
        self.page = " ".join(page.read_text("utf-8").split()) if page.exists() else None

    def allow(self, entry: Entry, key: str, found) -> str | None:
        """The reason why `key` may differ so."""
        for line in self.listed:
            if line["file"] == entry.data["file"] and line["key"] == key and key in entry.unsure and line["found"] == found:
                self.seen.add((line["file"], key))
                return line["reason"]
        return None

    def judge(self, tally: Tally):
        for line in self.listed:
            tally.check((line["file"], line["key"]) in self.seen,
                        f"differences.json: {line['file']}: '{line['key']}' no longer differs as listed; take it off the list")
            tally.check(self.page is not None and " ".join(line["explained"].split()) in self.page,
                        f"Docs/Formats.md does not say '{line['explained']}'")


def dump(study: pathlib.Path) -> str:
    """Everything that a study at rest holds."""
    with open_at_rest(study) as db:
        return "\n".join(db.iterdump())


def inspected(anker: str, entry: Entry) -> tuple[Run, Rows, dict]:
    done = run([anker, "inspect", *entry.files, "--json"])
    lines = [json.loads(line) for line in done.out.splitlines()] if done.status == 0 else []
    summary = lines.pop()["summary"] if lines else {}
    if entry.kind == "qda" and "sheets" in entry.summary:
        # What Taguette exports is a table as well.
        table = [json.loads(line) for line in run([anker, "inspect", *entry.files, "--as", "csv", "--json"]).out.splitlines()]
        sheets = table.pop()["summary"]["sheets"] if table else []
        summary["sheets"] = [{key: sheet[key] for key in ("rows", "columns", "cells")} for sheet in sheets]
        lines += table
    return done, Rows(lines), summary


def check_cost(tally: Tally, entry: Entry, verb: str, done: Run):
    # The program's own seconds, since other work on the machine is none of its doing.
    tally.check(done.seconds <= SECONDS and done.megabytes <= MEGABYTES,
                f"{entry.name}: {verb} took {done.seconds:.1f} s and {done.megabytes:.0f} MB")


def check_refusal(tally: Tally, entry: Entry, verb: str, done: Run):
    tally.check(1 <= done.status <= 125 and len(done.messages) == 1 and not done.out,
                f"{entry.name}: {verb}: exit {done.status}, {len(done.messages)} messages, {len(done.out)} bytes of output")
    tally.check(entry.files[0].name in done.err, f"{entry.name}: {verb}: the message does not name the file")


def check_inspection(tally: Tally, entry: Entry, rows: Rows, summary: dict, differences: Differences) -> str:
    shown = []
    for key, expected in entry.summary.items():
        found = summary.get(key, 0 if isinstance(expected, int) else None)
        reason = None if found == expected else differences.allow(entry, key, found)
        tally.check(found == expected or reason, f"{entry.name}: {key} is {found}, expected {expected}")
        text = brief(found) if found == expected else f"{brief(found)} (expected {brief(expected)}{': ' + reason if reason else ''})"
        shown.append(f"{key} {text}")
    missed = [(sample, found) for sample in entry.samples for found in [find(sample, rows)] if found is not True]
    reason = differences.allow(entry, "samples", len(missed)) if missed else None
    tally.passed += len(entry.samples) - len(missed)
    for sample, found in missed:
        tally.check(bool(reason), f"{entry.name}: sample {json.dumps(sample, ensure_ascii=False)}: found {found}")
    shown.append(f"samples {len(entry.samples) - len(missed)}/{len(entry.samples)}")
    return ", ".join(shown)


def brief(value) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        unit = "cells" if "cells" in value[0] else "entries"
        return f"{len(value)} ({sum(part[unit] for part in value)} {unit})"
    return ",".join(map(str, value)) or "none" if isinstance(value, list) else str(value)


def check_import(tally: Tally, entry: Entry, study: pathlib.Path, done: Run, rows: Rows, summary: dict) -> str:
    """The study holds what was inspected."""
    with open_at_rest(study) as db:
        def count(sql: str, *values) -> int:
            return db.execute(sql, values).fetchone()[0]

        tally.check(db.execute("PRAGMA integrity_check").fetchone()[0] == "ok", f"{entry.name}: integrity_check")
        tally.check(not db.execute("PRAGMA foreign_key_check").fetchall(), f"{entry.name}: foreign_key_check")
        if entry.kind.startswith("transcript"):
            stored, wanted = transcript_counts(db), summary
        elif entry.kind == "qda":
            stored, wanted = project_counts(db), {**summary, "codings": summary["placedCodings"]}
        elif "sheets" in summary:
            stored, wanted = sheet_answers(tally, entry, db, done, rows, summary)
        else:
            stored = {
                "questions": count("SELECT count(*) FROM question"),
                "respondents": count("SELECT count(*) FROM respondent"),
                "responses": count("SELECT count(*) FROM response") + count("SELECT count(*) FROM source WHERE kind = 'answer'"),
                "languages": sorted(json.loads(db.execute("SELECT languages FROM survey").fetchone()[0])),
            }
            # What a form's device or the form itself fills in has a place of its own, which no question asks for.
            wanted = {**summary, "questions": summary["questions"] + summary.get("unasked", 0)}
    for key, value in stored.items():
        tally.check(value == wanted.get(key), f"{entry.name}: the study has {key} {value}, the file {wanted.get(key)}")
    return ", ".join(f"{key} {brief(value)}" for key, value in stored.items() if value is not None)


def transcript_counts(db: sqlite3.Connection) -> dict:
    one = db.execute(
        """SELECT (SELECT count(*) FROM speakerTurn), (SELECT count(*) FROM cue),
             (SELECT count(*) FROM cue WHERE startMs IS NOT NULL),
             coalesce((SELECT durationMs FROM revision), (SELECT max(endMs) FROM cue))""").fetchone()
    names = db.execute(
        """SELECT DISTINCT name FROM speaker WHERE id IN
             (SELECT speaker FROM speakerTurn JOIN cue ON cue.revision = speakerTurn.revision AND cue.turn = speakerTurn.number)""")
    return {"turns": one[0], "cues": one[1], "timed": one[2], "durationMs": one[3],
            "speakers": sorted(name for name, in names)}


def project_counts(db: sqlite3.Connection) -> dict:
    one = db.execute(
        """SELECT (SELECT count(*) FROM code), (SELECT count(*) FROM code WHERE parent IS NULL),
             (SELECT count(*) FROM coding), (SELECT count(*) FROM "case")""").fetchone()
    return {"codes": one[0], "topCodes": one[1], "codings": one[2], "cases": one[3]}


def sheet_answers(
        tally: Tally, entry: Entry, db: sqlite3.Connection, done: Run, rows: Rows, summary: dict) -> tuple[dict, dict]:
    """The one sheet that is read, cell by cell: what stands below the header is in the study under its row and column."""
    visible = [s["name"] for s in rows.summary_sheets(entry.summary or summary) if not s.get("hidden") and s["cells"]]
    sheet = rows.sheet(visible[0]) if visible else {}
    header = min(sheet, default=0)
    left_out = set(re.findall(r"note: column '([^']*)'", done.err))
    # Every column up to the last that holds something; one without a header is one too.
    last = max((column_number(column) for row in sheet.values() for column in row), default=0)
    columns = [column_name(number) for number in range(1, last + 1)]
    kept = [column for column in columns if str(sheet.get(header, {}).get(column, {}).get("value")) not in left_out]
    wanted = {
        (row, kept.index(column)): cell["value"] for row, cells in sheet.items() if row > header
        for column, cell in cells.items()
        if column in kept and cell["type"] != "error" and not cell.get("covered") and str(cell["value"]).strip()
    }
    stored = {(row, place): value for row, place, value in db.execute(
        """SELECT respondent.row, question.place, value FROM response
             JOIN respondent ON respondent.id = response.respondent JOIN question ON question.id = response.question
           UNION ALL SELECT respondent.row, question.place, text FROM source
             JOIN revision ON revision.source = source.id JOIN respondent ON respondent.id = source.respondent
             JOIN question ON question.id = source.question""")}
    wrong = [key for key, value in wanted.items() if not same_answer(stored.get(key), value)]
    tally.check(not wrong, f"{entry.name}: {len(wrong)} answers are not those of the sheet, first at row and column {wrong[:3]}")
    respondents = {row for row, cells in sheet.items() if row > header}
    count = db.execute("SELECT count(*) FROM respondent").fetchone()[0]
    return ({"answers": len(stored), "respondents": count}, {"answers": len(wanted), "respondents": len(respondents)})


def column_number(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(number: int) -> str:
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    return name


def same_answer(stored, value) -> bool:
    if isinstance(value, bool):
        return str(stored) in ("1", "true") if value else str(stored) in ("0", "false")
    if isinstance(value, (int, float)):
        try:
            return float(stored) == float(value)
        except (TypeError, ValueError):
            return False
    # A text of a CSV file may stand for a number or a truth.
    return stored == value or (isinstance(stored, (int, float)) and str(value).lower() in (str(stored), f"{stored:g}", ["false", "true"][stored == 1]))


def check_entry(tally: Tally, entry: Entry, anker: str, folder: pathlib.Path, differences: Differences):
    done, rows, summary = inspected(anker, entry)
    study = new_study(anker, folder)
    before = dump(study)
    taken = run([anker, "import", "--study", study, *entry.files, "--coder", "AB"])
    check_cost(tally, entry, "inspect", done)
    check_cost(tally, entry, "import", taken)
    tally.check(not beside(study), f"{entry.name}: left beside the study: {beside(study)}")
    tally.check((done.status == 0) == (taken.status == 0), f"{entry.name}: inspect exits {done.status}, import {taken.status}")
    if entry.outcome == "reject" or (entry.outcome == "either" and taken.status != 0):
        check_refusal(tally, entry, "inspect", done)
        check_refusal(tally, entry, "import", taken)
        with open_at_rest(study) as db:
            tables = sum(db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("source", "survey", "original"))
            tally.check(tables == 0, f"{entry.name}: a refused import left {tables} rows")
        tally.check(dump(study) == before, f"{entry.name}: a refused import changed the study")
        print(f"{entry.name}: refused ({entry.outcome}): {taken.messages[0] if taken.messages else ''}")
        return
    if not tally.check(done.status == 0 and taken.status == 0, f"{entry.name}: exit {done.status} and {taken.status}: {taken.err}"):
        return
    found = check_inspection(tally, entry, rows, summary, differences)
    stored = check_import(tally, entry, study, taken, rows, summary)
    again = run([anker, "import", "--study", study, *entry.files, "--coder", "AB", "--json"])
    tally.check(again.status == 0 and '"known"' in again.out, f"{entry.name}: a second import: {again.out or again.err}")
    print(f"{entry.name}: {found} | study: {stored}")


def main() -> int:
    anker, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    corpus = shared / "corpus"
    entries = [Entry(line, corpus) for line in json.loads((corpus / "expect.json").read_text("utf-8"))]
    tally, differences, later = Tally(), Differences(), {}
    with tempfile.TemporaryDirectory() as folder:
        for entry in entries:
            if entry.is_read:
                check_entry(tally, entry, anker, pathlib.Path(folder), differences)
            else:
                name = entry.kind if entry.kind not in READ else f"{entry.kind} {entry.format}"
                later[name] = later.get(name, 0) + 1
    differences.judge(tally)
    print(f"not read yet: {sum(later.values())} of {len(entries)} entries: "
          + ", ".join(f"{name} {count}" for name, count in sorted(later.items())))
    return tally.close("corpus")


if __name__ == "__main__":
    sys.exit(main())
