#!/usr/bin/env python3
"""Two loops of commands write to one study for a minute, while a third reads it and copies it: nothing is lost.

usage: writers.py ANKER SHARED
ANKER_WRITER_SECONDS sets how long. What is asked:
 * every command of the writers is done, since a second one waits until the first is;
 * whoever reads sees at least what was acknowledged before the reading began, and never less than before;
 * every copy made meanwhile is sound by `anker check` and holds at least what was acknowledged before it;
 * in the end the study holds exactly what was acknowledged, is sound, and is one file;
 * a writer that meets one that does not end is told after five seconds which process it is.
Closes with 'N passed, N failed'.
"""
import json
import os
import pathlib
import sqlite3
import sys
import tempfile
import threading
import time

from common import Tally, beside, new_study, run

SECONDS = float(os.environ.get("ANKER_WRITER_SECONDS", "60"))


class Writer(threading.Thread):
    """Adds actors one by one, each by a command of its own."""

    def __init__(self, anker: str, study: pathlib.Path, name: str, until: float):
        super().__init__()
        self.anker, self.study, self.letter, self.until = anker, study, name, until
        self.done: list[str] = []
        self.refused: list[str] = []

    def run(self):
        number = 0
        while time.monotonic() < self.until:
            name = f"{self.letter}{number:05}"
            number += 1
            outcome = run([self.anker, "actor", "add", name, "--quiet", "--study", self.study], env={"ANKER_CODER": self.letter})
            (self.done if outcome.status == 0 else self.refused).append(name if outcome.status == 0 else outcome.err)


def names(anker: str, study: pathlib.Path, tally: Tally) -> set[str]:
    listed = run([anker, "actor", "list", "--json", "--study", study])
    tally.check(listed.status == 0 and not listed.err, f"reading: exit {listed.status}: {listed.err}")
    return {json.loads(line)["name"] for line in listed.out.splitlines()}


def sound(anker: str, study: pathlib.Path) -> str:
    """Nothing where `anker check` finds nothing."""
    checked = run([anker, "check", "--quiet", "--study", study])
    return "" if checked.status == 0 else f"exit {checked.status}: {checked.out}{checked.err}"


def write_together(anker: str, folder: pathlib.Path, tally: Tally):
    study = new_study(anker, folder)
    until = time.monotonic() + SECONDS
    writers = [Writer(anker, study, letter, until) for letter in "AB"]
    for writer in writers:
        writer.start()
    seen, readings, copies = set(), 0, 0
    next_copy = time.monotonic()
    while time.monotonic() < until:
        acknowledged = {name for writer in writers for name in list(writer.done)}
        if time.monotonic() >= next_copy:
            next_copy += SECONDS / 12
            copies += 1
            copy = folder / f"copy-{copies}.anker"
            made = run([anker, "backup", copy, "--quiet", "--study", study])
            if tally.check(made.status == 0, f"copy {copies}: exit {made.status}: {made.err}"):
                tally.check(sound(anker, copy) == "", f"copy {copies}: {sound(anker, copy)}")
                tally.check(acknowledged <= names(anker, copy, tally), f"copy {copies}: lacks what was acknowledged")
        found = names(anker, study, tally)
        readings += 1
        tally.check(acknowledged | seen <= found, f"reading {readings}: lacks {sorted((acknowledged | seen) - found)[:3]}")
        seen = found
    for writer in writers:
        writer.join()
        tally.check(not writer.refused, f"{len(writer.refused)} commands of {writer.letter} were refused: {writer.refused[:1]}")
        tally.check(len(writer.done) >= 10, f"{writer.letter} wrote only {len(writer.done)} times")
    acknowledged = {name for writer in writers for name in writer.done}
    tally.check(names(anker, study, tally) == acknowledged, "in the end the study does not hold what was acknowledged")
    tally.check(sound(anker, study) == "", f"in the end: {sound(anker, study)}")
    tally.check(not beside(study), f"beside the study: {beside(study)}")
    print(f"{len(acknowledged)} changes by two writers, {readings} readings, {copies} copies")


def wait_in_vain(anker: str, folder: pathlib.Path, tally: Tally):
    """Another program holds the study open in a change."""
    study = new_study(anker, folder, "held.anker")
    with sqlite3.connect(study, isolation_level=None) as holder:
        holder.execute("PRAGMA journal_mode = WAL")
        holder.execute("BEGIN IMMEDIATE")
        holder.execute("UPDATE study SET name = 'x'")
        start = time.monotonic()
        refused = run([anker, "actor", "add", "Verein", "--study", study])
        waited = time.monotonic() - start
        tally.check(refused.status == 2, f"a held study: exit {refused.status}")
        tally.check(4.5 < waited < 20, f"a held study: waited {waited:.1f} s")
        told = f"held.anker: error: another command is writing to this study: {name_of_this_process()} (process {os.getpid()})"
        tally.check(refused.errors == [told], f"a held study: {refused.err}")
        holder.execute("ROLLBACK")
    holder.close()
    added = run([anker, "actor", "add", "Verein", "--quiet", "--study", study])
    tally.check(added.status == 0, f"a study that is free again: exit {added.status}: {added.err}")
    tally.check(sound(anker, study) == "", f"a study that is free again: {sound(anker, study)}")


def name_of_this_process() -> str:
    return pathlib.Path("/proc/self/comm").read_text("utf-8").strip()


def main() -> int:
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        write_together(sys.argv[1], pathlib.Path(folder), tally)
        wait_in_vain(sys.argv[1], pathlib.Path(folder), tally)
    return tally.close("writers")


if __name__ == "__main__":
    sys.exit(main())
