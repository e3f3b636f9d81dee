#!/usr/bin/env python3
"""Hostile and broken files: the general rules by the kit's own judge, then what its table asks of each file.

usage: badinput.py ANKER SHARED
Reads the rows of the importers that this version has; the others are counted. Closes with 'N passed, N failed'.
"""
import contextlib
import importlib.util
import io
import os
import pathlib
import subprocess
import sys
import tempfile

import badinput_rows
import badinput_studies
from common import Tally, new_study, run

READ = {"ods", "xml", "transcript", "csv", "docx", "qdpx"}


def load_judge(path: pathlib.Path):
    """The kit's run.py, as it is."""
    spec = importlib.util.spec_from_file_location("judge", path)
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    return judge


def judged(judge, kit: pathlib.Path, good: pathlib.Path, anker: str) -> tuple[int, int]:
    """How many rows kept the general rules, and how many did not."""
    printed, argv = io.StringIO(), sys.argv
    sys.argv = ["run.py", str(kit), "--db", str(good), "--",
                anker, "import", "--study", "{db}", "{file}"]
    try:
        with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
            judge.main()
    finally:
        sys.argv = argv
    *lines, closing = printed.getvalue().splitlines()
    for line in lines:
        print(f"FAILED {line}")
    passed, failed = (int(part.split()[0]) for part in closing.split(", "))
    return passed, failed


class Row:
    """One line of expect.tsv."""

    def __init__(self, line: str):
        self.line = line
        self.shown, self.importer, self.expect, self.asked = line.rstrip("\n").split("\t")
        self.name = self.shown.replace("\\n", "\n").replace("\\x1b", "\x1b")


def with_rows(kit: pathlib.Path, rows: list[Row], folder: pathlib.Path) -> pathlib.Path:
    """The kit with only these rows in its table."""
    folder.mkdir()
    for entry in kit.iterdir():
        if entry.name != "expect.tsv":
            os.symlink(entry, folder / entry.name)
    (folder / "expect.tsv").write_text("".join(row.line for row in rows), "utf-8")
    return folder


def main() -> int:
    anker, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    tally = Tally()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        kit = folder / "kit"
        subprocess.run([sys.executable, shared / "badinput/make.py", kit], check=True, stdout=subprocess.DEVNULL)
        rows = [Row(line) for line in open(kit / "expect.tsv", encoding="utf-8")]
        mine = [row for row in rows if row.importer in READ]
        good = good_study(anker, folder)

        judge = load_judge(shared / "badinput/run.py")
        tally.passed, tally.failed = judged(judge, with_rows(kit, mine, folder / "judged"), good, anker)
        print(f"general rules: {tally.passed} passed, {tally.failed} failed of {len(mine)} files")
        tally.check(tally.passed + tally.failed == len(mine), "the judge left out rows")

        badinput_rows.check(tally, anker, kit, mine, folder / "rows")
        badinput_studies.check(tally, anker, kit, shared, folder / "studies", good)
        evil = [str(path) for root in (folder, pathlib.Path.cwd(), pathlib.Path(tempfile.gettempdir()), pathlib.Path.home())
                for path in [*root.glob("badinput-evil*"), *root.glob("*/badinput-evil*")]]
        tally.check(not evil, f"written outside the study: {evil}")
        later: dict[str, int] = {}
        for row in rows:
            if row.importer not in READ | {"project", "names"}:
                later[row.importer] = later.get(row.importer, 0) + 1
        print("not read yet: " + ", ".join(f"{name} {count}" for name, count in sorted(later.items())))
    return tally.close("badinput")


def good_study(anker: str, folder: pathlib.Path) -> pathlib.Path:
    """A study with sources, codes and codings, so that a change by a refused file would show."""
    study = new_study(anker, folder, "good.db")
    interview = folder / "gespraech.txt"
    interview.write_text("I: Was hat sich geändert?\nB: Das Dorfcafé ist jetzt offen.\n", "utf-8")
    for command in (["import", interview], ["code", "gespraech", "--quote", "Dorfcafé", "--code", "Ort", "--create-codes"]):
        done = run([anker, *command, "--study", study, "--coder", "AB"])
        if done.status != 0:
            raise SystemExit(f"anker {command[0]} failed: {done.err}")
    return study


if __name__ == "__main__":
    sys.exit(main())
