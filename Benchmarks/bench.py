#!/usr/bin/env python3
"""Measures anker beside what a user would take instead, and prints a Markdown table.

usage: bench.py ANKER SHARED [--rounds N] [--large]
Workloads are kept in .conformance/bench, the peer's environment in .conformance/bench-venv.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import venv

from measure import Contender, in_turn, median, once, peak, ratio, remove

HERE = pathlib.Path(__file__).resolve().parent
KEPT = HERE.parent / ".conformance"
PACKAGES = ["python-calamine==0.9.1"]


def peer_python() -> pathlib.Path:
    folder = KEPT / "bench-venv"
    python, stamp = folder / "bin/python", folder / "packages.txt"
    if not stamp.exists() or stamp.read_text().split() != PACKAGES:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], check=True)
        stamp.write_text("\n".join(PACKAGES))
    return python


class Bench:
    def __init__(self, anker: str, shared: pathlib.Path, rounds: int, folder: pathlib.Path):
        self.anker, self.bench, self.rounds, self.folder = anker, shared / "bench", rounds, folder
        self.workloads = KEPT / "bench"
        self.workloads.mkdir(parents=True, exist_ok=True)
        self.study = folder / "study.anker"
        print("| work | median | beside | ratio | peak memory |\n|---|---|---|---|---|", flush=True)

    def row(self, work: str, seconds: float, beside: str = "", times: str = "", megabytes: float = 0):
        shown = f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds:.2f} s"
        print(f"| {work} | {shown} | {beside} | {times} | {megabytes:.0f} MB |", flush=True)

    def make(self, name: str, script: str, *arguments) -> pathlib.Path:
        """A workload, made once; whole or not there."""
        made = self.workloads / name
        if not made.exists():
            draft = made.with_name("draft-" + name)
            shutil.rmtree(draft, ignore_errors=True) if draft.is_dir() else draft.unlink(missing_ok=True)
            order = [draft if argument is Ellipsis else argument for argument in arguments]
            subprocess.run([sys.executable, self.bench / script, *map(str, order)], check=True, stdout=subprocess.DEVNULL)
            draft.rename(made)
        return made

    def new_study(self):
        remove(self.study)
        once([self.anker, "init", self.study, "--quiet"])

    def study_from(self, kept: pathlib.Path):
        remove(self.study)
        shutil.copyfile(kept, self.study)

    def alone(self, work: str, prepare, *command) -> pathlib.Path:
        """Measures one command by itself; returns a copy of the study that it left."""
        samples = in_turn([Contender("anker", prepare, [self.anker, *command])], self.rounds)["anker"]
        self.row(work, median(samples), megabytes=peak(samples))
        left = self.folder / "left.anker"
        if self.study.exists():
            shutil.copyfile(self.study, left)
        return left

    def version(self):
        samples = in_turn([Contender("anker", lambda: None, [self.anker, "--version"])], max(20, self.rounds))["anker"]
        self.row("`--version`", median(samples), megabytes=peak(samples))

    def sheet(self, large: bool):
        rows = self.make("survey-100000.ods", "make_ods.py", 100_000, ...)
        out = self.folder / "peer.db"
        samples = in_turn([
            Contender("anker", self.new_study, [self.anker, "import", rows, "--study", self.study]),
            Contender("peer", lambda: remove(out), [peer_python(), self.bench / "calamine_to_sqlite.py", rows, out]),
        ], self.rounds)
        ours, peers = samples["anker"], samples["peer"]
        self.row("ODS, 100,000 × 20, imported", median(ours), f"calamine + sqlite3 {median(peers):.2f} s, {peak(peers):.0f} MB",
                 f"{ratio(ours, peers):.2f}", peak(ours))
        remove(out)
        if large:
            rows = self.make("survey-1000000.ods", "make_ods.py", 1_000_000, ...)
            self.new_study()
            one = once([self.anker, "import", rows, "--study", self.study])
            self.row("ODS, 1,000,000 × 20, imported (once)", one.wall, f"100,000 rows {median(ours):.2f} s",
                     f"{one.wall / median(ours):.1f}", one.megabytes)

    def interviews(self):
        project = self.make("study.qdpx", "make_qdpx.py", ..., 500, 200, 200)
        texts = self.make("interviews", "make_codings.py", project, ...)
        imported = self.folder / "imported.anker"
        self.alone("500 transcripts of 200 turns, imported", self.new_study,
                   "import", texts / "transcripts", "--study", self.study).rename(imported)
        coded = self.folder / "coded.anker"
        self.alone("125,000 codings, `code --from --create-codes`", lambda: self.study_from(imported), "code", "--from",
                   texts / "codings.jsonl", "--create-codes", "--study", self.study).rename(coded)
        self.study_from(coded)
        self.alone("`table frequencies` over those", lambda: None, "table", "frequencies", "--study", self.study)
        self.alone("`table cooccurrence` over those", lambda: None, "table", "cooccurrence", "--study", self.study)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("anker")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5, help="at least 5")
    parser.add_argument("--large", action="store_true", help="the sheet of a million rows too")
    options = parser.parse_args()
    os.environ["ANKER_CODER"] = "AB"
    # Studies are written where the workloads are, not to a temporary folder that may be in memory.
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        bench = Bench(options.anker, options.shared, max(5, options.rounds), pathlib.Path(folder))
        bench.version()
        bench.interviews()
        bench.sheet(options.large)


if __name__ == "__main__":
    main()
