#!/usr/bin/env python3
"""Studies as REFI-QDA projects: valid by its schema, whole in Python's zipfile, and the same codings at the same words in QualCoder.

usage: qdpx.py ANKER SHARED
The invented study of the demo, and 12 random ones with texts, names, codings and memos of every sort. QualCoder's own import reads each where its
`src/qualcoder/refi.py` can be fetched, or is named in $ANKER_QUALCODER. Each package makes a new study that is equal in all, and without its side
file one that is equal in all that REFI-QDA holds. All of it twice: with texts as texts, and with timed ones as transcripts and documents of Word
beside their texts. Each project of the corpus makes a study whose package has every code, coding, case and note of it.
Closes with 'N passed, N failed'.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request
import xml.etree.ElementTree as etree
import zipfile

from common import Tally, run, xmllint
from studies import cues, every, tables

HERE = pathlib.Path(__file__).resolve().parent
SPACE = "{urn:QDA-XML:project:1.0}"
QUALCODER = "https://raw.githubusercontent.com/ccbogel/QualCoder/c3204641e0a997c08219d2377eb5736cd94504bc/src/qualcoder/refi.py"
#: How a study goes out.
FORMS = [(), ("--timed", "transcript", "--documents")]


def fetched() -> pathlib.Path | None:
    """QualCoder's reader; None where there is no way to it."""
    if named := os.environ.get("ANKER_QUALCODER"):
        return pathlib.Path(named)
    kept = HERE.parent / ".conformance/qualcoder-refi.py"
    if not kept.exists():
        try:
            with urllib.request.urlopen(QUALCODER, timeout=20) as answer:
                text = answer.read()
        except OSError as error:
            print(f"qdpx: QualCoder is not asked: {QUALCODER} cannot be fetched ({error}); name a copy in ANKER_QUALCODER")
            return None
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(text)
    return kept


def codings(anker: str, study: pathlib.Path) -> list[dict]:
    """Those that have a place in the newest text of their source."""
    lines = [json.loads(line) for line in run([anker, "codings", "--json", "--study", study]).out.split("\n")[:-1]]
    return [line for line in lines if line["state"] in ("placed", "changed")]


def passages(source):
    """Each selection of a source with where it is in its text."""
    points = {point.get("guid"): int(point.get("position")) for point in source.iter(SPACE + "SyncPoint")}
    for selection in source.iter(SPACE + "PlainTextSelection"):
        yield selection, int(selection.get("startPosition")), int(selection.get("endPosition"))
    for selection in source.iter(SPACE + "TranscriptSelection"):
        yield selection, points[selection.get("fromSyncPoint")], points[selection.get("toSyncPoint")]


def told(package: zipfile.ZipFile) -> list[tuple]:
    """Each point of time of a package by source, place and time."""
    root = etree.fromstring(package.read("project.qde"))
    return sorted((source.get("name"), int(point.get("position")), int(point.get("timeStamp")))
                  for source in root.iter(SPACE + "AudioSource") for point in source.iter(SPACE + "SyncPoint") if point.get("timeStamp"))


def check_dangling(tally: Tally, package: zipfile.ZipFile, name: str):
    """What a project names is there."""
    root = etree.fromstring(package.read("project.qde"))
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    tally.check(len(guids) == len(set(guids)), f"{name}: two things have one GUID")
    for element in root.iter():
        for key in ("targetGUID", "originGUID", "representedGUID", "sourceVertex", "targetVertex", "fromSyncPoint", "toSyncPoint", "creatingUser"):
            if element.get(key) and element.get(key) not in guids:
                tally.check(False, f"{name}: {element.tag.split('}')[-1]} names {element.get(key)}, which is not there")
        for key in ("plainTextPath", "richTextPath"):
            if element.get(key):
                tally.check("sources/" + element.get(key).removeprefix("internal://") in package.namelist(), f"{name}: {element.get(key)} is not there")


def selections(package: zipfile.ZipFile):
    """Each coding of a package as source, words, code and coder."""
    root = etree.fromstring(package.read("project.qde"))
    codes = {code.get("guid"): code.get("name") for code in root.iter(SPACE + "Code")}
    users = {user.get("guid"): user.get("name") for user in root.iter(SPACE + "User")}
    for source in root.find(SPACE + "Sources"):
        holder = source.find(SPACE + "Transcript") if source.tag == SPACE + "AudioSource" else source
        text = package.read("sources/" + holder.get("plainTextPath").removeprefix("internal://")).decode()
        for selection, start, end in passages(source):
            words = text[start:end]
            assert words.startswith(selection.get("name") or "")
            for coding in selection.iter(SPACE + "Coding"):
                assert coding.get("creatingUser") == selection.get("creatingUser")
                yield source.get("name"), words, codes[coding[0].get("targetGUID")], users[coding.get("creatingUser")]


