#!/usr/bin/env python3
"""A study's tables in the hands of others: valid by Frictionless, and in pandas and in R's readr what the study itself holds.

usage: datapackage.py ANKER SHARED
The committed export of the demo, and exports of the demo's study, of 6 random ones, and of one with values of every type, each as it is and for Excel. Frictionless looks at types,
hashes, primary and foreign keys of each table and must find nothing; in copies with a broken key, a wrong type and a changed byte it must find just that.
What pandas and readr read with the types of the descriptor is compared with the study file, not with the tables. Each table has the rows that the
study has. Closes with 'N passed, N failed'.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from common import Tally, environment, run
from studies import Made, ostharz

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = ["frictionless==5.21.0", "pandas==3.1.1", "numpy==2.4.6", "nbclient==0.11.0", "ipykernel==7.4.0", "snakemake==9.27.1"]


def studies(anker: str, temporary: pathlib.Path):
    """Each study with what it is called in messages."""
    for seed in range(6):
        folder = temporary / f"work-{seed}"
        folder.mkdir()
        made = Made(anker, folder, seed)
        made.fill()
        yield made.study, f"random study {seed}"
    for name, make in ("typed", surveyed), ("ostharz", ostharz):
        folder = temporary / name
        folder.mkdir()
        yield make(anker, folder), name


def exports(anker: str, temporary: pathlib.Path):
    """Each export with the study that it is of."""
    for study, name in studies(anker, temporary):
        for form in ([], ["--excel"]):
            out = study.parent / f"csv{''.join(form)}"
            done = run([anker, "export", "csv", out, "--quiet", *form, "--study", study])
            yield out, study, f"{name}{' for Excel' if form else ''}", done


def surveyed(anker: str, folder: pathlib.Path) -> pathlib.Path:
    """A study whose cases and answers have every type, with values that are not there, several values and names that are taken."""
    study = folder / "typed.anker"
    (folder / "Umfrage Ö.csv").write_text(
        "Nr,Alter,Größe,Datum,Zeit,Beginn,Mitglied,Ort\n1,41,1.85,2024-02-29,09:30:00,2025-03-01T09:30:00,true,Ährenkranz\n"
        "2,,1.6,2025-03-02,10:00:00,2025-03-02T10:00:00,false,=Wald\n3,7,,,,,,\"Zwei\nZeilen\"\n", encoding="utf-8")
    attributes = ("case,Gründung,Fläche,offen,seit,Farbe,Farbe[2],Größe (m²)\nFall 1,2019,12.5,true,2019-05-01,rot,blau,3\nFall 2,,,false,,grün,,\n"
                  "Fall 3,1998,0.25,,1998-12-31,,,4\n")
    (folder / "attributes.csv").write_text(attributes, encoding="utf-8")
    run([anker, "init", study, "--quiet", "--coder", "AB"])
    for arguments in (["import", folder / "Umfrage Ö.csv"], ["attributes", "import", folder / "attributes.csv", "--add"]):
        done = run([anker, *arguments, "--quiet", "--study", study])
        if done.status != 0:
            raise SystemExit(f"anker {' '.join(map(str, arguments))}: {done.err[:500]}")
    return study


def damaged(folder: pathlib.Path, temporary: pathlib.Path) -> dict[str, pathlib.Path]:
    """Copies of an export, each with one thing wrong, by what a validator calls it."""
    copies = {}
    for number, (error, table, was, becomes) in enumerate([
        ("foreign-key", "codings", ",Leerstand belebt,", ",Leerstand geheilt,"), ("type-error", "codes", ",true,", ",vielleicht,"),
        ("primary-key", "cases", ",Initiative 12,", ",Initiative 13,"), ("constraint-error", "sources", ",transcript,", ",Roman,"),
        ("hash-count", "turns", "Dorf", "Berg"),
    ]):
        copy = copies[error] = temporary / f"damaged-{number}"
        shutil.copytree(folder, copy)
        path = copy / f"{table}.csv"
        text = path.read_bytes().decode("utf-8")
        if was not in text:
            raise SystemExit(f"{table}.csv has no {was!r} to damage")
        path.write_bytes(text.replace(was, becomes, 1).encode("utf-8"))
    return copies


def ask(python: pathlib.Path, arguments: list, tally: Tally):
    """Counts what a reader of the environment finds: a line of JSON for each check."""
    done = subprocess.run([python, HERE / "datapackage_reader.py", *arguments], capture_output=True, text=True)
    tally.check(done.returncode == 0, f"the reader ended with {done.returncode}: {done.stderr[-600:]}")
    for line in done.stdout.splitlines():
        holds, what = json.loads(line)
        tally.check(holds, what)


def ask_r(folder: pathlib.Path, tally: Tally):
    """readr reads each table with the descriptor's types."""
    if not shutil.which("Rscript") or subprocess.run(["Rscript", "-e", "library(readr); library(jsonlite)"], capture_output=True).returncode:
        print("datapackage: R is not asked: Rscript with readr and jsonlite is not installed "
              "(apt-get install --no-install-recommends r-base-core r-cran-readr r-cran-jsonlite)")
        return
    done = subprocess.run(["Rscript", HERE / "datapackage.R", folder], capture_output=True, text=True)
    if not tally.check(done.returncode == 0, f"{folder.name}: Rscript ended with {done.returncode}: {done.stderr[-600:]}"):
        return
    (folder / "r.json").write_text(done.stdout, encoding="utf-8")


def main() -> int:
    anker, tally = sys.argv[1], Tally()
    python = environment("datapackage", PACKAGES)
    with tempfile.TemporaryDirectory() as name:
        temporary = pathlib.Path(name)
        pairs, demo = [], None
        for folder, study, title, done in exports(anker, temporary):
            tally.check(done.status == 0 and not done.err, f"{title}: export csv ended with {done.status}: {done.err}")
            pairs.append((folder, study))
            demo = folder if title == "ostharz" else demo
        for folder, _ in pairs[-4:]:
            ask_r(folder, tally)
        committed = HERE.parent / "Exports/ostharz/csv"
        wrong = damaged(demo, temporary)
        ask(python, [*(f"{folder}={study}" for folder, study in pairs), f"{committed}=", *(f"{folder}!{error}" for error, folder in wrong.items())],
            tally)
    return tally.close("datapackage")


if __name__ == "__main__":
    sys.exit(main())
