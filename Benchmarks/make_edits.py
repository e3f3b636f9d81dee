#!/usr/bin/env python3
"""Write edited forms of transcripts (deterministic): typos, turns put in and taken out, a block moved, a name replaced.

usage: make_edits.py FOLDER OUT
Every text of FOLDER is edited in about 1 of 15 turns. Python standard library only.
"""
import pathlib
import random
import sys

FOLDER, OUT = map(pathlib.Path, sys.argv[1:3])


def edited(lines, rng):
    for _ in range(max(1, len(lines) // 25)):
        at = rng.randrange(len(lines))
        words = lines[at].split(" ")
        word = rng.randrange(len(words))
        if len(words[word]) > 3:
            cut = rng.randrange(1, len(words[word]) - 1)
            words[word] = words[word][:cut] + words[word][cut + 1:]
        lines[at] = " ".join(words)
    for _ in range(max(1, len(lines) // 100)):
        del lines[rng.randrange(len(lines) - 1)]
    for number in range(max(1, len(lines) // 100)):
        lines.insert(rng.randrange(len(lines)), f"I: Das habe ich beim Schreiben vergessen, Nummer {number}.")
    if len(lines) > 20:
        start = rng.randrange(len(lines) - 10)
        block = lines[start:start + 4]
        del lines[start:start + 4]
        place = rng.randrange(len(lines))
        lines[place:place] = block
    return [line.replace("Bürgermeisterin", "[Name A]") if rng.random() < 0.05 else line for line in lines]


OUT.mkdir(parents=True)
files = sorted(FOLDER.glob("*.txt"))
for number, path in enumerate(files):
    lines = path.read_text(encoding="utf-8").split("\n")
    (OUT / path.name).write_text("\n".join(edited(lines, random.Random(number))), encoding="utf-8")
print(f"{OUT}: {len(files)} transcripts")