def check(tally: Tally, anker: str, tools: tuple, study: pathlib.Path, folder: pathlib.Path, name: str, form: tuple = ()):
    lint, schema, qualcoder = tools
    first, second = folder / "first.qdpx", folder / "second.qdpx"
    for path in (first, second):
        written = run([anker, "export", "qdpx", path, *form, "--quiet", "--study", study])
        tally.check(written.status == 0, f"{name}: {written.err[:300]}")
    tally.check(first.read_bytes() == second.read_bytes(), f"{name}: two exports differ")
    package = zipfile.ZipFile(first)
    tally.check(package.testzip() is None, f"{name}: a member does not match its check sum")
    (folder / "project.qde").write_bytes(package.read("project.qde"))
    valid = subprocess.run([lint, "--nonet", "--noout", "--schema", schema, folder / "project.qde"], capture_output=True, text=True)
    tally.check(valid.returncode == 0, f"{name}: project.qde is not valid: {valid.stderr[:300]}")
    for line in package.read("ankerpunkt.jsonl").split(b"\n")[:-1]:
        json.loads(line)
    known = codings(anker, study)
    wanted = sorted((line["source"], line["quote"], line["codes"][0], line["coder"]) for line in known)
    tally.check(sorted(selections(package)) == wanted, f"{name}: codings in project.qde are not those of the study")
    check_dangling(tally, package, name)
    if form:
        times = [(source, place, time) for source, _, *ends in cues(study) for place, time in zip(ends[:2], ends[2:]) if time is not None]
        tally.check(told(package) == sorted(times) != [], f"{name}: the times of cues are not those of the study")
    check_again(tally, anker, first, study, folder, name, form)
    check_without_side(tally, anker, first, study, folder, name, form)
    # It stops at a recording that is not there.
    if qualcoder and not form:
        check_qualcoder(tally, qualcoder, first, folder, wanted, name)


def check_qualcoder(tally: Tally, reader: pathlib.Path, package: pathlib.Path, folder: pathlib.Path, wanted: list, name: str):
    read = subprocess.run([sys.executable, HERE / "qualcoder_reader.py", reader, package, folder / "qualcoder"], capture_output=True, text=True)
    if not tally.check(read.returncode == 0, f"{name}: QualCoder stops: {read.stderr[-300:]}"):
        return
    tables = json.loads(read.stdout)["tables"]
    sources = {row["id"]: row["name"] for row in tables["source"]}
    codes = {row["cid"]: row["name"] for row in tables["code_name"]}
    found = sorted((sources[row["fid"]], row["seltext"], codes[row["cid"]], row["owner"]) for row in tables["code_text"])
    tally.check(found == wanted, f"{name}: QualCoder finds {len(found)} codings, of which {len(set(found) - set(wanted))} are others")


def taken(anker: str, package: pathlib.Path, study: pathlib.Path) -> str:
    """A new study of a package; what the import has to say."""
    study.parent.mkdir(exist_ok=True)
    run([anker, "init", study, "--quiet", "--coder", "AB"])
    done = run([anker, "import", package, "--study", study])
    return done.err if done.status == 0 else f"refused: {done.err}"


def kept(anker: str, study: pathlib.Path) -> dict[str, list]:
    """What of a study REFI-QDA has a place for, by names."""
    def lines(*arguments):
        return [json.loads(line) for line in run([anker, *arguments, "--json", "--study", study]).out.split("\n")[:-1]]
    codes = lines("codebook", "list")
    return {
        "codings": sorted((line["source"], line["range"], line["quote"], line["codes"], line["coder"], line["time"]) for line in codings(anker, study)),
        "codes": [(code["path"], code.get("colour"), code["codable"]) for code in codes],
        "cases": [case["case"] for case in lines("cases")],
        "values of cases": [json.dumps([case["case"], name, value]) for case in lines("cases") for name, value in case["attributes"].items()],
        "memos": [json.dumps([memo["coder"], memo["text"]]) for memo in lines("memo", "list")],
    }


def check_again(tally: Tally, anker: str, package: pathlib.Path, study: pathlib.Path, folder: pathlib.Path, name: str, form: tuple):
    """A new study from the package is the study that was packed."""
    new = folder / f"again{len(form)}" / study.name
    said = taken(anker, package, new)
    tally.check("error" not in said and "left out" not in said, f"{name}: {said[:300]}")
    was, now = tables(anker, study), tables(anker, new)
    for what in sorted(was.keys() | now.keys()):
        tally.check(was.get(what) == now.get(what), f"{name}: {what} differs in a new study")
    tally.check(run([anker, "check", "--study", new]).status == 0, f"{name}: the new study is not whole")
    second = folder / "again.qdpx"
    run([anker, "export", "qdpx", second, *form, "--quiet", "--study", new])
    with zipfile.ZipFile(package) as one, zipfile.ZipFile(second) as other:
        for member in sorted(set(one.namelist()) | set(other.namelist())):
            same = member in one.namelist() and member in other.namelist() and one.read(member) == other.read(member)
            tally.check(same, f"{name}: {member} is another in the package of the new study")
    known = run([anker, "import", package, "--study", new])
    tally.check("nothing added" in known.out, f"{name}: a second import adds something: {known.out[:200]}")
    run([anker, "undo", "--study", new])
    empty = run([anker, "sources", "--json", "--study", new]).out + run([anker, "codebook", "list", "--json", "--study", new]).out
    tally.check(empty == "", f"{name}: undoing the import leaves something")
    run([anker, "redo", "--study", new])
    tally.check(tables(anker, new) == now, f"{name}: redoing the import does not bring all back")


