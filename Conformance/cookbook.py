#!/usr/bin/env python3
"""The pages of the Cookbook for other tools: each script, notebook and workflow that a page shows prints what stands below it.

usage: cookbook.py ANKER SHARED
In each section of Docs/Cookbook.md with a block of `r`, `python` or `snakemake` the lines that are typed are run in a folder with Fixtures and Codebooks,
then the blocks: R as a script, all of Python as the cells of one notebook, Snakemake as a workflow whose last output is shown. A section whose program is
not installed is left out and said so, but for those of Python. Closes with 'N passed, N failed'.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from common import Tally, environment
from datapackage import PACKAGES

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Runs the cells of standard input, a list of texts, and prints for each what it shows.
NOTEBOOK = """
import json, sys, nbformat, nbclient
book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in json.load(sys.stdin)])
nbclient.NotebookClient(book, timeout=60, kernel_name="python3").execute()
print(json.dumps(["".join(out.get("text") or out.get("data", {}).get("text/plain", "") for out in cell.outputs) for cell in book.cells]))
"""


def sections() -> dict[str, list[tuple[str, str]]]:
    """The blocks of each section that shows another tool, by its heading."""
    parts = re.split(r"^## ", (ROOT / "Docs/Cookbook.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    found = {part.split("\n", 1)[0]: BLOCK.findall(part) for part in parts}
    return {name: blocks for name, blocks in found.items() if {kind for kind, _ in blocks} & {"r", "python", "snakemake"}}


def typed(blocks) -> str:
    """The lines that are typed, as a script of the shell."""
    lines = [line for kind, text in blocks if kind == "console" for line in text.split("\n")]
    return "\n".join(line[2:] for line in lines if line.startswith(("$ ", "> ")))


def shown(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n") if line.strip())


def run_in(folder: pathlib.Path, command: list, env: dict, text: str = "") -> subprocess.CompletedProcess:
    return subprocess.run([str(part) for part in command], cwd=folder, env=env, input=text, capture_output=True, text=True)


def printed(folder, kind, texts, python, env) -> tuple[list[str], str]:
    """What each block prints, and what went wrong."""
    if kind == "python":
        done = run_in(folder, [python, "-c", NOTEBOOK], env, json.dumps(texts))
        return (json.loads(done.stdout) if done.returncode == 0 else []), done.stderr
    if kind == "r":
        (folder / "script.R").write_text(texts[0], encoding="utf-8")
        done = run_in(folder, ["Rscript", "script.R"], env)
        return [done.stdout], "" if done.returncode == 0 else done.stderr
    (folder / "Snakefile").write_text(texts[0], encoding="utf-8")
    done = run_in(folder, [python, "-m", "snakemake", "--cores", "1"], env)
    again = run_in(folder, [python, "-m", "snakemake", "--cores", "1"], env)
    if done.returncode or "Nothing to be done" not in again.stdout + again.stderr:
        return [], done.stderr + again.stderr
    return [(folder / "paper/most.csv").read_text("utf-8")], ""


def main() -> int:
    anker, tally = pathlib.Path(sys.argv[1]).resolve(), Tally()
    python = environment("datapackage", PACKAGES)
    found = sections()
    tally.check({kind for blocks in found.values() for kind, _ in blocks} >= {"r", "python", "snakemake"}, f"sections: {sorted(found)}")
    for name, blocks in found.items():
        kind = next(kind for kind, _ in blocks if kind in ("r", "python", "snakemake"))
        if kind == "r" and (not shutil.which("Rscript") or subprocess.run(["Rscript", "-e", "library(readr); library(jsonlite)"], capture_output=True).returncode):
            print(f"cookbook: '{name}' is not run: Rscript with readr and jsonlite is not installed")
            continue
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            for part in ("Fixtures", "Codebooks"):
                shutil.copytree(ROOT / part, folder / part)
            (folder / ".bin").mkdir()
            (folder / ".bin/anker").symlink_to(anker)
            env = {**os.environ, "PATH": f"{folder / '.bin'}:{os.environ['PATH']}", "ANKER_CODER": "AB", "SOURCE_DATE_EPOCH": "1764547200", "LC_ALL": "C.UTF-8", "HOME": temporary}
            done = run_in(folder, ["bash", "-euo", "pipefail", "-c", typed(blocks)], env)
            tally.check(done.returncode == 0, f"{name}: what is typed ended with {done.returncode}: {done.stderr[-400:]}")
            scripts = [text for one, text in blocks if one == kind]
            expected = [text for one, text in blocks if one == "text"]
            tally.check(len(scripts) == len(expected), f"{name}: {len(scripts)} blocks of {kind}, {len(expected)} of what they print")
            outputs, errors = printed(folder, kind, scripts, python, env)
            tally.check(len(outputs) == len(scripts) and not (errors and kind != "python"), f"{name}: {errors[-800:]}")
            for output, text in zip(outputs, expected):
                tally.check(shown(output) == shown(text), f"{name}: the page says\n{shown(text)}\nand printed is\n{shown(output)}")
    return tally.close("cookbook")


if __name__ == "__main__":
    sys.exit(main())
