#!/usr/bin/env python3
"""CITATION.cff: valid by cffconvert, and of the version that the program says it is.

usage: citation.py ANKER SHARED
Closes with 'N passed, N failed'.
"""
import pathlib
import sys
import tempfile

from common import Tally, environment, run

FILE = pathlib.Path(__file__).resolve().parent.parent / "CITATION.cff"


def main() -> int:
    anker, tally = sys.argv[1], Tally()
    validator = environment("citation", ["cffconvert==2.0.0"]).with_name("cffconvert")
    valid = run([validator, "--validate", "-i", FILE])
    tally.check(valid.status == 0, f"CITATION.cff: {valid.err[:300]}")
    text = FILE.read_text(encoding="utf-8")
    version = run([anker, "--version"]).out.strip()
    tally.check(f"\nversion: {version}\n" in text, f"CITATION.cff: is not of version '{version}'")
    with tempfile.TemporaryDirectory() as folder:
        broken = pathlib.Path(folder) / "CITATION.cff"
        broken.write_text(text.replace("authors:", "writers:"), encoding="utf-8")
        tally.check(run([validator, "--validate", "-i", broken]).status != 0, "CITATION.cff: one without authors is called valid")
    return tally.close("citation")


if __name__ == "__main__":
    sys.exit(main())