def check_without_side(tally: Tally, anker: str, package: pathlib.Path, study: pathlib.Path, folder: pathlib.Path, name: str, form: tuple):
    bare = folder / "bare.qdpx"
    with zipfile.ZipFile(package) as one, zipfile.ZipFile(bare, "w") as other:
        for member in one.namelist():
            if member != "ankerpunkt.jsonl":
                other.writestr(member, one.read(member))
    new = folder / f"bare{len(form)}" / study.name
    said = taken(anker, bare, new)
    tally.check("error" not in said, f"{name}: {said[:300]}")
    was, now = kept(anker, study), kept(anker, new)
    # Actors without a case have one of their own then, closed answers are values, and notes say what ties rest on.
    for what in ("cases", "values of cases", "memos"):
        missing = set(was[what]) - set(now[what])
        tally.check(not missing, f"{name}: without the side file, {len(missing)} of {len(was[what])} {what} are missing")
    for what in ("codings", "codes"):
        tally.check(was[what] == now[what], f"{name}: without the side file, {what} differ")
    if form:
        timed = {source for source, *_, start, end in cues(study) if start is not None or end is not None}
        was, now = ([[source, *rest] for source, _, *rest in cues(one) if source in timed] for one in (study, new))
        tally.check(was == now, f"{name}: without the side file, {sum(one != other for one, other in zip(was, now))} of {len(was)} cues differ")


def things(package: pathlib.Path) -> dict[str, set]:
    """The GUIDs of what a project has, in lower case and without braces."""
    if zipfile.is_zipfile(package):
        with zipfile.ZipFile(package) as opened:
            root = etree.fromstring(opened.read(next(name for name in opened.namelist() if name.endswith(".qde"))))
    else:
        root = etree.parse(package).getroot()
    found = {"Code": set(), "Case": set(), "Note": set(), "Coding": set()}
    for element in root.iter():
        kind = element.tag.split("}")[-1]
        if kind in found:
            found[kind].add(element.get("guid", "").lower().strip("{}"))
    return found


def check_corpus(tally: Tally, anker: str, package: pathlib.Path, folder: pathlib.Path):
    study, second = folder / "foreign.anker", folder / "foreign.qdpx"
    run([anker, "init", study, "--quiet", "--coder", "AB"])
    # The texts of a project file alone are not there.
    done = run([anker, "import", package, "--skip", "--study", study])
    tally.check(done.status == 0, f"{package.name}: {done.err[:300]}")
    run([anker, "export", "qdpx", second, "--quiet", "--study", study])
    was, now = things(package), things(second)
    if not zipfile.is_zipfile(package):
        was["Coding"] = set()
    for kind in sorted(was):
        tally.check(was[kind] <= now[kind], f"{package.name}: {len(was[kind] - now[kind])} of {len(was[kind])} elements {kind} are not in its package")


def main() -> int:
    anker, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    os.environ |= {"ANKER_CODER": "AB", "SOURCE_DATE_EPOCH": "1764547200"}
    tally = Tally()
    tools = (xmllint(), shared / "schemas/refi-qda/project.xsd", fetched())
    with tempfile.TemporaryDirectory() as temporary:
        for study, folder, name in every(anker, temporary):
            for form in FORMS:
                check(tally, anker, tools, study, folder, " ".join([name, *form]), form)
        for number, package in enumerate(sorted([*(shared / "corpus/qda").glob("*.qdpx"), *(shared / "corpus/qda").glob("*.qde")])):
            folder = pathlib.Path(temporary) / f"corpus-{number}"
            folder.mkdir()
            check_corpus(tally, anker, package, folder)
    committed = HERE.parent / "Exports/ostharz"
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        with zipfile.ZipFile(committed / "ostharz.qdpx") as package:
            (folder / "project.qde").write_bytes(package.read("project.qde"))
        valid = subprocess.run([tools[0], "--nonet", "--noout", "--schema", tools[1], folder / "project.qde"], capture_output=True, text=True)
        tally.check(valid.returncode == 0, f"Exports/ostharz/ostharz.qdpx is not valid: {valid.stderr[:300]}")
    return tally.close("qdpx")


if __name__ == "__main__":
    sys.exit(main())
