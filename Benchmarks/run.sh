#!/usr/bin/env bash
# Time and memory of imports, readings, codings and tables, beside their peers, whole processes in turn; prints a Markdown table.
# Usage: run.sh ANKER [--rounds N] [--large]; --large adds the sheet of a million rows (1.2 GB of XML, minutes).
set -euo pipefail
if [ $# -lt 1 ] || [ ! -x "$1" ]; then
    echo "usage: run.sh ANKER [--rounds N] [--large]; ANKER is the built program, 'make build' makes it" >&2
    exit 64
fi
anker=$(realpath "$1")
shift
cd "$(dirname "$0")/.."
shared=${ANKER_SHARED:-../shared}
if [ ! -f "$shared/bench/README.md" ]; then
    echo "bench: no workloads at '$shared'; put the shared folder beside this one, or name it in ANKER_SHARED" >&2
    exit 2
fi
export PYTHONDONTWRITEBYTECODE=1
exec python3 Benchmarks/bench.py "$anker" "$(realpath "$shared")" "$@"
