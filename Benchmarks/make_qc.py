#!/usr/bin/env python3
"""The invented interviews and their codings as a project of qc, which codes whole lines: each coding at the line where it begins.

usage: make_qc.py QC INTERVIEWS PROJECT
QC is the installed program; INTERVIEWS holds 'transcripts' and 'codings.jsonl'.
"""
import bisect
import json
import pathlib
import sqlite3
import subprocess
import sys

qc, interviews, project = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
project.mkdir()
# The first makes the settings, the second what they name.
for command in (["init"], ["init"], ["corpus", "import", "-r", "-i", "verbatim", interviews / "transcripts"]):
    subprocess.run([qc, *map(str, command)], cwd=project, check=True, stdout=subprocess.DEVNULL)
database = sqlite3.connect(project / "qualitative_coding.sqlite3")
places = {document: place for place, document in database.execute(
    "SELECT l.id, i.document_id FROM location l JOIN document_index i ON i.id = l.document_index_id")}
starts: dict[str, list[int]] = {}
lines, codes, coders = [], set(), set()
with open(interviews / "codings.jsonl", encoding="utf-8") as file:
    for coding in map(json.loads, file):
        document = coding["source"] + ".txt"
        if document not in starts:
            text = (interviews / "transcripts" / document).read_text(encoding="utf-8")
            starts[document] = [0] + [place + 1 for place, sign in enumerate(text) if sign == "\n"]
        line = bisect.bisect_right(starts[document], coding["range"][0]) - 1
        coders.add(coding["coder"])
        for code in coding["codes"]:
            codes.add(code)
            lines.append((line, coding["coder"], code, places[document]))
database.executemany("INSERT INTO code VALUES (?)", [(code,) for code in sorted(codes)])
database.executemany("INSERT INTO coder VALUES (?)", [(coder,) for coder in sorted(coders)])
for number, (line, coder, code, place) in enumerate(lines, 1):
    database.execute("INSERT INTO coded_line VALUES (?, ?, ?, ?)", (number, line, coder, code))
    database.execute("INSERT INTO coded_line_location_association VALUES (?, ?)", (number, place))
database.commit()
(project / "codebook.yaml").write_text("".join(f"- {code}\n" for code in sorted(codes)))
