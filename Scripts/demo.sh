#!/usr/bin/env bash
# The main job on the invented study: files in, passages coded, networks and tables out.
# Usage: demo.sh ANKER FOLDER
set -euo pipefail
anker=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
cd "$(dirname "$0")/.."
fixtures=Fixtures/ostharz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Times are data of a study; fixed ones make the same bytes on any day.
export SOURCE_DATE_EPOCH=1764547200 ANKER_CODER=AB ANKER_STUDY="$work/ostharz.anker"

"$anker" init "$ANKER_STUDY" --codebook Codebooks/vier-erkenntnisse.yaml --quiet
"$anker" import $fixtures/interviews --case 'interview-{Nr}=Initiative {Nr}'
"$anker" actor add --from $fixtures/actors.jsonl
"$anker" import $fixtures/survey.ods --map $fixtures/survey-map.yaml
"$anker" import $fixtures/survey.xml --map $fixtures/survey-xml-map.yaml
"$anker" import $fixtures/netzwerkbefragung.lsa
"$anker" code --from $fixtures/codings.jsonl
"$anker" tie add --from $fixtures/ties.jsonl
# The survey names six partners with their town in brackets; 'actor duplicates' finds them.
for name in 'Festivalverbund Mitteldeutschland (Halle)' 'Gartenbund Grüne Mitte (Leipzig)' \
    'Mobilitätsinitiative Rückenwind (Magdeburg)' 'Radiobund Freie Welle (Berlin)' 'Theaterkollektiv Querfeld (Leipzig)' \
    'Werkstattnetz Nord (Hannover)'; do
    "$anker" actor merge "$name" --into "${name% (*}"
done

"$anker" network export actors --output "$out/actors.graphml"
"$anker" network export actors --output "$out/actors.gexf"
"$anker" network draw actors --size betweenness --title 'Wer mit wem verbunden ist' --output "$out/actors.svg"
"$anker" network export actor-by-finding --output "$out/actor-by-finding.graphml"
"$anker" network export code-cooccurrence --output "$out/code-cooccurrence.graphml"
"$anker" network measure actors --all --groups actor_type --format csv --output "$out/actor-measures.csv"
"$anker" network measure actors --whole --groups actor_type --format csv --output "$out/network-measures.csv"
for format in html md json; do "$anker" report findings --lang de --output "$out/report.$format"; done
"$anker" table frequencies --format csv --output "$out/frequencies.csv"
"$anker" table cooccurrence --format csv --output "$out/cooccurrence.csv"
"$anker" table code-by-attribute Reichweite --list --format csv --output "$out/code-by-reach.csv"
"$anker" table code-by-case --top 20 --format svg --output "$out/code-by-case.svg"
"$anker" codebook export "$out/codebook.yaml"
"$anker" codings --json > "$out/codings.jsonl"
"$anker" export csv "$out/csv" --quiet
"$anker" export qdpx "$out/ostharz.qdpx" --quiet
"$anker" export qdc "$out/ostharz.qdc" --quiet
echo "wrote $(find "$out" -type f | wc -l) files to $2"
