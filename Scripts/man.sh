#!/usr/bin/env bash
# Writes the manual pages of the program and of each command, and has groff, where it is there, look through them.
# Usage: man.sh FOLDER
set -euo pipefail
folder=$1
swift build -c release --static-swift-stdlib --product ManPages 2> >(grep -v mktemp >&2)
rm -rf "$folder"
.build/release/ManPages "$folder" Docs/Cookbook.md README.md
if command -v groff > /dev/null; then
    warnings=$(for page in "$folder"/*.1; do groff -man -Tutf8 -ww -z "$page" 2>&1; done)
    if [ -n "$warnings" ]; then
        echo "$warnings" >&2
        exit 1
    fi
else
    echo "man: there is no groff here, so the pages were not looked through" >&2
fi
echo "wrote $(ls "$folder"/*.1 | wc -l) manual pages to $folder"
