#!/usr/bin/env python3
"""Studies as folders of text: the same folder again from a new study, equal byte for byte, and a new study that is equal in all.

usage: jsonl.py ANKER SHARED
The invented study of the demo, 12 random ones, and one that is edited between two exports: what changes in it is what changes in the folder. Folders in
which lines are wrong are refused with a message a line, and leave the study as it was. Exports that are killed on their way leave a folder that
is read, or written anew.
Closes with 'N passed, N failed'.
"""
import difflib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from common import Tally, new_study, run
from studies import every, tables


def files(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def export(tally: Tally, anker: str, study: pathlib.Path, folder: pathlib.Path, name: str) -> dict[str, bytes]:
    done = run([anker, "export", "jsonl", folder, "--quiet", "--study", study])
    tally.check(done.status == 0, f"{name}: {done.err[:300]}")
    return files(folder)


def check(tally: Tally, anker: str, study: pathlib.Path, work: pathlib.Path, name: str):
    first, second = work / "first", work / "second"
    was = export(tally, anker, study, first, name)
    tally.check(export(tally, anker, study, first, name) == was, f"{name}: a second export differs")
    named = set(json.loads(was["study.json"])["files"]) | {"study.json"}
    tally.check(named == set(was), f"{name}: study.json names {sorted(named ^ set(was))[:5]} wrongly")
    for file, content in was.items():
        if file.endswith(".jsonl"):
            for line in content.decode().split("\n")[:-1]:
                json.loads(line)
    # Another language than that in the folder.
    new = work / "new" / study.name
    new.parent.mkdir(exist_ok=True)
    run([anker, "init", new, "--language", "fr", "--quiet", "--coder", "ZZ"])
    done = run([anker, "import", first, "--coder", "ZZ", "--study", new])
    if not tally.check(done.status == 0 and "left out" not in done.err, f"{name}: {done.err[:300]}"):
        return
    now = export(tally, anker, new, second, name)
    for file in sorted(was.keys() | now.keys()):
        tally.check(was.get(file) == now.get(file), f"{name}: {file} is another from the new study")
    printed, again = tables(anker, study), tables(anker, new)
    for what in sorted(printed.keys() | again.keys()):
        tally.check(printed.get(what) == again.get(what), f"{name}: {what} differs in a new study")
    tally.check(run([anker, "check", "--study", new]).status == 0, f"{name}: the new study is not whole")
    tally.check(run([anker, "log", "--replay", work / "replay.anker", "--study", new]).status == 0, f"{name}: its journal does not lead to it")
    known = run([anker, "import", first, "--study", new])
    tally.check("nothing added" in known.out, f"{name}: a second import adds something: {known.out[:200]}")
    # The codings are lines that 'code' reads.
    lines = was.get("codings.jsonl", b"")
    coded = run([anker, "code", "--from", first / "codings.jsonl", "--dry-run", "--skip", "--study", new]) if lines else None
    tally.check(coded is None or "would add 0 codings" in coded.out, f"{name}: 'code --from' finds other codings: {coded and coded.out[:200]}")
    run([anker, "undo", "--study", new])
    empty = "".join(run([anker, *what, "--json", "--study", new]).out for what in (["sources"], ["codebook", "list"], ["cases"], ["memo", "list"]))
    tally.check(empty == "", f"{name}: undoing the import leaves something")
    run([anker, "redo", "--study", new])
    tally.check(tables(anker, new) == again, f"{name}: redoing the import does not bring all back")


def check_changes(tally: Tally, anker: str, study: pathlib.Path, work: pathlib.Path):
    """What is done to a study is what changes in its folder."""
    folder = work / "git"
    was = export(tally, anker, study, folder, "changes")

    def changed(*arguments) -> dict[str, list[str]]:
        nonlocal was
        done = run([anker, *arguments, "--study", study])
        tally.check(done.status == 0, f"changes: {arguments}: {done.err[:200]}")
        now = export(tally, anker, study, folder, "changes")
        lines = {}
        for file in sorted(was.keys() | now.keys()):
            one, other = (text.get(file, b"").decode("utf-8", "replace").split("\n") for text in (was, now))
            found = [line for line in difflib.unified_diff(one, other, n=0, lineterm="") if line[0] in "+-" and line[:3] not in ("+++", "---")]
            if found:
                lines[file] = found
        was = now
        return lines

    lines = changed("code", "interview-01", "--at", "0..<9", "--code", "Begegnungsort", "--coder", "QQ")
    tally.check(sorted(lines) == ["coders.jsonl", "codings.jsonl"] and len(lines["codings.jsonl"]) == 1, f"changes: a coding changes {lines}")
    lines = changed("code", "interview-01", "--at", "0..<12", "--code", "Begegnungsort", "--coder", "QQ")
    tally.check(list(lines) == ["codings.jsonl"] and len(lines["codings.jsonl"]) == 1, f"changes: a second coding changes {lines}")
    lines = changed("codebook", "add", "Ganz neu", "--under", "Begegnungsort")
    tally.check(list(lines) == ["codes.jsonl"] and len(lines["codes.jsonl"]) == 1, f"changes: a code changes {lines}")
    text = work / "zusatz.txt"
    text.write_text("I: Was noch?\n\nB: Nichts weiter.\n", encoding="utf-8")
    lines = changed("import", text, "--quiet")
    added = {"sources.jsonl", "revisions.jsonl", "speakers.jsonl", "cues.jsonl", "study.json", "texts/zusatz.txt"}
    tally.check(set(lines) - added == {name for name in lines if name.startswith("originals/")}, f"changes: a text changes {sorted(lines)}")
    told = [line for file, found in lines.items() if file.endswith(".jsonl") for line in found]
    tally.check(all("zusatz" in line for line in told), f"changes: lines about another text change: {told[:3]}")
    text.write_text("I: Was noch?\n\nB: Nichts weiter, danke.\n", encoding="utf-8")
    lines = changed("sources", "update", text, "--quiet")
    tally.check(len(lines["texts/zusatz.txt"]) == 2, f"changes: an edited paragraph changes {lines.get('texts/zusatz.txt')}")
    # What is foreign stays, what is gone goes.
    (folder / "README.md").write_text("unser", encoding="utf-8")
    run([anker, "undo", "--study", study])
    run([anker, "undo", "--study", study])
    now = export(tally, anker, study, folder, "changes")
    tally.check("README.md" in now and "texts/zusatz.txt" not in now and not (folder / "texts/earlier").joinpath("zusatz.1.txt").exists(),
                "changes: files stay or go that should not")
    foreign = work / "foreign"
    foreign.mkdir()
    (foreign / "codes.jsonl").write_text("unser", encoding="utf-8")
    done = run([anker, "export", "jsonl", foreign, "--study", study])
    tally.check(done.status == 2 and files(foreign) == {"codes.jsonl": b"unser"}, f"changes: a foreign file is written over: {done.err[:200]}")


    linked, away = work / "linked", work / "away"
    away.mkdir()
    (away / "interview-01.txt").write_text("unser", encoding="utf-8")
    export(tally, anker, study, linked, "changes")
    shutil.rmtree(linked / "texts")
    (linked / "texts").symlink_to(away)
    done = run([anker, "export", "jsonl", linked, "--study", study])
    tally.check(done.status == 2 and files(away) == {"interview-01.txt": b"unser"}, f"changes: a link is followed: {done.err[:200]}")


def broken(line: str, chance: random.Random) -> str:
    """A line in which something is wrong, for sure."""
    row = json.loads(line)
    kind = chance.randrange(4)
    if kind == 0:
        return line[:chance.randrange(1, len(line))]
    if kind == 1:
        return "[" + line + "]"
    if kind == 2 and "name" in row:
        return json.dumps({**row, "name": {"x": 1}})
    return json.dumps({**row, "code": [1]} if "code" in row else {**row, "x": {"y": []}})


def check_damage(tally: Tally, anker: str, study: pathlib.Path, work: pathlib.Path):
    whole = work / "whole"
    export(tally, anker, study, whole, "damage")
    tables_of = sorted(path.name for path in whole.glob("*.jsonl"))
    for seed in range(60):
        chance = random.Random(seed)
        folder = work / "damaged"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        path = folder / chance.choice(tables_of)
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        places = sorted(chance.sample(range(len(lines)), min(len(lines), chance.randint(1, 3))))
        for place in places:
            lines[place] = broken(lines[place], chance)
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        refused(tally, anker, folder, work, [f"{path.name}:{place + 1}: error: " for place in places], f"damage {seed}")

    def edit(file: str, change, expected: list[str], name: str):
        folder = work / "damaged"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        path = folder / file
        text = path.read_text(encoding="utf-8")
        edited = change(text)
        tally.check(edited != text, f"{name}: nothing is damaged")
        path.write_text(edited, encoding="utf-8")
        refused(tally, anker, folder, work, expected, name)

    edit("codings.jsonl", lambda text: text.replace('"codes":["', '"codes":["nirgends ', 1), ["codings.jsonl:1: error: there is no code 'nirgends "], "an unknown code")
    edit("codings.jsonl", lambda text: text.replace('"source":"', '"source":"kein ', 1), ["codings.jsonl:1: error: there is no "], "an unknown source")
    edit("codings.jsonl", lambda text: text.replace('"range":[', '"range":[9999999', 1), ["codings.jsonl:1: error: "], "a place behind the text")
    edit("codings.jsonl", lambda text: text.replace('"quote":"', '"quote":"x', 1), ["codings.jsonl:1: error: other words than the quote"], "another quote")
    edit("codes.jsonl", lambda text: re.sub('"codable":(true|false)', '"codable":7', text, count=1), ["codes.jsonl:1: error: a value is "], "a value that is none")
    edit("codings.jsonl", lambda text: text.replace('"coder":', '"weigth":80,"coder":', 1), ["codings.jsonl:1: error: has 'weigth', which "], "a misspelt member")
    edit("codings.jsonl", lambda text: text.replace('"coder":', '"id":"x","coder":', 1), ["codings.jsonl:1: error: has 'id' twice"], "a member twice")
    memos = (whole / "memos.jsonl").read_text(encoding="utf-8").count("\n")
    for time in ('"gestern"', "7"):
        edit("codings.jsonl", lambda text: re.sub('"time":"[^"]*"', f'"time":{time}', text, count=1), ["codings.jsonl:1: error: 'time' is no time "], f"the time {time}")
        # The last one is no remark of a survey, whose time stays as its file has it.
        edit("memos.jsonl", lambda text: re.sub('"time":"[^"]*"(?!.*"time")', f'"time":{time}', text, flags=re.DOTALL),
             [f"memos.jsonl:{memos}: error: 'time' is no time "], f"the time {time} of a memo")
    edit("codings.jsonl", lambda text: re.sub('"coder":"[^"]*"', '"coder":"nix"', text, count=1), ["codings.jsonl:1: error: there is no coder 'nix'"], "an unknown coder")
    edit("codings.jsonl", second, ["codings.jsonl:2: error: has the same id as line 1, "], "an id twice")
    edit("study.json", lambda text: text.replace('"files": [', '"files": ["../../x.jsonl",', 1), ["study.json: error: names a file '../../x.jsonl'"], "a path outside")
    edit("study.json", lambda text: text.replace('"version": 1', '"version": 2', 1), ["study.json: error: was written by a newer version"], "a newer version")
    edit("study.json", lambda text: text.replace('"codings.jsonl",', "", 1), ["codings.jsonl: error: is not among the tables of study.json"], "a table that is not listed")
    edit("study.json", lambda text: "<<<<<<< HEAD\n" + text, ["study.json"], "a conflict")
    edit("texts/interview-01.txt", lambda text: text + "x", ["texts/interview-01.txt: error: is not the text that revisions.jsonl:"], "an edited text")
    edit("tie_evidence.jsonl", lambda text: "", ["tie_evidence.jsonl: error: is empty"], "an emptied table")
    edit("codes.jsonl", lambda text: "", ["codes.jsonl: error: is empty"], "an emptied table that many name")
    edit("study.json", lambda text: "", ["study.json: error: is empty"], "an empty study.json")
    folder = work / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    (folder / "study.json").unlink()
    refused(tally, anker, folder, work, [f"{folder.name}: error: is the folder of a study in which study.json is missing"], "no study.json")
    head = json.loads((whole / "study.json").read_text(encoding="utf-8"))
    for table, expected in (("tie_evidence.jsonl", ["tie_evidence.jsonl: error: has no evidence of "]), ("sources.jsonl", ["revisions.jsonl:"] * 10 + ["revisions.jsonl: error: and "])):
        (folder / table).unlink()
        (folder / "study.json").write_text(json.dumps({**head, "files": [file for file in head["files"] if file != table]}), encoding="utf-8")
        refused(tally, anker, folder, work, expected, f"no {table}")
        shutil.copy(whole / table, folder / table)
    shutil.rmtree(folder)
    shutil.copytree(whole, folder)
    (folder / "moods.jsonl").write_text('{"a":1}\n', encoding="utf-8")
    head = (folder / "study.json").read_text(encoding="utf-8")
    (folder / "study.json").write_text(head.replace('"files": [', '"files": ["moods.jsonl",', 1), encoding="utf-8")
    refused(tally, anker, folder, work, ["moods.jsonl: error: is a table that"], "an unknown table")


def second(codings: str) -> str:
    """With the id of the first coding at another one."""
    lines = codings.split("\n")
    lines[1] = json.dumps({**json.loads(lines[1]), "id": json.loads(lines[0])["id"]})
    return "\n".join(lines)


def everything(anker: str, study: pathlib.Path) -> str:
    return "".join(run([anker, *what, "--json", "--study", study]).out for what in (["log"], ["sources"], ["codebook", "list"], ["coders"]))


def refused(tally: Tally, anker: str, folder: pathlib.Path, work: pathlib.Path, expected: list[str], name: str):
    study = new_study(anker, work, "empty.anker")
    before = everything(anker, study)
    done = run([anker, "import", folder, "--study", study])
    tally.check(done.status == 2, f"{name}: status {done.status}: {done.err[:300]}")
    found = done.errors
    tally.check(len(found) == len(expected) and all(line.startswith(start) for line, start in zip(found, expected)),
                f"{name}: {len(found)} errors, not {expected}: {found[:4]}")
    tally.check(everything(anker, study) == before, f"{name}: the study is another")


def check_kills(tally: Tally, anker: str, study: pathlib.Path, work: pathlib.Path):
    """An export that is killed: the folder is that of before, or the new one, or one that the next export puts right."""
    folder = work / "killed"
    was = export(tally, anker, study, folder, "kill")
    start = time.monotonic()
    export(tally, anker, study, folder, "kill")
    whole = time.monotonic() - start
    chance = random.Random(1)
    for number in range(15):
        process = subprocess.Popen([anker, "export", "jsonl", folder, "--quiet", "--study", study], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * chance.random())
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = {file: content for file, content in files(folder).items() if not file.startswith(".anker-new/")}
        tally.check(found == was, f"kill {number}: the folder is another")
        tally.check(export(tally, anker, study, folder, "kill") == was, f"kill {number}: the next export is another")


def main() -> int:
    anker = sys.argv[1]
    os.environ |= {"ANKER_CODER": "AB", "SOURCE_DATE_EPOCH": "1764547200"}
    tally = Tally()
    with tempfile.TemporaryDirectory() as temporary:
        for study, work, name in every(anker, temporary):
            check(tally, anker, study, work, name)
        # The last is that of the demo.
        check_damage(tally, anker, study, work)
        check_kills(tally, anker, study, work)
        check_changes(tally, anker, study, work)
    return tally.close("jsonl")


if __name__ == "__main__":
    sys.exit(main())
