#!/usr/bin/env python3
"""`import`, `code --from`, `sources update`, `undo`, `redo` and `check --repair`, killed at 50 moments each: the study is
exactly as before or exactly as after.

usage: kill.py ANKER SHARED
ANKER_KILL_SEED repeats a run, ANKER_KILLS sets how many kills each. After each kill it is asked that
 * the one file alone is whole and holds what was acknowledged before, unless the kill fell into the checkpoint, that is
   after the change was committed and while it is being moved into the file;
 * the file with its -wal is whole and holds exactly the state before or exactly the state after: every row of every
   table but those of the full-text index, of which the number of texts is compared, and the sums of the file's pages,
   which 'anker check' compares;
 * the next command works, changes nothing of that, and leaves one file.
A repair goes in several steps, each of which leaves less to be mended. After a kill of it the study is mended by the next
repair, a copy of how it was lies beside it whole or not at all.
Closes with 'N passed, N failed'.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from common import Tally, beside, new_study, open_at_rest, run
from study_state import copied, state

KILLS = int(os.environ.get("ANKER_KILLS", "50"))
#: Times and coder fixed, so that nothing need be left out of the comparison.
FIXED = {"SOURCE_DATE_EPOCH": "1764547200", "ANKER_CODER": "AB"}
WORDS = "Dorfcafé Verein Gemeinde Handwerk Schule Netzwerk Initiative Begegnung Förderung Ehrenamt Austausch Region Zukunft".split()
TRANSCRIPTS, TURNS, CODINGS, ROWS = 60, 120, 20_000, 20_000


class Job:
    """A command, the study it begins with, and what it makes of it."""

    def __init__(self, name: str, anker: str, base: pathlib.Path, arguments: list, folder: pathlib.Path,
                 is_repeatable: bool = True, statuses: tuple[int, ...] = (0,)):
        self.statuses = statuses
        self.name, self.anker, self.base, self.arguments = name, anker, base, arguments
        self.folder, self.is_repeatable = folder, is_repeatable
        folder.mkdir()
        self.study = folder / "study.anker"
        self.before = state(copied(base, folder / "copy", with_wal=False))
        spans = []
        for _ in range(3):
            self.reset()
            start = time.monotonic()
            process = self.start()
            checkpoint = self.wait_for_checkpoint(process)
            if process.wait() not in self.statuses:
                raise SystemExit(f"kill: '{name}' fails by itself")
            spans.append((time.monotonic() - start, time.monotonic() - checkpoint))
        self.seconds, self.checkpoint = min(s for s, _ in spans), min(c for _, c in spans)
        self.least = 0.6 * self.seconds
        self.after = state(copied(self.study, folder / "copy", with_wal=False))

    def reset(self):
        for path in self.study.parent.glob(f"{self.study.name}*"):
            path.unlink()
        shutil.copyfile(self.base, self.study)

    def start(self) -> subprocess.Popen:
        return subprocess.Popen(
            [self.anker, *self.arguments, "--study", self.study], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, **FIXED}, start_new_session=True)

    def wait_for_checkpoint(self, process: subprocess.Popen) -> float:
        """Returns when the study's own file changes for the first time, or the command ends."""
        untouched = self.study.stat().st_mtime_ns
        while self.study.stat().st_mtime_ns == untouched and process.poll() is None:
            time.sleep(0.0002)
        return time.monotonic()

    def kill(self, moment: str, chance: random.Random) -> bool:
        """Runs the command and kills it; false where it had ended before."""
        self.reset()
        process = self.start()
        if moment == "in the checkpoint":
            self.wait_for_checkpoint(process)
            time.sleep(chance.uniform(0, self.checkpoint))
        else:
            time.sleep(chance.uniform(0.75 * self.seconds if moment == "near the end" else 0, self.seconds))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        if not killed and moment != "in the checkpoint":
            # It runs faster now than when it was measured.
            self.seconds = max(0.95 * self.seconds, self.least)
        return killed

    def judge(self, tally: Tally, label: str) -> str:
        """What the kill left; every promise is checked."""
        # A command first marks the file as one that is written to by way of a -wal, so its bytes change with the first step.
        wal = pathlib.Path(f"{self.study}-wal")
        frames = wal.exists() and wal.stat().st_size > 0
        together = state(copied(self.study, self.folder / "copy", with_wal=True))
        alone = state(copied(self.study, self.folder / "copy", with_wal=False))
        tally.check(together in (self.before, self.after), f"{label}: the file with its -wal is neither before nor after: {together}")
        if together == self.before:
            outcome = "as before"
        elif not frames:
            outcome = "as after"
        elif alone == self.before:
            outcome = "committed, file as before"
        else:
            outcome = "in the checkpoint"
        if outcome != "in the checkpoint":
            tally.check(alone in (self.before, self.after), f"{label}: the one file alone is {alone}")
        following = run([self.anker, "sources", "--study", self.study], env=FIXED)
        tally.check(following.status == 0 and not following.err, f"{label}: the next command: exit {following.status}: {following.err}")
        tally.check(not beside(self.study), f"{label}: the next command left {beside(self.study)}")
        tally.check(state(self.study_copy()) == together, f"{label}: the next command changed the study")
        checked = run([self.anker, "check", "--quiet", "--study", self.study], env=FIXED)
        tally.check(checked.status == 0, f"{label}: check: exit {checked.status}: {checked.out}{checked.err}")
        return outcome

    def study_copy(self) -> pathlib.Path:
        return copied(self.study, self.folder / "copy", with_wal=False)

    def again(self, tally: Tally, label: str):
        """The same command once more ends in the state after."""
        done = run([self.anker, *self.arguments, "--study", self.study], env=FIXED)
        found = state(self.study_copy())
        tally.check(done.status in self.statuses and found == self.after, f"{label}: the command once more: exit {done.status}: {done.err or found}")


