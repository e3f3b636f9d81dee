#!/usr/bin/env bash
# Installs the Debian packages that are missing. Arguments: PACKAGE:PKG-CONFIG-NAME ...
set -euo pipefail
missing=()
command -v pkg-config >/dev/null || missing+=(pkg-config)
for pair in "$@"; do
    if ! command -v pkg-config >/dev/null || ! pkg-config --exists "${pair#*:}"; then missing+=("${pair%%:*}"); fi
done
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
    echo "setup: install these libraries with their headers: ${missing[*]}" >&2
    exit 2
fi
run=()
[ "$(id -u)" -eq 0 ] || run=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
