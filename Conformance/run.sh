#!/usr/bin/env bash
# Files of other people, hostile files, exports, kills and full disks, beside what a right program makes of them.
# Usage: run.sh ANKER [PART…]; the parts are corpus, badinput, projects, graphml, networks, pipeline, determinism, codebook, jsonl, qdpx, crate, citation, kill, full, writers, terminal, datapackage and cookbook, and all of them where none is named.
set -uo pipefail
if [ $# -lt 1 ] || [ ! -x "$1" ]; then
    echo "usage: run.sh ANKER [corpus|badinput|projects|graphml|networks|pipeline|determinism|codebook|jsonl|qdpx|crate|citation|kill|full|writers|terminal|datapackage|cookbook]…; ANKER is the built program, 'make build' makes it" >&2
    exit 64
fi
anker=$(realpath "$1")
shift
cd "$(dirname "$0")/.."
shared=${ANKER_SHARED:-../shared}
if [ ! -f "$shared/corpus/expect.json" ]; then
    echo "conformance: no corpus at '$shared'; put the shared folder beside this one, or name it in ANKER_SHARED" >&2
    exit 2
fi
shared=$(realpath "$shared")
export PYTHONDONTWRITEBYTECODE=1 SWIFT_BACKTRACE=enable=no
unset ANKER_STUDY ANKER_CODER SOURCE_DATE_EPOCH
# PDF is read through it.
Scripts/setup.sh poppler-utils:@pdftotext
parts=("$@")
[ $# -gt 0 ] || parts=(corpus badinput projects graphml networks pipeline determinism codebook jsonl qdpx crate citation kill full writers terminal datapackage cookbook)
# It is packaged for the system's Python only.
[[ " ${parts[*]} " != *" networks "* ]] || Scripts/setup.sh python3-graph-tool:%graph_tool
# R with what reads tables and their description; 10 seconds. Where it cannot be had the two parts say so and go without.
[[ " ${parts[*]} " != *" datapackage "* && " ${parts[*]} " != *" cookbook "* ]] || Scripts/setup.sh r-cran-readr:@Rscript r-cran-jsonlite:@Rscript
failed=()
for part in "${parts[@]}"; do
    echo "== $part"
    python3 "Conformance/$part.py" "$anker" "$shared" || failed+=("$part")
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "conformance: failed in ${failed[*]}"
    exit 1
fi
echo "conformance: all of ${parts[*]} passed"
