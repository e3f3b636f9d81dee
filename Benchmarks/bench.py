#!/usr/bin/env python3
"""Measures anker beside what a user would take instead, and prints a Markdown table with the spread of each figure.

usage: bench.py ANKER SHARED [--rounds N] [--large]
Workloads are kept in .conformance/bench, the peer's environment in .conformance/bench-venv.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from measure import Contender, in_turn, median, once, peak, ratios, remove, walls

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent / "Conformance"))
from common import environment  # noqa: E402
KEPT = HERE.parent / ".conformance"
PACKAGES = ["python-calamine==0.9.1"]
QC = ["qualitative-coding==1.7.8"]
READ_ALONE = "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"


def peer_python() -> pathlib.Path:
    return environment("bench-venv", PACKAGES)


# Of up to four operators each, every sort of condition and relation among them.
QUERIES = [
    "code(code_000) and not code(code_001) and (code(code_002) or coder = AB)",
    "code(code_000) and within(2 turns, code(code_001)) and not overlaps(code(code_002))",
    "encloses(code(code_003)) or inside(code(code_004) and not precedes(100 scalars, code(code_005)))",
    "speaker.role = respondent and source = \"*1\" and follows(3 paragraphs, code(code_006)) and not code(code_007)",
    "text ~ \"dorfcaf*\" and speaker.role = respondent and not code(code_000) and overlaps(code(code_001))",
    "text ~ /[Dd]orf\\w+/ and code(code_000)",
]


class Bench:
    def __init__(self, anker: str, shared: pathlib.Path, rounds: int, folder: pathlib.Path):
        self.anker, self.bench, self.rounds, self.folder = anker, shared / "bench", rounds, folder
        self.workloads = KEPT / "bench"
        self.workloads.mkdir(parents=True, exist_ok=True)
        self.study = folder / "study.anker"
        print("Each figure is min / median / max of whole processes, in seconds.\n")
        print("| work | seconds | beside | its seconds | ratio | peak memory |\n|---|---|---|---|---|---|", flush=True)

    def row(self, work: str, ours: list, beside: str = "", others: list | None = None, times: list | None = None,
            note: str = ""):
        shown = spread(times) if times else note
        print(f"| {work} | {spread(walls(ours))} | {beside} | {spread(walls(others)) if others else ''} | {shown} "
              f"| {peak(ours):.0f} MB |", flush=True)

    def make(self, name: str, script: str, *arguments) -> pathlib.Path:
        """A workload, made once; whole or not there. Its script stands here or among the shared ones."""
        made = self.workloads / name
        if not made.exists():
            draft = made.with_name("draft-" + name)
            shutil.rmtree(draft, ignore_errors=True) if draft.is_dir() else draft.unlink(missing_ok=True)
            script_at = HERE / script if (HERE / script).exists() else self.bench / script
            order = [draft if argument is Ellipsis else argument for argument in arguments]
            subprocess.run([sys.executable, script_at, *map(str, order)], check=True, stdout=subprocess.DEVNULL)
            draft.rename(made)
        return made

    def new_study(self):
        remove(self.study)
        once([self.anker, "init", self.study, "--quiet"])

    def study_from(self, kept: pathlib.Path):
        remove(self.study)
        shutil.copyfile(kept, self.study)
        # What is still being written to the disk would be measured with the next command.
        os.sync()

    def alone(self, work: str, prepare, *command, note=lambda seconds: "", good: tuple = (0,)) -> pathlib.Path:
        """Measures one command by itself; returns a copy of the study that it left."""
        samples = in_turn([Contender("anker", prepare, [self.anker, *command], good)], self.rounds)["anker"]
        self.row(work, samples, note=note(median(samples)))
        left = self.folder / "left.anker"
        if self.study.exists():
            shutil.copyfile(self.study, left)
        return left

    def beside(self, work: str, ours: Contender, name: str, other: Contender) -> tuple[list, list]:
        """Measures two in turn; returns the samples of both."""
        samples = in_turn([ours, other], self.rounds)
        one, two = samples[ours.name], samples[other.name]
        self.row(work, one, f"{name}, {peak(two):.0f} MB", two, ratios(one, two))
        return one, two

    def importing(self, *paths) -> Contender:
        return Contender("anker", self.new_study, [self.anker, "import", *paths, "--study", self.study])

    def version(self):
        samples = in_turn([Contender("anker", lambda: None, [self.anker, "--version"])], max(20, self.rounds))["anker"]
        self.row("`--version`", samples)

    def sheet(self, large: bool):
        rows = self.make("survey-100000.ods", "make_ods.py", 100_000, ...)
        out = self.folder / "peer.db"
        peer = Contender("peer", lambda: remove(out), [peer_python(), self.bench / "calamine_to_sqlite.py", rows, out])
        ours, theirs = self.beside("ODS, 100,000 × 20, imported", self.importing(rows), "calamine + sqlite3", peer)
        remove(out)
        self.beside("ODS, 100,000 × 20, `inspect --summary`",
                    Contender("anker", lambda: None, [self.anker, "inspect", "--summary", rows]), "calamine, read alone",
                    Contender("peer", lambda: None, [peer_python(), "-c", READ_ALONE, rows]))
        table = self.make("survey-100000.csv", "make_csv.py", rows, ...)
        self.beside("the same rows as CSV, imported", self.importing(table), "as ODS", self.importing(rows)._replace(name="ODS"))
        if large:
            self.ten_times(ours, theirs)

    def ten_times(self, ours: list, theirs: list):
        """A million rows, beside the samples of a tenth of them; the peer's growth tells how much of ours is the machine's, for both write gigabytes."""
        rows, out = self.make("survey-1000000.ods", "make_ods.py", 1_000_000, ...), self.folder / "peer.db"
        for name, few, prepare, command in [
            ("imported", ours, self.new_study, self.importing(rows).command),
            ("calamine + sqlite3", theirs, lambda: remove(out), [peer_python(), self.bench / "calamine_to_sqlite.py", rows, out]),
        ]:
            prepare()
            many = once(command)
            self.row(f"ODS, 1,000,000 × 20, {name} (once)", [many], "100,000 rows", few, [many.wall / sample.wall for sample in few])
        remove(out)

    def surveys(self):
        folder = self.make("limesurvey-100000", "make_lsr.py", 100_000, ...)
        megabytes = (folder / "survey_625219.lsr").stat().st_size / 1e6
        self.alone(f"LimeSurvey `.lsr`, 100,000 × 20, {megabytes:.0f} MB, imported", self.new_study, "import",
                   folder / "survey_625219.lsr", "--study", self.study, note=lambda seconds: f"{megabytes / seconds:.0f} MB/s")
        folder = self.make("odk-10000", "make_odk.py", 10_000, ...)
        self.alone("10,000 ODK submissions, imported", self.new_study, "import", folder, "--study", self.study)

    def transcripts(self):
        folder = self.make("transcripts-2000", "make_transcripts.py", 2000, 400, ...)
        self.alone("2,000 transcripts of 400 turns (txt, vtt, docx), imported", self.new_study, "import", folder, "--study",
                   self.study)

    def searches(self):
        """Beside ripgrep on the same texts, where that is installed; it folds no umlauts."""
        project = self.make("study.qdpx", "make_qdpx.py", ..., 500, 200, 200)
        texts = self.make("interviews", "make_codings.py", project, ...)
        folder = self.make("texts-100", "make_texts.py", texts / "transcripts", 100, ...)
        self.new_study()
        once([self.anker, "import", folder, "--study", self.study, "--quiet"])
        for work, word, more in [
            ("a word that stands 7 times in 100 MB", "quastenflosser", []),
            ("the first 20 lines of a word that stands in every text", "verein", ["--limit", "20"]),
            ("all lines of that word", "verein", []),
        ]:
            ours = Contender("anker", lambda: None, [self.anker, "search", word, *more, "--study", self.study])
            peer = f"rg --ignore-case --sort path '\\b{word}\\b' '{folder}'" + (" | head -n 20" if more else "")
            if shutil.which("rg"):
                self.beside(f"`search`: {work}", ours, "ripgrep", Contender("rg", lambda: None, ["sh", "-c", peer]))
            else:
                samples = in_turn([ours], self.rounds)["anker"]
                self.row(f"`search`: {work}", samples)

    def many_codings(self):
        folder = self.make("codings-1000000", "make_many_codings.py", 2_000, 1_000_000, 1_000, ...)
        self.new_study()
        once([self.anker, "import", folder / "transcripts", "--study", self.study, "--quiet"])
        once([self.anker, "code", "--from", folder / "codings.jsonl", "--create-codes", "--study", self.study, "--quiet"])
        for work, more in [("frequencies", []), ("cooccurrence", ["--top", "100"])]:
            self.alone(f"`table {' '.join([work, *more])}` over 1,000,000 codings of 1,000 codes", lambda: None, "table", work, *more,
                       "--study", self.study)

    def interviews(self):
        project = self.make("study.qdpx", "make_qdpx.py", ..., 500, 200, 200)
        texts = self.make("interviews", "make_codings.py", project, ...)
        imported = self.folder / "imported.anker"
        self.alone("500 transcripts of 200 turns, imported", self.new_study,
                   "import", texts / "transcripts", "--study", self.study).rename(imported)
        coded = self.folder / "coded.anker"
        self.alone("125,000 codings, `code --from --create-codes`", lambda: self.study_from(imported), "code", "--from",
                   texts / "codings.jsonl", "--create-codes", "--study", self.study).rename(coded)
        edited = self.make("edited-interviews", "make_edits.py", texts / "transcripts", ...)
        # It ends with 1, since some passages are lost.
        self.alone("the 500 edited, `sources update`: all passages re-anchored", lambda: self.study_from(coded), "sources",
                   "update", edited, "--quiet", "--json", "--study", self.study, good=(0, 1))
        self.study_from(coded)
        # qc codes whole lines and writes into its folder; its cross table takes minutes, so it is drawn up once.
        qc = environment("qc-venv", QC).parent / "qc"
        project = self.make("qc-project", "make_qc.py", qc, self.workloads / "interviews", ...)
        settings = ["--settings", project / "settings.yaml"]
        for work, other, rounds in (("frequencies", ["stats"], self.rounds), ("cooccurrence", ["crosstab", "--unit", "line"], 1)):
            ours = Contender("anker", lambda: None, [self.anker, "table", work, "--study", self.study])
            theirs = Contender("qc", lambda: None, [qc, "codes", *other, *settings])
            samples = in_turn([ours], self.rounds)["anker"]
            peers = in_turn([theirs], rounds)["qc"]
            self.row(f"`table {work}` over those", samples, f"`qc codes {other[0]}`, {peak(peers):.0f} MB", peers,
                     [median(samples) / seconds for seconds in walls(peers)])
        self.alone("`table code-by-case` over those", lambda: None, "table", "code-by-case", "--study", self.study)
        self.alone("`table coverage` over those", lambda: None, "table", "coverage", "--study", self.study)
        self.alone("`agreement` of their two coders, without intervals", lambda: None, "agreement", "--resamples", "0", "--quiet",
                   "--study", self.study)
        self.alone("`agreement` with 1,000 draws", lambda: None, "agreement", "--quiet", "--study", self.study)
        for query in QUERIES:
            self.alone(f"`find --count` over those: `{query}`", lambda: None, "find", query, "--count", "--study", self.study)


    def projects(self):
        """A project in, and out beside qc, whose own import stops at it."""
        project = self.make("study.qdpx", "make_qdpx.py", ..., 500, 200, 200)
        texts = self.make("interviews", "make_codings.py", project, ...)
        taken = self.folder / "taken.anker"
        self.alone("a REFI-QDA project of 500 texts and 125,043 codings, imported", self.new_study, "import", project, "--quiet", "--study",
                   self.study).rename(taken)
        self.study_from(taken)
        qc = environment("qc-venv", QC).parent / "qc"
        settings = self.make("qc-project", "make_qc.py", qc, texts, ...) / "settings.yaml"
        out = self.folder / "out.qdpx"
        ours = Contender("anker", lambda: remove(out), [self.anker, "export", "qdpx", out, "--quiet", "--study", self.study])
        theirs = Contender("qc", lambda: remove(out), [qc, "export", "--settings", settings, out])
        samples = in_turn([ours], self.rounds)["anker"]
        peers = in_turn([theirs], 1)["qc"]
        self.row("that written as a REFI-QDA project", samples, f"`qc export`, {peak(peers):.0f} MB", peers,
                 [median(samples) / seconds for seconds in walls(peers)])


def spread(figures: list[float]) -> str:
    """Min, median and max; one figure by itself."""
    def shown(figure: float) -> str:
        return f"{figure:.4f}" if figure < 0.1 else f"{figure:.2f}"

    if len(figures) == 1:
        return shown(figures[0])
    return " / ".join(map(shown, (min(figures), statistics.median(figures), max(figures))))


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
        bench.projects()
        bench.many_codings()
        bench.sheet(options.large)
        bench.surveys()
        bench.transcripts()
        bench.searches()


if __name__ == "__main__":
    main()
