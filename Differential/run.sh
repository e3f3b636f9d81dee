#!/usr/bin/env bash
# Random files, read by anker and by independent Python libraries, cell by cell and paragraph by paragraph.
# Usage: run.sh ANKER [COUNT [SEED]]; COUNT files in all (2000).
set -euo pipefail
anker=$(realpath "$1")
cd "$(dirname "$0")/.."
place=.build-differential
if ! cmp --silent Differential/requirements.txt "$place/requirements.txt"; then
    python3 -m venv "$place"
    "$place/bin/pip" install --quiet --disable-pip-version-check --requirement Differential/requirements.txt
    cp Differential/requirements.txt "$place"
fi
export PYTHONDONTWRITEBYTECODE=1 SWIFT_BACKTRACE=enable=no
exec "$place/bin/python3" Differential/differential.py "$anker" "${2:-2000}" "${3:-1}"
