#!/usr/bin/env bash
# Installs the Debian packages that are missing. Arguments: PACKAGE:PKG-CONFIG-NAME, PACKAGE:@PROGRAM or PACKAGE:%PYTHON-MODULE ...
set -euo pipefail
missing=()
is_there() {
    case "$1" in
        @*) command -v "${1#@}" >/dev/null ;;
        %*) /usr/bin/python3 -c "import ${1#%}" 2>/dev/null ;;
        *) command -v pkg-config >/dev/null && pkg-config --exists "$1" ;;
    esac
}
for pair in "$@"; do
    case "$pair" in
        *:@* | *:%*) ;;
        *) command -v pkg-config >/dev/null || [[ " ${missing[*]:-} " = *" pkg-config "* ]] || missing+=(pkg-config) ;;
    esac
    is_there "${pair#*:}" || missing+=("${pair%%:*}")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
    echo "setup: install these packages (libraries with their headers): ${missing[*]}" >&2
    exit 2
fi
run=()
[ "$(id -u)" -eq 0 ] || run=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
