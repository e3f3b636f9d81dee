#!/usr/bin/env python3
"""The demo's pipeline: valid by the schema that the program prints, the same to the byte under other circumstances, and whole after kills.

usage: pipeline.py ANKER SHARED
It is built from nothing in folders of their own under another time zone, language, user, mask of permissions, number of cores, temporary folder and
seed of hashing, and with the steps' files in folders with other names above them; what comes out, and the lock, must be those that are
committed. ANKER_KILLS (50) runs are killed at random moments; the run after must end with the same files, and a second one find nothing to do.
A pipeline of its own is built whose study and tables lie on another disk, and one to whose files another comes while they are read.
Closes with 'N passed, N failed'.
"""
import hashlib
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from common import Tally, environment, run

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = ["jsonschema==4.23.0", "PyYAML==6.0.2"]
KILLS = int(os.environ.get("ANKER_KILLS", "50"))
VALIDATE = """
import json, sys, yaml, jsonschema
class Loader(yaml.SafeLoader): pass
# The program takes every scalar for text or a number; a date stays what was written.
Loader.yaml_implicit_resolvers = {key: [pair for pair in pairs if not pair[0].endswith('timestamp')]
                                  for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()}
schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator.check_schema(schema)
print(len(list(jsonschema.Draft7Validator(schema).iter_errors(yaml.load(sys.stdin.read(), Loader)))))
"""
#: Where files stand that a pipeline reads and writes.
FOLDERS = ("Fixtures/ostharz", "Codebooks")
PIPELINE = "Fixtures/ostharz/pipeline.yaml"


def copy(folder: pathlib.Path) -> pathlib.Path:
    """The files that go in, without a lock and without anything that came out."""
    for name in FOLDERS:
        shutil.copytree(HERE.parent / name, folder / name, ignore=shutil.ignore_patterns("*.anker*", ".anker-run", "anker.lock"))
    return folder


def made(folder: pathlib.Path) -> dict[str, str]:
    """By path: the hash of the lock and of all that came out."""
    files = [folder / "Fixtures/ostharz/anker.lock", *(folder / "Exports").rglob("*")]
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}


def check_schema(tally: Tally, anker: str, folder: pathlib.Path):
    schema = folder / "schema.json"
    schema.write_text(run([anker, "run", "--schema"]).out)
    python = environment("pipeline-venv", PACKAGES)

    def faults(text: str) -> int:
        done = subprocess.run([python, "-c", VALIDATE, schema], input=text, capture_output=True, text=True)
        tally.check(done.returncode == 0, f"the schema is no schema: {done.stderr[-300:]}")
        return int(done.stdout or -1)

    good = (HERE.parent / PIPELINE).read_text()
    tally.check(faults(good) == 0, "the demo's pipeline is not valid by the schema")
    for old, new in (("study: ostharz.anker", "study: ostharz"), ("date: 2025-12-01", "date: yesterday"), ("coder: AB\n", ""),
                     ("    map: survey-map.yaml", "    mapp: survey-map.yaml"), ("format: csv", "format: pdf"),
                     ("  - table frequencies:", "  - table frequency:"), ("    list: true", "    list: perhaps")):
        tally.check(old in good and faults(good.replace(old, new, 1)) > 0, f"the schema takes '{new.strip()}'")


def check_circumstances(tally: Tally, anker: str, folder: pathlib.Path, wanted: dict[str, str]):
    everybody = [] if os.getuid() else ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    circumstances = [
        ("time zone", {"TZ": "Pacific/Kiritimati"}, []), ("language", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, []),
        ("no language", {"LC_ALL": "C"}, []), ("name", {"LOGNAME": "somebody", "USER": "somebody", "ANKER_CODER": "CD"}, []),
        ("time", {"SOURCE_DATE_EPOCH": "1"}, []), ("one core", {}, ["taskset", "-c", "0"]), ("mask", {}, ["sh", "-c", 'umask 077; exec "$@"', "sh"]),
        ("user", {"HOME": "/nonexistent"}, everybody), ("columns", {"COLUMNS": "40", "NO_COLOR": "1", "TERM": "dumb"}, []),
        *((f"hash seed, run {number}", {}, []) for number in range(5)), ("fixed hashing", {"SWIFT_DETERMINISTIC_HASHING": "1"}, []),
    ]
    for number, (what, variables, before) in enumerate(circumstances):
        place = folder / ("x" * number + "Ordner mit Leerzeichen" if number % 2 else f"ordner-{number}")
        copy(place)
        program = anker
        if before is everybody and everybody:
            # Another user may see neither the program nor the folder where they lie.
            program = str(place / "anker")
            shutil.copy(anker, program)
            for path in [folder, place, *place.rglob("*")]:
                shutil.chown(path, 65534, 65534)
        elsewhere = place / "tmp"
        elsewhere.mkdir()
        if before is everybody and everybody:
            shutil.chown(elsewhere, 65534, 65534)
        done = run([*before, program, "run", place / PIPELINE, "--quiet"], env={"TMPDIR": str(elsewhere), **variables})
        tally.check(done.status == 0, f"under another {what}: {done.err[-300:]}")
        found = made(place)
        for path in sorted(wanted.keys() | found.keys()):
            tally.check(found.get(path) == wanted.get(path), f"under another {what}: {path} differs")
        again = run([program, "run", place / PIPELINE], env=variables)
        tally.check(again.out.startswith("nothing to do"), f"under another {what}: a second run does something")
        if before is everybody and everybody:
            shutil.chown(folder, os.getuid(), os.getgid())
        shutil.rmtree(place)


