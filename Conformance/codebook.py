#!/usr/bin/env python3
"""Codebooks as QDC and CSV: valid by REFI-QDA's schema, and the same after a way there and back.

usage: codebook.py ANKER SHARED
The codebook of the four findings, and 40 random ones with names, texts and trees of every sort. Closes with 'N passed, N failed'.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from common import Tally, run, xmllint

HERE = pathlib.Path(__file__).resolve().parent
LETTERS = "abcäöüßéñ 中文مرحبا👍🏽\u0301<>&\"'/;,=#:-()"
WORDS = LETTERS + "\n\t"


def text(chance: random.Random, letters: str) -> str:
    return "x" + "".join(chance.choice(letters) for _ in range(chance.randint(0, 24))) + "."


def codes(chance: random.Random, depth: int, taken: set) -> list:
    result = []
    for _ in range(chance.randint(1, 4)):
        name = f"{text(chance, LETTERS)} {len(taken)}"
        taken.add(name)
        code = {"name": name}
        if chance.random() < 0.5:
            code["colour"] = f"#{chance.randrange(1 << 24):06x}"
        if chance.random() < 0.3:
            code["codable"] = "false"
        if chance.random() < 0.5:
            code["findings"] = {chance.choice(["F1", "F 2"]): chance.choice(["supporting", "contradicting"])}
        for field in ("labels", "definition", "include", "exclude", "example"):
            if chance.random() < 0.5:
                code[field] = {language: text(chance, WORDS) for language in chance.sample(["de", "en"], chance.randint(1, 2))}
        if depth < 5 and chance.random() < 0.5:
            code["codes"] = codes(chance, depth + 1, taken)
        result.append(code)
    return result


def book(seed: int) -> str:
    """A codebook as JSON, which is YAML."""
    chance = random.Random(seed)
    return json.dumps({
        "codebook": f"Nr. {seed}", "languages": ["de", "en"], "findings": [{"id": "F1"}, {"id": "F 2", "claim": "so & so"}],
        "codes": codes(chance, 0, set()),
    }, ensure_ascii=False)


def listed(anker: str, study: pathlib.Path) -> list[dict]:
    return [json.loads(line) for line in run([anker, "codebook", "list", "--json", "--study", study]).out.splitlines()]


def check(tally: Tally, anker: str, lint: str, schema: pathlib.Path, source: pathlib.Path, folder: pathlib.Path):
    made = run([anker, "init", folder / "one.anker", "--codebook", source])
    if not tally.check(made.status == 0, f"{source.name}: {made.err[:300]}"):
        return
    known = listed(anker, folder / "one.anker")
    for format in ("qdc", "csv"):
        first, second = folder / f"first.{format}", folder / f"second.{format}"
        written = run([anker, "codebook", "export", first, "--study", folder / "one.anker"])
        tally.check(written.status == 0, f"{source.name}: {written.err[:300]}")
        if format == "qdc":
            valid = subprocess.run([lint, "--nonet", "--noout", "--schema", schema, first], capture_output=True, text=True)
            tally.check(valid.returncode == 0, f"{source.name}: the QDC is not valid: {valid.stderr[:300]}")
        study = folder / f"{format}.anker"
        read = run([anker, "init", study, "--codebook", first])
        tally.check(read.status == 0, f"{source.name}: {format} is not read back: {read.err[:300]}")
        run([anker, "codebook", "export", second, "--study", study])
        tally.check(first.read_bytes() == second.read_bytes(), f"{source.name}: {format} changes on the way there and back")
        back = listed(anker, study)
        kept = ("id", "code", "path", "codable", "colour", "findings")
        if format == "csv":
            kept += ("labels", "definition", "include", "exclude", "example")
        tally.check([[line.get(key) for key in kept] for line in back] == [[line.get(key) for key in kept] for line in known],
                    f"{source.name}: {format} loses codes or what is said of them")
        # What a file of either form cannot say is not taken away by it.
        again = run([anker, "codebook", "import", first, "--study", folder / "one.anker", "--json"])
        tally.check('"added":0' in again.out and '"changed":0' in again.out, f"{source.name}: {format} changes its own study: {again.out}{again.err}")
        tally.check(listed(anker, folder / "one.anker") == known, f"{source.name}: {format} changes its own study")


def main() -> int:
    anker, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    os.environ["ANKER_CODER"] = "AB"
    tally = Tally()
    lint, schema = xmllint(), shared / "schemas/refi-qda/codebook.xsd"
    for committed in sorted((HERE.parent / "Codebooks").glob("*.qdc")):
        valid = subprocess.run([lint, "--nonet", "--noout", "--schema", schema, committed], capture_output=True, text=True)
        tally.check(valid.returncode == 0, f"{committed.name} is not valid: {valid.stderr[:300]}")
    sources = sorted((HERE.parent / "Codebooks").glob("*.yaml"))
    with tempfile.TemporaryDirectory() as temporary:
        drafts = pathlib.Path(temporary) / "drafts"
        drafts.mkdir()
        for seed in range(40):
            sources.append(drafts / f"random-{seed}.yaml")
            sources[-1].write_text(book(seed), encoding="utf-8")
        for number, source in enumerate(sources):
            folder = pathlib.Path(temporary) / f"work-{number}"
            folder.mkdir()
            check(tally, anker, lint, schema, source, folder)
    return tally.close("codebook")


if __name__ == "__main__":
    sys.exit(main())
