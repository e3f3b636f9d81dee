#!/usr/bin/env python3
"""Codebooks as QDC and CSV: valid by REFI-QDA's schema, and the same after a way there and back. As documents: whole and valid.

usage: codebook.py ANKER SHARED
The codebook of the four findings, and 40 random ones with names, texts and trees of every sort. HTML is read by html5lib, which names each error
of parsing, Markdown by markdown-it; both have the same headings and all texts. Where there is a pdflatex, it sets some. Closes with 'N passed, N failed'.
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unicodedata

from common import Tally, environment, run, xmllint

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


#: Prints of each file of HTML with its twin in Markdown what is wrong and both their headings and texts; run where the two packages are.
READER = r"""
import json, pathlib, re, sys
import html5lib
from markdown_it import MarkdownIt

def read(markup, strict):
    parser = html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False)
    body = parser.parse(markup).find("body")
    heads = [(part.tag, "".join(part.itertext())) for part in body.iter() if re.fullmatch("h[1-6]", str(part.tag))]
    return [[level, " ".join(text.split())] for level, text in heads], " ".join("".join(body.itertext()).split())

for line in sys.stdin:
    folder = pathlib.Path(line.strip())
    try:
        heads, text = read((folder / "book.html").read_text(encoding="utf-8"), strict=True)
        rendered = MarkdownIt("commonmark").enable("table").render((folder / "book.md").read_text(encoding="utf-8"))
        twins, twin = read("<!DOCTYPE html><body>" + rendered, strict=False)
        print(json.dumps({"html": [heads, text], "markdown": [twins, twin]}))
    except Exception as problem:
        print(json.dumps({"problem": repr(problem)}))
"""


def leaves(value, key: str = "") -> list[str]:
    """All texts of a codebook, but for its keywords; of a mapping of findings their names."""
    if isinstance(value, dict) and key == "findings":
        return list(value)
    if isinstance(value, dict):
        return [leaf for name, part in value.items() for leaf in leaves(part, name)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [value] if isinstance(value, str) and key != "codable" else []


def plain(text: str) -> str:
    """The text as it is compared: without white space, and in normal form C, in which names are stored."""
    return unicodedata.normalize("NFC", "".join(text.replace("\u240a", "").replace("\u2409", "").split()))


def check_documents(tally: Tally, anker: str, sources: list[pathlib.Path], folders: list[pathlib.Path]):
    for folder in folders:
        for name in ("book.html", "book.md", "book.tex"):
            written = run([anker, "codebook", "export", folder / name, "--quiet", "--study", folder / "one.anker"])
            tally.check(written.status == 0 and not written.err, f"{folder.name}: {name}: {written.err[:300]}")
    python = environment("codebook", ["html5lib==1.1", "markdown-it-py==3.0.0"])
    read = subprocess.run([python, "-c", READER], input="".join(f"{folder}\n" for folder in folders), capture_output=True, text=True)
    tally.check(read.returncode == 0, f"the documents are not read: {read.stderr[-300:]}")
    for source, line in zip(sources, read.stdout.splitlines(), strict=True):
        found = json.loads(line)
        if not tally.check("problem" not in found, f"{source.name}: the HTML is not valid: {found.get('problem')}"):
            continue
        heads, twins = found["html"][0], found["markdown"][0]
        tally.check([[level, plain(text)] for level, text in heads] == [[level, plain(text)] for level, text in twins] and len(heads) > 2,
                    f"{source.name}: Markdown has other headings than HTML")
        if source.suffix == ".yaml" and source.name.startswith("random"):
            for format in ("html", "markdown"):
                text = plain(found[format][1])
                missing = [leaf for leaf in leaves(json.loads(source.read_text(encoding="utf-8"))) if plain(leaf) not in text]
                tally.check(not missing, f"{source.name}: {format} lacks {missing[:2]}")
    if shutil.which("pdflatex"):
        for folder in folders[:6]:
            for _ in range(2):
                set_ = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "book.tex"], cwd=folder, capture_output=True)
            tally.check(set_.returncode == 0, f"{folder.name}: pdflatex does not set it: {set_.stdout[-400:].decode('latin-1')}")


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
        folders = [pathlib.Path(temporary) / f"work-{number}" for number in range(len(sources))]
        check_documents(tally, anker, sources, folders)
    return tally.close("codebook")


if __name__ == "__main__":
    sys.exit(main())
