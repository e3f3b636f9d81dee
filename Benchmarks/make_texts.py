#!/usr/bin/env python3
"""Write many transcripts for searching: those of a folder again and again, with a rare word in seven of them.

usage: make_texts.py FOLDER MEGABYTES OUT
Deterministic; Python standard library only.
"""
import pathlib
import sys

FOLDER, MEGABYTES, OUT = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])

files = sorted(FOLDER.glob("*.txt"))
OUT.mkdir(parents=True)
size = number = 0
while size < MEGABYTES * 1_000_000:
    source = files[number % len(files)]
    # The first line differs, so that no two are the same file.
    text = f"I: Gespräch Nummer {number}.\n" + source.read_text(encoding="utf-8")
    if number % 211 == 17 and number // 211 < 7:
        text = text.replace("Verein ", "Quastenflosser ", 1)
    (OUT / f"text-{number:05}.txt").write_text(text, encoding="utf-8")
    size += len(text.encode("utf-8"))
    number += 1
print(f"{OUT}: {number} transcripts, {size / 1e6:.0f} MB")
