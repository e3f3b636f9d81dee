#!/usr/bin/env bash
# Puts the program, its manual pages and the completions of shells where a system looks for them. Builds nothing.
# Usage: install.sh ANKER MANUAL PREFIX; DESTDIR is put before PREFIX, for those who make packages.
set -euo pipefail
if [ $# -ne 3 ]; then
    echo "usage: install.sh ANKER MANUAL PREFIX; MANUAL is the folder of manual pages" >&2
    exit 64
fi
anker=$1 manual=$2 prefix=${DESTDIR:-}$3
if [ ! -x "$anker" ] || [ ! -f "$manual/anker.1" ]; then
    echo "install: the program or its manual is not built; run 'make man' first, without root" >&2
    exit 2
fi
bash=$prefix/share/bash-completion/completions zsh=$prefix/share/zsh/site-functions fish=$prefix/share/fish/vendor_completions.d
install -d "$prefix/bin" "$prefix/share/man/man1" "$bash" "$zsh" "$fish"
install -m 755 "$anker" "$prefix/bin/anker"
install -m 644 "$manual"/anker*.1 "$prefix/share/man/man1"
script=$(mktemp)
trap 'rm -f "$script"' EXIT
for place in "bash $bash/anker" "zsh $zsh/_anker" "fish $fish/anker.fish"; do
    "$anker" --generate-completion-script "${place%% *}" > "$script"
    install -m 644 "$script" "${place#* }"
done
echo "installed anker, $(ls "$manual"/anker*.1 | wc -l) manual pages and completions for bash, zsh and fish in $prefix"
