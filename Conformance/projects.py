#!/usr/bin/env python3
"""Projects of other coding programs with a hostile value in each column of each table: taken in and sound, or refused with a word.

usage: projects.py ANKER SHARED
The databases among the fixtures, each column of each table set to what it does not promise: no value, a text, bytes, fractions, the least and the
greatest number, a row of its own table (a circle of codes), a place outside of every text. Each is imported with --skip into an empty study: it comes
to an end, says what was wrong where it is refused, leaves a study in which a check finds nothing, and a dry run has told the same before.
Closes with 'N passed, N failed'.
"""
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile

from common import Tally, new_study, run

FORMATS = pathlib.Path(__file__).resolve().parent.parent / "Fixtures/formats"
#: What is imported, and the database in it.
PROJECTS = [("dorfladen.qda", "data.qda"), ("dorfladen-taguette.sqlite3", ""), ("dorfladen.requal", ""), ("dorfladen.rqda", ""),
            ("dorfladen-qc", "qualitative_coding.sqlite3")]
#: As SQL, in which a column may stand as {0}.
VALUES = ["NULL", "''", "'x' || char(0) || '👍🏽'", "x'ff00fe'", "1.5", "-1", "9223372036854775807", "{0} + 1000000", "rowid", "(SELECT max({0}) FROM {1})"]


def columns(path: pathlib.Path) -> list[tuple[str, str]]:
    with sqlite3.connect(path) as db:
        tables = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1")]
        return [(table, row[1]) for table in tables for row in db.execute(f'PRAGMA table_info("{table}")')
                if db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]]


def spoil(path: pathlib.Path, table: str, column: str, value: str) -> bool:
    """Sets a column; false where the table's own rules forbid it."""
    db = sqlite3.connect(path)
    try:
        db.execute("PRAGMA ignore_check_constraints = 1")
        db.execute(f'UPDATE "{table}" SET "{column}" = {value.format(chr(34) + column + chr(34), chr(34) + table + chr(34))}')
        db.commit()
        return True
    except sqlite3.Error:
        return False
    finally:
        db.close()


def counts(out: str) -> dict:
    """What the line of a project says beside that it is a dry run."""
    line = json.loads(out.splitlines()[0]) if out.strip() else {}
    line.pop("dryRun", None)
    return line


def check(tally: Tally, anker: str, project: pathlib.Path, study: pathlib.Path, empty: bytes, name: str):
    study.write_bytes(empty)
    told = run([anker, "import", project, "--skip", "--json", "--dry-run", "--coder", "AB"], cwd=study.parent)
    done = run([anker, "import", project, "--skip", "--json", "--coder", "AB", "--study", study])
    tally.check(done.status in (0, 1, 2), f"{name}: ends with {done.status}: {done.err[:200]}")
    if done.status:
        tally.check(bool(done.errors), f"{name}: ends with {done.status} and no word of what was wrong: {done.err[:200]}")
    tally.check(told.status == done.status, f"{name}: a dry run ends with {told.status}, the import with {done.status}: {told.err[:200]} {done.err[:200]}")
    if done.status == 0:
        tally.check(counts(told.out) == counts(done.out), f"{name}: a dry run tells {told.out[:300]}, the import {done.out[:300]}")
    sound = run([anker, "check", "--study", study])
    tally.check(sound.status == 0, f"{name}: the study is not sound: {sound.out[:200]} {sound.err[:200]}")


def main() -> int:
    anker, tally = sys.argv[1], Tally()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        study = new_study(anker, folder)
        empty = study.read_bytes()
        for fixture, member in PROJECTS:
            source, project = FORMATS / fixture, folder / fixture
            for table, column in columns(source / member if member else source):
                for value in VALUES:
                    if source.is_dir():
                        shutil.rmtree(project, ignore_errors=True)
                        shutil.copytree(source, project)
                    else:
                        shutil.copyfile(source, project)
                    if spoil(project / member if member else project, table, column, value):
                        check(tally, anker, project, study, empty, f"{fixture}: {table}.{column} = {value}")
    return tally.close("projects")


if __name__ == "__main__":
    sys.exit(main())
