#!/usr/bin/env bash
# Builds the optimized program at .build/release/anker.
set -euo pipefail
# The linker warns of a function inside Swift's own libraries; everything else is shown.
swift build -c release --static-swift-stdlib --product anker 2> >(grep -v mktemp >&2)
