#!/usr/bin/env bash
# Feeds the readers with damaged input until something gives way or time is up.
# Usage: run.sh [TARGET…]; all of them where none is named. FUZZ_SECONDS is the time for each (60), FUZZ_RUNS a number of
# inputs for each in place of it, FUZZ_LENGTH the longest input in bytes (4096, or the longest seed).
set -uo pipefail
cd "$(dirname "$0")"
fuzzer=.build-fuzz/release/AnkerFuzz
# A source file that is new is found by a fresh plan only.
rm -f .build-fuzz/release.yaml .build-fuzz/release/description.json .build-fuzz/*/release/description.json
touch Package.swift ../Package.swift
# Only our own code is instrumented; libxml2, libzip and zlib are the system's.
if ! built=$(swift build -c release --scratch-path .build-fuzz --product AnkerFuzz \
    -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld 2>&1); then
    grep -E 'error' <<< "$built" >&2
    exit 1
fi

targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <("$fuzzer" list)
# Inputs are written for the readers to open: a thousand times a second, so not to a disk.
memory=/dev/shm
[ -w "$memory" ] || memory=${TMPDIR:-/tmp}
TMPDIR=$(mktemp -d "$memory/anker-fuzz.XXXXXX")
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
# swift-backtrace would hang over a find; the default quarantine alone takes 256 MB. Time goes to noting who allocated, and
# to asking for the time zone at each archive.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=quarantine_size_mb=16:malloc_context_size=0 TZ=UTC0
if [ -n "${FUZZ_RUNS:-}" ]; then bound=-runs=$FUZZ_RUNS; else bound=-max_total_time=${FUZZ_SECONDS:-60}; fi

mkdir -p .build-fuzz/found .build-fuzz/corpus
failed=()
for target in "${targets[@]}"; do
    seeds=$TMPDIR/$target.seeds corpus=$TMPDIR/$target kept=.build-fuzz/corpus/$target log=.build-fuzz/$target.log
    "$fuzzer" seeds "$target" .. "$seeds" || { failed+=("$target"); continue; }
    [ -d "$seeds" ] || continue
    mkdir -p "$corpus" "$kept"
    cp -r "$kept/." "$corpus"
    cat Dictionaries/every.dict "$seeds.dict" > "$TMPDIR/dict"
    [ -f "Dictionaries/$target.dict" ] && cat "Dictionaries/$target.dict" >> "$TMPDIR/dict"
    longest=$(find "$seeds" -type f -printf '%s\n' | sort -n | tail -1)
    [ "$longest" -gt 4096 ] || longest=4096
    started=$SECONDS
    # A run may work for 5 seconds, see ProcessorTime.swift; the time-out is for one that waits and never works.
    "$fuzzer" run "$target" .. $bound -max_len="${FUZZ_LENGTH:-$longest}" -timeout=300 -rss_limit_mb=512 \
        -print_final_stats=1 -print_funcs=0 -dict="$TMPDIR/dict" -artifact_prefix=.build-fuzz/found/"$target"- \
        "$corpus" "$seeds" > "$log" 2>&1
    status=$?
    # What was found goes on from there next time.
    rm -rf "$kept" && cp -r "$corpus" "$kept"
    rm -rf "$corpus" "$seeds"
    if [ $status -eq 0 ]; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        peak=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
        echo "$(tail -n 40 "$log" | grep "^$target: "), $((SECONDS - started)) s, peak $peak MB; $runs runs without a find"
    else
        failed+=("$target")
        echo "$target: failed with status $status; Fuzz/$log tells more"
        grep -E 'Fatal error|Precondition|SUMMARY|Test unit written' "$log" | head -5
        input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)
        [ -n "$input" ] && echo "  again: Fuzz/$fuzzer run $target . Fuzz/$input"
    fi
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "fuzz: failed in ${failed[*]}"
    exit 1
fi
echo "fuzz: no find"
