"""Files that are opened as a study: those of others, damaged ones, and names that are hard to keep."""
import csv
import hashlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import xml.dom.minidom

from common import Tally, beside, new_study, run

#: Commands that read, and one that writes.
COMMANDS = (["sources"], ["codings", "--json"], ["table", "frequencies"],
            ["code", "gespraech", "--quote", "offen", "--code", "Ort"])


def check(tally: Tally, anker: str, kit: pathlib.Path, shared: pathlib.Path, folder: pathlib.Path, good: pathlib.Path):
    folder.mkdir()
    check_foreign(tally, anker, kit, folder)
    check_damaged(tally, anker, shared, folder, good)
    check_names(tally, anker, json.loads((kit / "strings.json").read_text("utf-8")), folder)


def digest(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "a directory"


def check_foreign(tally: Tally, anker: str, kit: pathlib.Path, folder: pathlib.Path):
    """A file that is no study is refused by every command, and is the same afterwards, with nothing beside it."""
    for original in sorted(kit.glob("db-*.db")):
        place = folder / "foreign"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        file = place / original.name
        shutil.copytree(original, file) if original.is_dir() else shutil.copyfile(original, file)
        before = digest(file)
        for command in COMMANDS:
            done = run([anker, *command, "--study", file])
            tally.check(1 <= done.status <= 125 and len(done.messages) == 1 and not done.out and original.name in done.err,
                        f"{original.name}: anker {command[0]}: exit {done.status}: {done.err or done.out}")
            tally.check(digest(file) == before and not beside(file),
                        f"{original.name}: anker {command[0]} changed it or left {beside(file)}")


def check_damaged(tally: Tally, anker: str, shared: pathlib.Path, folder: pathlib.Path, good: pathlib.Path):
    """A damaged study never ends the program by a trap; one that is refused is untouched."""
    copies = folder / "damaged"
    subprocess.run([sys.executable, shared / "badinput/make.py", "--damage", good, copies], check=True, stdout=subprocess.DEVNULL)
    # The kit's journal is named by a file whose pages are small; ours is opened with whatever lies beside it.
    refused, opened = [], []
    for original in sorted(copies.glob("*.db")):
        outcomes = set()
        for command in COMMANDS:
            place = folder / "one"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            for file in copies.glob(original.name + "*"):
                shutil.copyfile(file, place / file.name)
            study = place / original.name
            before = digest(study)
            done = run([anker, *command, "--study", study])
            outcomes.add(done.status)
            tally.check(0 <= done.status <= 125, f"{original.name}: anker {command[0]}: exit {done.status}")
            if done.status != 0:
                tally.check(digest(study) == before, f"{original.name}: anker {command[0]} refused it and changed it: {done.err}")
                tally.check(len(done.messages) == 1 and original.name in done.err,
                            f"{original.name}: anker {command[0]}: {done.err}")
        (opened if outcomes == {0} else refused).append(original.name)
        if original.name in ("stale-wal.db", "hot-journal.db", "garbage-tail.db") and outcomes == {0}:
            tally.check(readable(study) == readable_after(anker, good, folder), f"{original.name}: opened with another content")
        if original.name in ("application-id-wrong.db", "schema-newer.db", "schema-negative.db"):
            tally.check(0 not in outcomes, f"{original.name}: was opened")
    print(f"damaged studies: {len(refused)} refused by at least one command, {len(opened)} opened by all ({', '.join(opened)})")


def readable(study: pathlib.Path) -> list:
    """The codings with their words, as SQLite alone sees them."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy.db"
        shutil.copyfile(study, copy)
        with sqlite3.connect(copy) as db:
            return db.execute(
                """SELECT code.name, lower, upper, text FROM coding JOIN passage ON passage.id = passage
                   JOIN revision ON revision.id = revision JOIN code ON code.id = code ORDER BY 1, 2, 3""").fetchall()


def readable_after(anker: str, good: pathlib.Path, folder: pathlib.Path) -> list:
    place = folder / "healthy"
    place.mkdir(exist_ok=True)
    shutil.copyfile(good, place / "study.db")
    run([anker, *COMMANDS[-1], "--study", place / "study.db"])
    return readable(place / "study.db")


def check_names(tally: Tally, anker: str, names: list[str], folder: pathlib.Path):
    """Each name of a code is refused with a message, or comes back unchanged from the study and every export.

    Names are kept in normal form C, without white space at the ends: that is the name that must come back.
    """
    study = new_study(anker, folder, "names.anker")
    text = folder / "quelle.txt"
    text.write_text("B: eins zwei.\n", "utf-8")
    run([anker, "import", "--study", study, text])
    kept = []
    for name in names:
        line = {"source": "quelle", "range": [3, 7], "codes": [name], "coder": "AB"}
        done = run([anker, "code", "--study", study, "--from", "-", "--create-codes"], stdin=json.dumps(line).encode())
        tally.check(0 <= done.status <= 125 and (done.status == 0 or len(done.messages) >= 1), f"code name {name!r}: exit {done.status}")
        if done.status == 0:
            kept.append(unicodedata.normalize("NFC", name))
    listed = [json.loads(line) for line in run([anker, "codings", "--json", "--study", study]).out.splitlines()]
    found = sorted(code for coding in listed for code in coding["codes"])
    tally.check(found == sorted(set(kept)), f"code names lost or changed in codings: {set(found) ^ set(kept)!r}"[:400])
    run([anker, "export", "csv", folder / "names", "--study", study])
    with open(folder / "names/codes.csv", encoding="utf-8", newline="") as file:
        written = {row["code"] for row in csv.DictReader(file)}
    tally.check(set(kept) <= written, f"code names lost or changed in codes.csv: {set(kept) - written!r}"[:400])
    book = folder / "names.yaml"
    run([anker, "codebook", "export", book, "--study", study])
    again = new_study(anker, folder, "again.anker")
    done = run([anker, "codebook", "import", book, "--study", again])
    run([anker, "export", "csv", folder / "again", "--study", again])
    with open(folder / "again/codes.csv", encoding="utf-8", newline="") as file:
        written = {row["code"] for row in csv.DictReader(file)}
    tally.check(done.status == 0 and set(kept) == written, f"code names after a codebook's round trip: {done.err} {set(kept) ^ written!r}"[:400])
    graph = run([anker, "network", "export", "code-cooccurrence", "--study", study])
    try:
        tree = xml.dom.minidom.parseString(graph.out.encode())
        labels = {data.firstChild.data if data.firstChild else "" for data in tree.getElementsByTagName("data")
                  if data.getAttribute("key") == "v_label"}
    except Exception as error:
        labels = {str(error)}
    # A label is one line; a character that XML cannot hold is replaced.
    one_line = {" ".join(label.split()) for label in labels}
    lost = {name for name in kept if " ".join(name.split()) not in one_line and all(c >= " " or c in "\t\r\n" for c in name)}
    tally.check(graph.status == 0 and not lost, f"code names lost or changed in GraphML: {lost!r}"[:400])
    for command in (["table", "frequencies"], ["codebook", "list"], ["show", "quelle"], ["codings"]):
        done = run([anker, *command, "--study", study])
        tally.check(not any(ord(c) < 32 and c not in "\n\t" or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in done.out + done.err),
                    f"anker {' '.join(command)} prints raw control characters of code names")
    print(f"names of codes: {len(kept)} kept, {len(names) - len(kept)} refused of {len(names)}")