class Repair(Job):
    """`check --repair` of a study in which bits have flipped, and whose full-text index is damaged."""

    def __init__(self, anker: str, whole: pathlib.Path, folder: pathlib.Path, chance: random.Random):
        damaged = folder.with_suffix(".anker")
        content = bytearray(whole.read_bytes())
        with open_at_rest(whole) as db:
            names = dict(db.execute("SELECT pageno, name FROM dbstat ORDER BY pageno").fetchall())
        for page in chance.sample([page for page, name in names.items() if page > 1 and not name.startswith(("page", "fulltext"))], 20):
            content[(page - 1) * 8192 + chance.randrange(8192)] ^= 1 << chance.randrange(8)
        for page in [page for page, name in names.items() if name == "fulltext_data"][-3:]:
            content[page * 8192 - 200:page * 8192 - 100] = chance.randbytes(100)
        damaged.write_bytes(content)
        super().__init__("check --repair", anker, damaged, ["check", "--repair"], folder, is_repeatable=False)
        self.before, self.whole = "to be mended", state(copied(whole, folder / "copy", with_wal=False))

    def judge(self, tally: Tally, label: str) -> str:
        touched = self.study.read_bytes() != self.base.read_bytes()
        # What a kill left of one that was being made is none, and its name says so.
        copies = [copy for copy in self.study.parent.glob(f"{self.study.name}.before-repair-*") if ".new-" not in copy.name]
        tally.check(all(copy.read_bytes()[100:] == self.base.read_bytes()[100:] for copy in copies), f"{label}: a copy is not the study as it was")
        tally.check(bool(copies) or not touched, f"{label}: mended without a copy")
        again = run([self.anker, "check", "--repair", "--study", self.study], env=FIXED)
        tally.check(again.status == 0, f"{label}: the next repair: exit {again.status}: {again.out}{again.err}")
        tally.check(state(self.study_copy()) == self.whole, f"{label}: the next repair did not lead to the study that was")
        return "as after" if "mended" not in again.out else "as before" if not touched else "committed, file as before"


