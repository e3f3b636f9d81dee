#!/usr/bin/env python3
"""Write transcripts and a file of many codings with many codes, for counting which occur together.

usage: make_many_codings.py TRANSCRIPTS CODINGS CODES OUT
Writes OUT/transcripts/text-NNNNN.txt and OUT/codings.jsonl, as many lines for each transcript. A tenth of the passages are drawn near
another one, and rare codes are given less often than frequent ones. Deterministic, line by line; Python standard library only.
"""
import json
import pathlib
import random
import sys

TRANSCRIPTS, CODINGS, CODES, OUT = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), pathlib.Path(sys.argv[4])
WORDS = "Verein Dorf Straße offen gestalten Übung Netzwerk Räume und die wir haben mit Größe Zukunft Förderung Schule".split()

numbers = random.Random(17)
(OUT / "transcripts").mkdir(parents=True)
with open(OUT / "codings.jsonl", "w", encoding="utf-8") as lines:
    for number in range(TRANSCRIPTS):
        name = f"text-{number:05}"
        turns = [f"{'I' if turn % 2 == 0 else 'B'}: Beitrag {number} {turn} " + " ".join(numbers.choices(WORDS, k=24)) + "."
                 for turn in range(200)]
        (OUT / "transcripts" / f"{name}.txt").write_text("\n".join(turns) + "\n", encoding="utf-8")
        # Labels of speakers and line feeds are no part of every reading of a text, so the end is left alone.
        length = sum(len(turn) for turn in turns) - 1000
        lower = 0
        for _ in range(CODINGS // TRANSCRIPTS):
            lower = lower + numbers.randrange(40) if numbers.random() < 0.1 and lower < length - 200 else numbers.randrange(length - 200)
            code = min(int(numbers.expovariate(1 / (CODES / 4))), CODES - 1) if numbers.random() < 0.5 else numbers.randrange(CODES)
            lines.write(json.dumps({"source": name, "range": [lower, lower + numbers.randrange(10, 120)],
                                    "codes": [f"code_{code:04}"], "coder": f"Coder {numbers.randrange(2) + 1}"}) + "\n")
print(f"{OUT}: {CODINGS} codings of {CODES} codes in {TRANSCRIPTS} transcripts")
