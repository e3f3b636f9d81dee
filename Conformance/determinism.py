#!/usr/bin/env python3
"""Every export of the demo's study and of 50 random ones, the same to the byte under other circumstances.

usage: determinism.py ANKER SHARED
The demo's study is written under another time zone, language, time, user, folder, mask of permissions, number of cores and seed of hashing, each by
itself, the random ones under all of them together; each study is made a second time with its sources taken in from the last to the first.
ANKER_STUDIES (50) is the number of random ones. Prints how many outputs were equal under each circumstance. Closes with 'N passed, N failed'.
"""
import collections
import concurrent.futures
import hashlib
import os
import pathlib
import re
import shutil
import sys
import tempfile
import typing

from common import Tally, run
from studies import Made, ostharz

STUDIES = int(os.environ.get("ANKER_STUDIES", "50"))
#: Groups of commands of which each must be among those below.
GROUPS = ("export", "network export", "network measure", "network draw", "table", "report")
#: What a study of any content is written as; FILE and FOLDER stand for a new place, and what is printed counts too.
EXPORTS = [
    "export csv FOLDER", "export csv FOLDER --excel", "export jsonl FOLDER", "export qdpx FILE", "export qdpx FILE --timed transcript --documents", "export qdc FILE",
    *(f"export crate FOLDER --description Worte --license CC0-1.0 --date-published 2026-01-31{more}" for more in ("", " --with originals")),
    *(f"codebook export --format {form} --counts --examples 1" for form in ("html", "markdown", "latex")), "codebook export --format yaml", "codebook export --format csv", "codebook export --format qdc", "memo export FILE.md", "attributes export FILE.csv",
    "actor export FILE.jsonl", "tie export FILE.jsonl", "codings --json", "ties --json", "sources list --json", "words",
    *(f"network export actors --format {form}" for form in ("graphml", "gexf", "dot", "pajek", "dl", "json")),
    *(f"network export {kind}" for kind in ("actor-by-finding", "code-cooccurrence", "code-by-case", "codebook", "speakers")),
    "network measure actors --all --format csv", *(f"network measure {kind} --format csv" for kind in (
        "actor-by-finding", "code-cooccurrence", "code-by-case", "codebook", "speakers")),
    *(f"network draw {kind} --isolates -o FILE.svg" for kind in ("actors", "actor-by-finding", "code-cooccurrence", "code-by-case", "codebook", "speakers")),
    *(f"table {kind} --format csv" for kind in (
        "frequencies", "coverage", "cooccurrence", "code-by-case", "code-by-source", "code-by-speaker", "code-by-coder", "code-by-finding")),
    "table code-by-case --format svg", *(f"report findings --rounds 50 -o FILE.{form}" for form in ("html", "md", "json")),
]
#: What asks for something that only the demo's study has.
OSTHARZ = [
    *(f"network {what} ego 'Initiative 1'" for what in ("export", "measure")), "network draw ego 'Initiative 1' -o FILE.svg",
    *(f"network {what} actor-by-event --events Netzwerkakteur" for what in ("export", "measure")), "network draw actor-by-event --events Netzwerkakteur -o FILE.svg",
    "table code-by-attribute Reichweite --format csv", "table question-by-question Formate 'Förderung erhalten' --format csv", "table question-by-code Formate --format csv",
]


class Circumstance(typing.NamedTuple):
    name: str
    variables: dict = {}
    before: list = []
    #: The name of the folder in which the study lies.
    folder: str = "folder"
    user: int | None = None


MASK = ["sh", "-c", 'umask 077; exec "$@"', "sh"]
CORE = ["taskset", "-c", "0"]
TERMINAL = {"COLUMNS": "40", "NO_COLOR": "1", "TERM": "dumb"}
TURKISH = {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}
SOMEBODY = {"HOME": "/nonexistent", "LOGNAME": "somebody", "USER": "somebody", "ANKER_CODER": "CD"}
USER = None if os.getuid() else 65534
SWITCH = [] if USER is None else ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
FOLDER = "Ordner mit Leerzeichen/ä"
#: Each process draws a seed of its own, so that every run but this one is under another.
FIXED = Circumstance("fixed hash seed", {"SWIFT_DETERMINISTIC_HASHING": "1"})
EACH = [
    Circumstance("time zone", {"TZ": "Pacific/Kiritimati"}), Circumstance("language", TURKISH), Circumstance("no language", {"LC_ALL": "C"}),
    Circumstance("time", {"SOURCE_DATE_EPOCH": "1"}), Circumstance("user", SOMEBODY, SWITCH, user=USER), Circumstance("folder", folder=FOLDER),
    Circumstance("mask of permissions", before=MASK), Circumstance("one core", before=CORE), Circumstance("terminal", TERMINAL), FIXED,
    *(Circumstance(f"hash seed drawn anew, {number}") for number in range(1, 8)),
]
TOGETHER = [
    Circumstance("time zone, language, time, user, folder, mask, core, terminal",
                 {"TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1", **TURKISH, **SOMEBODY, **TERMINAL}, [*SWITCH, *CORE, *MASK], FOLDER, USER),
    Circumstance("time zone, no language, hash seed drawn anew", {"TZ": "America/St_Johns", "LC_ALL": "C"}), FIXED,
]