def write_transcripts(folder: pathlib.Path, chance: random.Random):
    folder.mkdir()
    for number in range(TRANSCRIPTS):
        lines = [f"{'IB'[turn % 2]}: " + " ".join(chance.choices(WORDS, k=30)) + "." for turn in range(TURNS)]
        (folder / f"interview-{number:02}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def write_codings(file: pathlib.Path, transcripts: pathlib.Path, chance: random.Random):
    lengths = {path.stem: len(path.read_text("utf-8")) for path in sorted(transcripts.iterdir())}
    names = list(lengths)
    with open(file, "w", encoding="utf-8") as out:
        for number in range(CODINGS):
            source = names[number % len(names)]
            lower = chance.randrange(lengths[source] - 200)
            out.write(json.dumps({"source": source, "range": [lower, lower + chance.randrange(10, 200)],
                                  "codes": [f"code-{chance.randrange(60):02}"], "coder": chance.choice(["AB", "CD"])}) + "\n")


def jobs(anker: str, shared: pathlib.Path, folder: pathlib.Path, chance: random.Random) -> list[Job]:
    transcripts, codings, sheet = folder / "interviews", folder / "codings.jsonl", folder / "survey.ods"
    write_transcripts(transcripts, chance)
    write_codings(codings, transcripts, chance)
    subprocess.run([sys.executable, shared / "bench/make_ods.py", str(ROWS), sheet], check=True, stdout=subprocess.DEVNULL)

    def must(*arguments):
        done = run([anker, *arguments], env=FIXED)
        if done.status != 0:
            raise SystemExit(f"kill: anker {arguments[0]} fails: {done.err}")

    # What was acknowledged before: an interview and a coding of it.
    first = folder / "gespraech.txt"
    first.write_text("I: Was hat sich geändert?\nB: Das Dorfcafé ist jetzt offen.\n", "utf-8")
    base = new_study(anker, folder, "base.anker")
    must("import", first, "--study", base)
    must("code", "gespraech", "--quote", "Dorfcafé", "--code", "Ort", "--create-codes", "--study", base)
    with_texts = folder / "texts.anker"
    shutil.copyfile(base, with_texts)
    must("import", transcripts, "--study", with_texts)
    with_survey, without_survey = folder / "survey.anker", folder / "undone.anker"
    shutil.copyfile(base, with_survey)
    must("import", transcripts, sheet, "--study", with_survey)
    shutil.copyfile(with_survey, without_survey)
    must("undo", "--study", without_survey)
    coded, edited = folder / "coded.anker", folder / "edited"
    shutil.copyfile(with_texts, coded)
    must("code", "--from", codings, "--create-codes", "--study", coded)
    edited.mkdir()
    for path in sorted(transcripts.iterdir()):
        lines = path.read_text("utf-8").splitlines()
        lines.insert(chance.randrange(len(lines)), "I: Das wurde später nachgetragen.")
        del lines[chance.randrange(len(lines))]
        (edited / path.name).write_text("\n".join(lines) + "\n", "utf-8")
    return [
        Job("sources update", anker, coded, ["sources", "update", edited], folder / "update", statuses=(0, 1)),
        Repair(anker, coded, folder / "repair", chance),
        Job("undo", anker, with_survey, ["undo"], folder / "undo", is_repeatable=False),
        Job("redo", anker, without_survey, ["redo"], folder / "redo", is_repeatable=False),
        Job("import", anker, base, ["import", transcripts, sheet], folder / "import"),
        Job("code --from", anker, with_texts, ["code", "--from", codings, "--create-codes"], folder / "code"),
    ]


def main() -> int:
    anker, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    seed = int(os.environ.get("ANKER_KILL_SEED", random.SystemRandom().randrange(1 << 32)))
    print(f"seed {seed}; ANKER_KILL_SEED={seed} repeats the moments")
    tally, chance, table = Tally(), random.Random(seed), []
    late = KILLS // 5
    moments = ["in the checkpoint"] * late + ["near the end"] * late + ["anywhere"] * (KILLS - 2 * late)
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs(anker, shared, pathlib.Path(folder), chance):
            tally.check(job.before != job.after and not (job.before + job.after).count("damaged"), f"{job.name}: changes nothing")
            print(f"{job.name}: {job.seconds:.2f} s, of which {job.checkpoint:.3f} s checkpoint")
            chance.shuffle(moments)
            for number, moment in enumerate(moments, 1):
                # A command that had ended was not killed; three more tries, since a run can be faster than those measured.
                killed = any(job.kill(moment, chance) for _ in range(4))
                label = f"{job.name}: kill {number}, {moment}"
                outcome = job.judge(tally, label) if killed else "had ended"
                if killed and job.is_repeatable and number % 10 == 0:
                    job.again(tally, label)
                table.append((job.name, moment, outcome))
    print_table(table)
    tally.check(sum(outcome != "had ended" for *_, outcome in table) >= 0.9 * len(table), "too many commands had ended before the kill")
    return tally.close("kill")


def print_table(table: list[tuple[str, str, str]]):
    outcomes = ["as before", "committed, file as before", "in the checkpoint", "as after", "had ended"]
    width = max(len(moment) + len(name) for name, moment, _ in table) + 3
    print(f"{'killed':{width}}" + "".join(f"{outcome:>{len(outcome) + 3}}" for outcome in outcomes))
    for key in sorted({(name, moment) for name, moment, _ in table}):
        counts = [sum((name, moment, outcome) == (*key, one) for name, moment, outcome in table) for one in outcomes]
        print(f"{key[0] + ', ' + key[1]:{width}}" + "".join(f"{count:>{len(one) + 3}}" for count, one in zip(counts, outcomes)))


if __name__ == "__main__":
    sys.exit(main())
