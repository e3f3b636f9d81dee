#!/usr/bin/env python3
"""A disk that becomes full at any moment: what a command says of it is true of the study, and nothing that was done is lost.

usage: full.py ANKER SHARED
'import', 'code --from' and 'undo' run under a limit for the size of a file (`ulimit -f`, which stands for the disk), from none to more than they
need, in ANKER_LIMITS (24) steps; as root on a small disk in memory besides, where one can be mounted. Of each run it is asked that
 * one that fails says so in one line and leaves every row as it was;
 * one that ends well left everything done: in one file, or, said in a warning, in the file with the '-wal' beside it;
 * under the same limit the study is read, and shows what was done;
 * with room again the next command makes one file of it, changes nothing, and 'check' finds it sound.
Closes with 'N passed, N failed'.
"""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

from common import Tally, beside, new_study, run
from kill import FIXED, write_codings, write_transcripts
from study_state import copied, state

LIMITS = int(os.environ.get("ANKER_LIMITS", "24"))
#: Writing beyond the limit is an error, and not the end of the program.
UNDER_LIMIT = ["bash", "-c", 'trap "" XFSZ; ulimit -f "$0"; exec "$@"']


def must(anker: str, *arguments):
    done = run([anker, *arguments], env=FIXED)
    if done.status != 0:
        raise SystemExit(f"full: anker {arguments[0]} fails: {done.err}")


class Command:
    """A command, the study it begins with, and what the study says before and after it."""

    def __init__(self, anker: str, name: str, base: pathlib.Path, arguments: list, folder: pathlib.Path):
        self.anker, self.name, self.base, self.arguments, self.folder = anker, name, base, arguments, folder
        folder.mkdir()
        self.before = state(base)
        whole = folder / "whole.anker"
        shutil.copyfile(base, whole)
        must(anker, *arguments, "--study", whole)
        self.after, self.size = state(whole), whole.stat().st_size

    def judge(self, tally: Tally, label: str, study: pathlib.Path, limited: list) -> str:
        """Runs it on `study`, which is a copy of the base, behind the words of `limited`; says what became of it."""
        done = run([*limited, self.anker, *self.arguments, "--quiet", "--study", study], env=FIXED)
        wal = pathlib.Path(f"{study}-wal")
        together = state(copied(study, self.folder / "copy", with_wal=True))
        warnings = [line for line in done.messages if ": warning: " in line]
        if done.status == 0:
            outcome = "beside it" if wal.exists() and wal.stat().st_size > 0 else "done"
            tally.check(together == self.after, f"{label}: says that it is done, and the study is {together}")
            tally.check(len(warnings) == (outcome == "beside it") and all("-wal'" in line for line in warnings), f"{label}: {outcome}, and says {done.err!r}")
        else:
            outcome = "as before"
            tally.check(together == self.before, f"{label}: says that it failed, and the study is {together}")
            tally.check(done.status > 0 and len(done.errors) == 1 and not warnings, f"{label}: exit {done.status}: {done.err!r}")
        read = run([*limited, self.anker, "log", "--json", "--study", study], env=FIXED)
        whole = run([self.anker, "log", "--json", "--study", self.folder / "copy" / study.name], env=FIXED)
        tally.check(read.status == 0 and read.out == whole.out, f"{label}: reading it then: exit {read.status}: {read.err!r}")
        return outcome

    def judge_rest(self, tally: Tally, label: str, study: pathlib.Path):
        """What the next command makes of it where there is room again."""
        together = state(copied(study, self.folder / "copy", with_wal=True))
        following = run([self.anker, "sources", "--study", study], env=FIXED)
        tally.check(following.status == 0 and not following.err, f"{label}: the next command: exit {following.status}: {following.err!r}")
        tally.check(not beside(study), f"{label}: the next command left {beside(study)}")
        tally.check(state(study) == together, f"{label}: the next command changed the study")
        checked = run([self.anker, "check", "--quiet", "--study", study], env=FIXED)
        tally.check(checked.status == 0, f"{label}: check: exit {checked.status}: {checked.out}{checked.err}")

    def under_limits(self, tally: Tally) -> list[str]:
        outcomes = []
        for number in range(LIMITS):
            limit = 64 + int(self.size / 1024 * 1.2 * number / (LIMITS - 1))
            study = self.folder / "study.anker"
            for path in study.parent.glob("study.anker*"):
                path.unlink()
            shutil.copyfile(self.base, study)
            label = f"{self.name}: {limit} KiB"
            outcomes.append(self.judge(tally, label, study, [*UNDER_LIMIT, str(limit)]))
            self.judge_rest(tally, label, study)
        return outcomes

    def on_small_disks(self, tally: Tally) -> list[str]:
        """On disks with room for the study as it is, and some or all of what the command needs."""
        outcomes, disk = [], self.folder / "disk"
        disk.mkdir()
        for number in range(LIMITS):
            kibibytes = int((self.base.stat().st_size + 2.2 * self.size * number / (LIMITS - 1)) / 1024) + 64
            if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", disk], capture_output=True).returncode != 0:
                return outcomes
            label, rest = f"{self.name}: a disk of {kibibytes} KiB", self.folder / "rest"
            try:
                shutil.copyfile(self.base, disk / "study.anker")
                outcomes.append(self.judge(tally, label, disk / "study.anker", []))
                shutil.rmtree(rest, ignore_errors=True)
                shutil.copytree(disk, rest)
            finally:
                subprocess.run(["umount", disk], check=True)
            self.judge_rest(tally, label, rest / "study.anker")
        return outcomes


def commands(anker: str, folder: pathlib.Path, chance: random.Random) -> list[Command]:
    transcripts, codings = folder / "interviews", folder / "codings.jsonl"
    write_transcripts(transcripts, chance)
    write_codings(codings, transcripts, chance)
    base = new_study(anker, folder, "base.anker")
    with_texts, undone = folder / "texts.anker", folder / "undone.anker"
    shutil.copyfile(base, with_texts)
    must(anker, "import", transcripts, "--study", with_texts)
    shutil.copyfile(with_texts, undone)
    must(anker, "code", "--from", codings, "--create-codes", "--study", undone)
    return [
        Command(anker, "import", base, ["import", transcripts], folder / "import"),
        Command(anker, "code --from", with_texts, ["code", "--from", codings, "--create-codes"], folder / "code"),
        Command(anker, "undo", undone, ["undo"], folder / "undo"),
    ]


def main() -> int:
    anker = sys.argv[1]
    tally, mounted = Tally(), 0
    with tempfile.TemporaryDirectory() as temporary:
        for command in commands(anker, pathlib.Path(temporary), random.Random(1)):
            tally.check(command.before != command.after, f"{command.name}: changes nothing")
            outcomes = command.under_limits(tally)
            small = command.on_small_disks(tally)
            mounted += len(small)
            for what in ("as before", "beside it", "done"):
                print(f"{command.name}: {what}: {outcomes.count(what)} of {len(outcomes)} limits, {small.count(what)} of {len(small)} small disks")
            tally.check("as before" in outcomes and "done" in outcomes, f"{command.name}: no limit made a difference: {outcomes}")
    if not mounted:
        print("small disks: none can be mounted here")
    return tally.close("full")


if __name__ == "__main__":
    sys.exit(main())