def words(export: str) -> list[str]:
    return [quoted or plain for quoted, plain in re.findall(r"'([^']*)'|(\S+)", export)]


def written(program, study: pathlib.Path, exports: list[str], circumstance: Circumstance) -> dict[str, str]:
    """By export and file: the hash of what came out, and by export alone the exit status and hash of what was printed."""
    found = {}
    out = study.parent / "out"
    for export in exports:
        out.mkdir()
        if circumstance.user is not None:
            shutil.chown(out, circumstance.user, circumstance.user)
        arguments = [re.sub(r"^FILE|^FOLDER", "out/\\g<0>", word) for word in words(export)]
        done = run([*circumstance.before, program, *arguments, "--study", study.name], cwd=study.parent, env=circumstance.variables)
        found[export] = f"{done.status} {hashlib.sha256(done.out.encode()).hexdigest()} {done.err}"
        for path in out.rglob("*"):
            if path.is_file():
                found[f"{export}: {path.relative_to(out)}"] = hashlib.sha256(path.read_bytes()).hexdigest()
        shutil.rmtree(out)
    return found


def compared(anker: str, name: str, folder: pathlib.Path, make: typing.Callable, exports: list[str],
             circumstances: list[Circumstance]) -> list[tuple[bool, str, str]]:
    """Whether each output of one study is as it was, under each circumstance."""
    checks = []

    def compare(circumstance: str, found: dict[str, str]):
        for key in sorted(wanted.keys() | found.keys()):
            checks.append((found.get(key) == wanted.get(key), circumstance, f"{name} under another {circumstance}: {key} differs"))

    for place in ("first", "second"):
        (folder / place).mkdir(parents=True)
    study = make(folder / "first", backwards=False)
    wanted = written(anker, study, exports, Circumstance(""))
    for export in exports:
        checks.append((wanted[export].startswith(("0 ", "1 ")), "any", f"{name}: {export} fails: {wanted[export][67:300]}"))
    compare("order of import", written(anker, make(folder / "second", backwards=True), exports, Circumstance("")))
    for number, circumstance in enumerate(circumstances):
        place = folder / str(number) / circumstance.folder
        place.mkdir(parents=True)
        program = anker
        shutil.copy(study, place / study.name)
        if circumstance.user is not None:
            # Another user may see neither the program nor the folder where they lie.
            program = str(folder.parent / "anker")
            for path in (place, place / study.name):
                shutil.chown(path, circumstance.user, circumstance.user)
        compare(circumstance.name, written(program, place / study.name, exports, circumstance))
        shutil.rmtree(folder / str(number))
    return checks


def check_complete(tally: Tally, anker: str):
    """A command that is added to the program must be added here."""
    named = {" ".join(words(export)) + " " for export in EXPORTS + OSTHARZ}
    for group in GROUPS:
        found = re.findall(r"^  (\S+)  ", run([anker, *group.split(), "--help"]).out.partition("SUBCOMMANDS:")[2], re.MULTILINE)
        tally.check(bool(found), f"'{group}' has no commands")
        for command in found:
            tally.check(any(export.startswith(f"{group} {command} ") for export in named), f"'{group} {command}' is not tried")


def random_study(anker: str, seed: int) -> typing.Callable:
    def make(folder: pathlib.Path, *, backwards: bool) -> pathlib.Path:
        made = Made(anker, folder, seed)
        made.fill(backwards=backwards)
        return made.study
    return make


def main() -> int:
    anker = str(pathlib.Path(sys.argv[1]).resolve())
    for name in ("ANKER_STUDY", "ANKER_CODER"):
        os.environ.pop(name, None)
    # The time of what is coded is part of a study, and not of how it is written.
    os.environ["SOURCE_DATE_EPOCH"] = "1764547200"
    tally = Tally()
    check_complete(tally, anker)
    equal, all_of = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        folder.chmod(0o755)
        shutil.copy(anker, folder / "anker")
        works = [(anker, "ostharz", folder / "ostharz", lambda place, backwards: ostharz(anker, place, backwards=backwards), EXPORTS + OSTHARZ, EACH)]
        works += [(anker, f"random study {seed}", folder / f"study-{seed}", random_study(anker, seed), EXPORTS, TOGETHER) for seed in range(STUDIES)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for checks in pool.map(lambda work: compared(*work), works):
                for holds, circumstance, what in checks:
                    tally.check(holds, what)
                    equal[circumstance] += holds
                    all_of[circumstance] += 1
    print(f"{1 + STUDIES} studies; outputs that were equal under another")
    for circumstance in all_of:
        if circumstance != "any":
            print(f"  {circumstance}: {equal[circumstance]} of {all_of[circumstance]}")
    return tally.close("determinism")


if __name__ == "__main__":
    sys.exit(main())
