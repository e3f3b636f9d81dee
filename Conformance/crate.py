#!/usr/bin/env python3
"""Crates of studies and pipelines, held against RO-Crate 1.1 and Process Run Crate 0.5 by a validator of others, and read by ro-crate-py.

usage: crate.py ANKER SHARED
The invented study of the demo, random ones, and a pipeline whose files have umlauts, blanks, '#' and '%' in their names. Whatever lies in the folder is named with
its size and hash, as Python counts them; without an option no word of a respondent comes along. Broken crates are found.
Closes with 'N passed, N failed'.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

from common import Tally, environment, run
from studies import every

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = ["roc-validator==0.13.0", "rocrate==0.13.0"]
METADATA, PREVIEW = "ro-crate-metadata.json", "ro-crate-preview.html"
GIVEN = ["--description", "Codierte Interviews", "--license", "CC-BY-4.0", "--date-published", "2026-01-31",
         "--author", "Ada Berg <https://orcid.org/0000-0002-1825-0097>", "--publisher", "Archiv <https://archiv.example>"]
#: What the specifications recommend and nobody has said: where authors work, and an address of the program.
UNSAID = ("organizational `affiliation`", "organizational affiliation", "The Application SHOULD have a url", "The SoftwareApplication id SHOULD be an absolute URI")


class Judge:
    """A process of the peers' Python that judges one crate a line."""

    def __init__(self):
        self.process = subprocess.Popen([environment("crate", PACKAGES), HERE / "crate_judge.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, encoding="utf-8")

    def __call__(self, folder: pathlib.Path, profile: str = "ro-crate-1.1") -> dict:
        print(json.dumps({"folder": str(folder), "profile": profile}), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


def check(tally: Tally, judge: Judge, folder: pathlib.Path, profile: str, name: str, unsaid: tuple[str, ...] = ()) -> dict:
    """The entities of a crate that is as it should be, but for what nobody said."""
    found = judge(folder, profile)
    tally.check(found["required"] == [], f"{name}: {found['required'][:3]}")
    unmet = [issue for issue in found["recommended"] if not any(word in issue for word in (*UNSAID, *unsaid))]
    tally.check(unmet == [], f"{name}: not as is recommended: {unmet[:3]}")
    graph = json.loads((folder / METADATA).read_text(encoding="utf-8"))["@graph"]
    entities = {entity["@id"]: entity for entity in graph}
    tally.check(len(entities) == len(graph), f"{name}: an id is there twice")
    tally.check(set(found["entities"]) == set(entities), f"{name}: ro-crate-py reads others: {sorted(set(found['entities']) ^ set(entities))[:3]}")
    files = {id: entity for id, entity in entities.items() if entity["@type"] == "File"}
    lying = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {METADATA, PREVIEW}
    tally.check({urllib.parse.unquote(id) for id in files} == lying, f"{name}: names other files than lie there")
    tally.check(all(urllib.parse.quote(urllib.parse.unquote(id)) == id for id in files), f"{name}: an id is not encoded")
    for id, entity in files.items():
        content = (folder / urllib.parse.unquote(id)).read_bytes()
        tally.check(entity["sha256"] == hashlib.sha256(content).hexdigest() and entity["contentSize"] == str(len(content)), f"{name}: {id} is another")
    reached, todo = set(), ["./"]
    while todo:
        parts = links(entities[todo.pop()], "hasPart")
        reached.update(parts)
        todo += parts
    tally.check(set(files) <= reached, f"{name}: not a part: {sorted(set(files) - reached)[:3]}")
    named = {link["@id"] for entity in graph for value in entity.values() for link in (value if isinstance(value, list) else [value]) if isinstance(link, dict)}
    tally.check(named - set(entities) <= {"https://w3id.org/ro/crate/1.1"}, f"{name}: names what it does not tell of: {sorted(named - set(entities))[:3]}")
    return entities


def links(entity: dict, name: str) -> list[str]:
    value = entity.get(name, [])
    return [link["@id"] for link in (value if isinstance(value, list) else [value])]


def contents(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def check_study(tally: Tally, judge: Judge, anker: str, study: pathlib.Path, work: pathlib.Path, name: str):
    crate = work / "crate"
    command = [anker, "export", "crate", crate, *GIVEN, "--quiet", "--study", study]
    done = run([*command, "--with", "originals"])
    if not tally.check(done.status == 0, f"{name}: {done.err[:300]}"):
        return
    check(tally, judge, crate, "ro-crate-1.1", f"{name}, whole")
    run([anker, "init", work / "again.anker", "--quiet"])
    again = run([anker, "import", crate / "study", "--quiet", "--study", work / "again.anker"])
    tally.check(again.status == 0, f"{name}: the study in the crate is not read: {again.err[:300]}")
    tally.check(run(command).status == 0, f"{name}: no second export")
    check(tally, judge, crate, "ro-crate-1.1", name)
    was = contents(crate)
    tally.check(run(command).status == 0 and contents(crate) == was, f"{name}: a second export differs")
    tally.check(not any(file.startswith("study/") for file in was), f"{name}: the texts stay")
    quotes = {json.loads(line)["quote"] for line in run([anker, "codings", "--json", "--study", study]).out.split("\n") if line}
    told = b"".join(content for file, content in was.items() if not file.startswith("codebook"))
    spoken = [quote for quote in quotes if len(quote) > 25 and quote.encode() in told]
    tally.check(spoken == [], f"{name}: {len(spoken)} quotes stand in it")


def check_pipeline(tally: Tally, judge: Judge, anker: str, work: pathlib.Path) -> pathlib.Path:
    folder, crate = work / "Größe #1 100%", work / "Kiste"
    folder.mkdir()
    shutil.copy(HERE.parent / "Fixtures/ostharz/interviews/interview-01.txt", folder / "Text 50% für #2?.txt")
    (folder / "pipeline.yaml").write_text("study: dorf.anker\ndate: 2026-01-31\ncoder: AB\nsteps:\n  - import: 'Text 50% für #2[?].txt'\n"
                                          "  - words:\n    format: csv\n    output: Wörter & mehr.csv\n  - check:\n  - export csv: 'ta bellen'\n", encoding="utf-8")
    done = run([anker, "run", folder / "pipeline.yaml"])
    tally.check(done.status == 0, f"pipeline: {done.err[:300]}")
    command = [anker, "export", "crate", crate, "--pipeline", folder / "pipeline.yaml", "--title", "Wörter", *GIVEN]
    for with_ in ([], ["outputs"], ["inputs", "outputs"]):
        done = run(command + [word for what in with_ for word in ("--with", what)])
        if not tally.check(done.status == 0, f"pipeline with {with_}: {done.err[:300]}"):
            continue
        entities = check(tally, judge, crate, "process-run-crate-0.5", f"pipeline with {with_}")
        lock = json.loads((folder / "anker.lock").read_text(encoding="utf-8"))
        steps = [entity for id, entity in entities.items() if id.startswith("#step-")]
        tally.check([step["name"] for step in steps] == [step["name"] for step in lock["steps"]], "pipeline: other steps than in the lock")
        for step, locked in zip(steps, lock["steps"]):
            for key, role in (("object", "inputs"), ("result", "outputs")):
                hashes = sorted(entities[id]["sha256"] for id in links(step, key) if id != "#study")
                tally.check(hashes == sorted(locked[role].values()), f"pipeline: {step['name']}: other {role} than in the lock")
    (folder / "Wörter & mehr.csv").write_text("anders", encoding="utf-8")
    was = contents(crate)
    done = run(command)
    tally.check(done.status == 2 and "is another than in anker.lock" in done.err and contents(crate) == was, f"pipeline: a changed file is taken: {done.err[:200]}")
    return crate


def check_broken(tally: Tally, judge: Judge, crate: pathlib.Path):
    """The judge sees what is wrong."""
    text = (crate / METADATA).read_text(encoding="utf-8")
    for old, new in (('"datePublished"', '"dateIssued"'), ('"license"', '"licence"'), ('"instrument"', '"tool"'), ('"about": {', '"abuot": {')):
        (crate / METADATA).write_text(text.replace(old, new), encoding="utf-8")
        tally.check(old in text and judge(crate, "process-run-crate-0.5")["required"] != [], f"broken: {new} is not found")
    (crate / METADATA).write_text(text, encoding="utf-8")


def main() -> int:
    anker = sys.argv[1]
    os.environ |= {"ANKER_CODER": "AB", "SOURCE_DATE_EPOCH": "1764547200"}
    tally, judge = Tally(), Judge()
    with tempfile.TemporaryDirectory() as temporary:
        for number, (study, work, name) in enumerate(every(anker, temporary)):
            # All of them would take minutes, and the validator sees the same of each; the last is that of the demo.
            if number < 3 or name == "ostharz":
                check_study(tally, judge, anker, study, work, name)
        crate = check_pipeline(tally, judge, anker, pathlib.Path(temporary))
        check_broken(tally, judge, crate)
    check(tally, judge, HERE.parent / "Exports/ostharz/crate", "ro-crate-1.1", "the committed one", unsaid=("`publisher`",))
    return tally.close("crate")


if __name__ == "__main__":
    sys.exit(main())