def check_kills(tally: Tally, anker: str, folder: pathlib.Path, wanted: dict[str, str]):
    seed = int(os.environ.get("ANKER_KILL_SEED", "") or random.randrange(1 << 32))
    print(f"kills: seed {seed}")
    chance = random.Random(seed)
    place = copy(folder / "killed")
    begun = time.monotonic()
    run([anker, "run", place / PIPELINE, "--quiet"])
    whole = time.monotonic() - begun
    transcript = place / "Fixtures/ostharz/interviews/interview-01.txt"
    original = transcript.read_bytes()
    for number in range(KILLS):
        # A change behind the end leaves all codings where they are.
        transcript.write_bytes(original + (b"" if number % 2 else "\nB: Und noch etwas.\n".encode()))
        process = subprocess.Popen([anker, "run", place / PIPELINE, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
        time.sleep(chance.random() * whole)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        study = place / "Fixtures/ostharz/ostharz.anker"
        tally.check(not study.exists() or run([anker, "check", "--study", study]).status == 0, f"kill {number}: the study is not sound")
        done = run([anker, "run", place / PIPELINE, "--quiet"])
        tally.check(done.status == 0, f"kill {number}: the next run fails: {done.err[-300:]}")
        tally.check(not list(study.parent.glob("anker.lock?*")), f"kill {number}: something lies beside the lock")
        tally.check(run([anker, "run", place / PIPELINE]).out.startswith("nothing to do"), f"kill {number}: the run after does something")
        if number % 2:
            found = made(place)
            differing = [path for path in sorted(wanted.keys() | found.keys()) if found.get(path) != wanted.get(path)]
            tally.check(not differing, f"kill {number}: {differing[:5]} differ")


def write_own(folder: pathlib.Path, place: str, lines: int) -> pathlib.Path:
    """A pipeline that reads `texts/*.txt`, and whose study and table go to `place`."""
    (folder / "texts").mkdir(parents=True)
    (folder / "texts/a.txt").write_text("".join(f"I: Frage {number}?\nB: Ja, im Dorfladen, und das seit {number} Jahren.\n" for number in range(lines)))
    pipeline = folder / "pipeline.yaml"
    pipeline.write_text(f"study: {place}s.anker\ndate: 2025-12-01\ncoder: AB\nsteps:\n  - import: texts/*.txt\n  - sources list:\n    json: true\n    output: {place}sources.jsonl\n")
    return pipeline


def check_other_disk(tally: Tally, anker: str, folder: pathlib.Path):
    memory = pathlib.Path("/dev/shm")
    if not os.access(memory, os.W_OK) or memory.stat().st_dev == folder.stat().st_dev:
        return print("another disk: there is none here")
    with tempfile.TemporaryDirectory(dir=memory) as far:
        pipeline = write_own(folder / "near", "far/", 10)
        (folder / "near/far").symlink_to(far)
        for what, end in (("the first run", "did "), ("a second run", "nothing to do")):
            done = run([anker, "run", pipeline])
            tally.check(done.status == 0 and done.out.startswith(end), f"another disk: {what}: {done.out!r} {done.err!r}")
        table = pathlib.Path(far) / "sources.jsonl"
        before = table.read_bytes()
        table.unlink()
        done = run([anker, "run", pipeline, "--quiet"])
        tally.check(done.status == 0 and table.read_bytes() == before, f"another disk: a deleted output: {done.err!r}")
        tally.check(run([anker, "check", "--study", pathlib.Path(far) / "s.anker"]).status == 0, "another disk: the study is not sound")
        with open(folder / "near/texts/a.txt", "a") as text:
            text.write("B: Und noch etwas.\n")
        done = run([anker, "run", pipeline, "--quiet"])
        tally.check(done.status == 0 and table.read_bytes() != before, f"another disk: a new run: {done.err!r}")
        left = sorted(path.name for path in pathlib.Path(far).iterdir())
        tally.check(left == ["s.anker", "sources.jsonl"], f"another disk: {left} lie there")


def check_appearing(tally: Tally, anker: str, folder: pathlib.Path):
    """A file that comes while a step reads the others is not in the study without being in the lock."""
    pipeline = write_own(folder / "coming", "", 200_000)
    place = pipeline.parent
    process = subprocess.Popen([anker, "run", pipeline, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not list(place.glob(".anker-run/work-*")) and process.poll() is None:
        time.sleep(0.0005)
    (place / "texts/b.txt").write_text("I: Und?\nB: Ja.\n")
    _, said = process.communicate()
    tally.check(process.returncode == 2 and "changed while it was read" in said, f"a file that comes: exit {process.returncode}: {said!r}")
    tally.check(not (place / "s.anker").exists() and not (place / "anker.lock").exists(), "a file that comes: there is a study")
    done = run([anker, "run", pipeline, "--quiet"])
    tally.check(done.status == 0 and "texts/b.txt" in (place / "anker.lock").read_text(), f"a file that comes: the next run: {done.err!r}")
    sources = run([anker, "sources", "--json", "--study", place / "s.anker"]).out
    tally.check(len(sources.splitlines()) == 2, "a file that comes: the next run does not read it")


def main() -> int:
    anker = sys.argv[1]
    for name in ("ANKER_STUDY", "ANKER_CODER", "SOURCE_DATE_EPOCH"):
        os.environ.pop(name, None)
    tally = Tally()
    wanted = made(HERE.parent)
    tally.check(len(wanted) > 30 and "Fixtures/ostharz/anker.lock" in wanted, "nothing is committed")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        check_schema(tally, anker, folder)
        check_circumstances(tally, anker, folder, wanted)
        check_other_disk(tally, anker, folder)
        check_appearing(tally, anker, folder)
        check_kills(tally, anker, folder, wanted)
    return tally.close("pipeline")


if __name__ == "__main__":
    sys.exit(main())
